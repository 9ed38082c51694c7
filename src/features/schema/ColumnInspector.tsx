import type { UseQueryResult } from "@tanstack/react-query";
import { Table2, X } from "lucide-react";
import { typeText } from "#delta/schema.ts";
import { Button } from "#ui/Button.tsx";
import { CopyButton } from "#ui/CopyButton.tsx";
import { classNames } from "#ui/class-names.ts";
import { IconButton } from "#ui/IconButton.tsx";
import parts from "#ui/Inspector.module.css";
import type { StatsCoverage } from "#worker/worker-api.ts";
import css from "./ColumnInspector.module.css";
import { CoverageView } from "./CoverageView.tsx";
import { columnSections, type Fact } from "./column-details.ts";
import { factsOf, type SchemaContext } from "./column-words.ts";
import { type ColumnNode, pathText, shortType } from "./schema-tree.ts";

export interface ColumnInspectorProps {
  readonly column: ColumnNode;
  readonly context: SchemaContext;
  /** How many top-level columns there are. */
  readonly siblings: number;
  readonly coverage: UseQueryResult<StatsCoverage>;
  readonly onShowInData: (name: string) => void;
  readonly onClose: () => void;
}

/** One column: what it may hold, how it is filled, checked and stored. */
export function ColumnInspector(props: ColumnInspectorProps) {
  const { column, context, coverage, onShowInData, onClose } = props;
  const { path, name, type } = column;
  const facts = factsOf(column);
  const comment = facts.find((fact) => fact.kind === "comment");
  const changes = facts.find((fact) => fact.kind === "type-changes");
  const fullType = typeText(type);
  return (
    <section className={classNames(parts.inspector, css.inspector)} aria-label={`Column ${pathText(path)}`}>
      <header className={classNames(parts.head, css.head)}>
        <h2>{name}</h2>
        <IconButton label="Close the column" onClick={onClose} className={parts.close ?? ""}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <p className={css.sub}>
        <span className={parts.code}>{shortType(type)}</span>
        {column.nullable ? "" : " · not null"}
        {path.length > 1 ? (
          <>
            {" · in "}
            <span className={parts.code}>{pathText(path.slice(0, -1))}</span>
          </>
        ) : null}
      </p>
      {comment === undefined ? null : <p className={css.comment}>{comment.text}</p>}
      <div className={css.acts}>
        <Button onClick={() => onShowInData(path[0] ?? name)}>
          <Table2 aria-hidden="true" />
          Show in Data
        </Button>
        <CopyButton label="Copy path" text={pathText(path)} />
      </div>
      {fullType === shortType(type) ? null : (
        <div className={css.whole}>
          <pre>{fullType}</pre>
          <CopyButton iconOnly label="Copy the type" text={fullType} />
        </div>
      )}
      {columnSections(column, context).map(({ title, facts: list }) => (
        <Facts key={title} title={title} facts={list} />
      ))}
      {changes === undefined ? null : (
        <>
          <h3 className={parts.title}>Its type so far</h3>
          <ol className={css.life}>
            {changes.changes.map(({ from, to, fieldPath, tableVersion }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list as it is written, which is never reordered
              <li key={index}>
                <span className={parts.code}>
                  {from} → {to}
                </span>
                <span className={css.faint}>
                  {[fieldPath, tableVersion === undefined ? undefined : `in v${tableVersion}`]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ol>
          <p className={css.small}>
            Files that were not rewritten since hold the older types and are read as the newest.
          </p>
        </>
      )}
      <CoverageView column={column} context={context} coverage={coverage} />
    </section>
  );
}

function Facts({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  return (
    <>
      <h3 className={parts.title}>{title}</h3>
      <dl className={parts.facts}>
        {facts.map(({ label, value, isCode, about }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={css.value}>
              <span className={isCode ? parts.code : undefined}>{value}</span>
              {about === undefined ? null : <span className={css.about}>{about}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
