import { X } from "lucide-react";
import { Button } from "#ui/Button.tsx";
import { classNames } from "#ui/class-names.ts";
import { formatBytes, formatCount, formatInstant } from "#ui/format.ts";
import { Glyph } from "#ui/Glyph.tsx";
import { IconButton } from "#ui/IconButton.tsx";
import parts from "#ui/Inspector.module.css";
import type { WorkerClient } from "#worker/client.ts";
import type { CommitSummary } from "#worker/worker-api.ts";
import css from "./CommitInspector.module.css";
import { CommitLog } from "./CommitLog.tsx";
import { clockFacts } from "./commit-clocks.ts";
import { sayMetric } from "./commit-words.ts";
import { glyphOf } from "./history-rows.ts";

export interface CommitInspectorProps {
  readonly client: WorkerClient;
  readonly location: string;
  readonly commit: CommitSummary;
  /** The version before it, where it is loaded. */
  readonly before: CommitSummary | undefined;
  readonly isInView: boolean;
  readonly onTravel: (version: number) => void;
  readonly onClose: () => void;
}

/** One commit: who, why, what it did, and its lines in the log. */
export function CommitInspector(props: CommitInspectorProps) {
  const { client, location, commit, before, isInView, onTravel, onClose } = props;
  const { version, operation, timestampMs, unreadable, parameters, metrics } = commit;
  return (
    <section className={classNames(parts.inspector, css.inspector)} aria-label={`Commit ${version}`}>
      <header className={classNames(parts.head, css.head)}>
        <Glyph name={glyphOf(commit)} />
        <h2>{operation ?? "Commit"}</h2>
        <span className={css.version}>v{version}</span>
        <IconButton label="Close the commit" onClick={onClose} className={parts.close ?? ""}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <p className={css.sub}>
        {timestampMs === undefined
          ? "The log does not tell when"
          : `${formatInstant(timestampMs, { seconds: true })} UTC`}
      </p>
      {unreadable === undefined ? null : <p className={css.reason}>Can’t be read: {unreadable}</p>}
      <div className={css.acts}>
        <Button onClick={() => onTravel(version)} disabled={isInView}>
          {isInView ? "In view" : "Go to this version"}
        </Button>
      </div>
      <Facts title="By" facts={writerFacts(commit)} />
      <Facts title="Clocks, UTC" facts={clockFacts(commit)} />
      <Facts title="Change" facts={changeFacts(commit, before)} />
      <Facts title="Parameters" facts={parameters} isCode />
      <Facts title="Metrics" facts={metrics.map(sayMetric)} isFigure />
      <CommitLog client={client} location={location} version={version} />
    </section>
  );
}

interface FactsProps {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly isCode?: boolean;
  readonly isFigure?: boolean;
}

function Facts({ title, facts, isCode = false, isFigure = false }: FactsProps) {
  if (facts.length === 0) return null;
  return (
    <>
      <h3 className={parts.title}>{title}</h3>
      <dl className={isFigure ? parts.figures : parts.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={isCode ? parts.code : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function writerFacts({ userName, engineInfo }: CommitSummary) {
  const facts: (readonly [string, string])[] = [];
  if (userName !== undefined) facts.push(["Who", userName]);
  if (engineInfo !== undefined) facts.push(["Engine", engineInfo]);
  return facts;
}

function changeFacts(commit: CommitSummary, before: CommitSummary | undefined) {
  const { addedFiles, removedFiles, addedBytes, removedBytes, dataChange, checkpoint } = commit;
  const facts: (readonly [string, string])[] = [];
  if (addedFiles > 0) facts.push(["Files added", `${formatCount(addedFiles)}, ${formatBytes(addedBytes)}`]);
  if (removedFiles > 0) facts.push(["Files removed", `${formatCount(removedFiles)}, ${formatBytes(removedBytes)}`]);
  if (commit.rows !== undefined && before?.rows !== undefined) {
    facts.push(["Rows", `${formatCount(before.rows)} → ${formatCount(commit.rows)}`]);
  } else if (commit.rows !== undefined) facts.push(["Rows", formatCount(commit.rows)]);
  if (!dataChange && addedFiles + removedFiles > 0) facts.push(["Data", "moved, not changed"]);
  const also = [
    commit.changesSchema && "schema",
    commit.changesProtocol && "protocol",
    commit.changesProperties && "properties",
  ].filter((one) => one !== false);
  if (also.length > 0) facts.push(["Also sets", also.join(", ")]);
  if (checkpoint) facts.push(["Checkpoint", "written at this version"]);
  return facts;
}
