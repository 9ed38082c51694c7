import type { UseQueryResult } from "@tanstack/react-query";
import { formatCount } from "#ui/format.ts";
import type { StatsCoverage } from "#worker/worker-api.ts";
import type { SchemaContext } from "./column-words.ts";
import css from "./SchemaPanel.module.css";

export interface ConstraintsProps {
  readonly constraints: SchemaContext["constraints"];
  readonly coverage: UseQueryResult<StatsCoverage>;
}

/** What binds rows as a whole, and what the statistics were counted over. */
export function Constraints({ constraints, coverage }: ConstraintsProps) {
  const note = coverageNote(coverage);
  if (constraints.length === 0 && note === undefined) return null;
  return (
    <footer className={css.foot}>
      {constraints.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        <section aria-label="Constraints" className={css.constraints} tabIndex={0}>
          <h2>{constraints.length === 1 ? "Constraint" : "Constraints"}</h2>
          <dl>
            {constraints.map(([name, expression]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{expression}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {note === undefined ? null : <p className={css.note}>{note}</p>}
    </footer>
  );
}

function coverageNote({ data, error }: UseQueryResult<StatsCoverage>): string | undefined {
  if (error !== null) return `Statistics could not be counted. ${error.message}`;
  if (data === undefined) return undefined;
  const { files, checkedFiles, untoldFiles, withoutStats } = data;
  if (files === 0) return "No files, so no statistics.";
  const notes: string[] = [];
  const looked = checkedFiles + untoldFiles;
  if (looked < files) notes.push(`Statistics: a sample of ${formatCount(looked)} of ${formatCount(files)} files.`);
  if (untoldFiles > 0) {
    notes.push(`${formatCount(untoldFiles)} files have statistics that are not held here, and are left out.`);
  }
  if (withoutStats > 0) notes.push(`${formatCount(withoutStats)} of ${formatCount(looked)} files have no statistics.`);
  return notes.length === 0 ? undefined : notes.join(" ");
}
