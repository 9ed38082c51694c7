import type { OperationClass } from "#delta/operation-class.ts";
import { formatCount, formatDuration, formatInstant } from "#ui/format.ts";
import type { GlyphName } from "#ui/Glyph.tsx";
import type { CommitSummary } from "#worker/worker-api.ts";
import { noteOf, readMetric } from "./commit-words.ts";

/** A count with its sign, and how it is to be coloured. */
export interface Delta {
  readonly text: string;
  readonly tone: "add" | "del" | "mod";
}

/** A commit as the list shows it. */
export interface HistoryRow {
  readonly version: number;
  readonly glyph: GlyphName;
  readonly operation: string;
  /** What the operation was about: a predicate, a column, a target. */
  readonly note: string | undefined;
  readonly rows: readonly Delta[];
  readonly files: readonly Delta[];
  readonly who: string | undefined;
  readonly engine: string | undefined;
  readonly when: string | undefined;
  /** How long after the version before it. */
  readonly gap: string | undefined;
  readonly unreadable: string | undefined;
  readonly checkpoint: boolean;
}

export interface HistoryFilter {
  readonly operationClass: OperationClass | "all";
  readonly text: string;
}

/** Rows for commits, newest first; `before` of the last one may not be loaded, and then it has no gap. */
export function buildHistoryRows(commits: readonly CommitSummary[]): HistoryRow[] {
  return commits.map((commit, index) => toRow(commit, commits[index + 1]));
}

export function filterHistory(rows: readonly HistoryRow[], commits: readonly CommitSummary[], filter: HistoryFilter) {
  const text = filter.text.trim().toLowerCase();
  return rows.filter((row, index) => {
    if (filter.operationClass !== "all" && commits[index]?.operationClass !== filter.operationClass) return false;
    return text === "" || searchText(row).includes(text);
  });
}

export function glyphOf({ operationClass, unreadable }: CommitSummary): GlyphName {
  if (unreadable !== undefined) return "gone";
  return operationClass === "other" ? "maintain" : operationClass;
}

function toRow(commit: CommitSummary, before: CommitSummary | undefined): HistoryRow {
  const { version, timestampMs, unreadable, checkpoint } = commit;
  return {
    version,
    glyph: glyphOf(commit),
    operation: commit.operation ?? "Commit",
    note: noteOf(commit),
    rows: rowDeltas(commit),
    files: deltas(commit.addedFiles, commit.removedFiles),
    who: commit.userName,
    engine: commit.engineInfo === undefined ? undefined : shortEngine(commit.engineInfo),
    when: timestampMs === undefined ? undefined : formatInstant(timestampMs, { year: false }),
    gap:
      timestampMs === undefined || before?.timestampMs === undefined
        ? undefined
        : formatDuration(timestampMs - before.timestampMs),
    unreadable,
    checkpoint,
  };
}

/** The writer's own counts where it left some; else what the files' row counts tell, net of rows that only moved. */
function rowDeltas(commit: CommitSummary): Delta[] {
  const inserted = readMetric(commit, "numTargetRowsInserted");
  const updated = readMetric(commit, "numTargetRowsUpdated", "numUpdatedRows");
  const deleted = readMetric(commit, "numTargetRowsDeleted", "numDeletedRows");
  if (inserted ?? updated ?? deleted) {
    return [...deltas(inserted ?? 0, deleted ?? 0), ...(updated ? [change(updated)] : [])];
  }
  const { addedRows, removedRows, dataChange } = commit;
  if (!dataChange || addedRows === undefined || removedRows === undefined) return [];
  if (addedRows === 0 || removedRows === 0) return deltas(addedRows, removedRows);
  return deltas(Math.max(0, addedRows - removedRows), Math.max(0, removedRows - addedRows));
}

function deltas(added: number, removed: number): Delta[] {
  const list: Delta[] = [];
  if (added > 0) list.push({ text: `+${formatCount(added)}`, tone: "add" });
  if (removed > 0) list.push({ text: `−${formatCount(removed)}`, tone: "del" });
  return list;
}

function change(count: number): Delta {
  return { text: `~${formatCount(count)}`, tone: "mod" };
}

/** `Apache-Spark/4.0.0 Delta-Lake/4.0.0` is Spark 4.0.0 to everybody. */
export function shortEngine(engineInfo: string): string {
  const [, name, version] = /^(?:Apache-)?([A-Za-z][\w-]*?)[/:](?:py-)?v?(\d[\w.-]*)/.exec(engineInfo) ?? [];
  return name === undefined || version === undefined
    ? engineInfo
    : `${name.replace("Databricks-Runtime", "Databricks")} ${version}`;
}

function searchText({ version, operation, note, who, engine, unreadable }: HistoryRow): string {
  return [`v${version}`, operation, note, who, engine, unreadable].filter(Boolean).join(" ").toLowerCase();
}
