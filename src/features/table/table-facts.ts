import { formatBytes, formatCount } from "#ui/format.ts";
import type { CommitSummary, SnapshotInfo, SnapshotTotals } from "#worker/worker-api.ts";

/** One figure of the top bar: `128` `files`. */
export interface TableFact {
  readonly id: "rows" | "files" | "size" | "columns";
  readonly figure: string;
  readonly unit: string;
  /** Why the figure is a bound or not there, for its tooltip. */
  readonly note: string | undefined;
}

export interface FactSources {
  readonly snapshot: SnapshotInfo | undefined;
  readonly totals: SnapshotTotals | undefined;
  /** The summary of the same version, where history has it: exact before the file list is read. */
  readonly commit: CommitSummary | undefined;
}

export function listFacts({ snapshot, totals, commit }: FactSources): TableFact[] {
  const facts: (TableFact | undefined)[] = [
    rowsFact(totals, commit),
    countFact("files", totals, commit?.files),
    sizeFact(totals, commit?.sizeBytes),
    snapshot === undefined ? undefined : fact("columns", snapshot.schema.fields.length, ["column", "columns"]),
  ];
  return facts.filter((one) => one !== undefined);
}

/** Rows of the snapshot as far as they are known; undefined before anything is. */
export function knownRows({
  totals,
  commit,
}: Omit<FactSources, "snapshot">): { rows: number; exact: boolean } | undefined {
  if (totals?.rowsExact) return { rows: totals.rows, exact: true };
  if (commit?.rows !== undefined) return { rows: commit.rows, exact: true };
  return totals === undefined ? undefined : { rows: totals.rows, exact: false };
}

function rowsFact(totals: SnapshotTotals | undefined, commit: CommitSummary | undefined): TableFact | undefined {
  const known = knownRows({ totals, commit });
  if (known === undefined) return undefined;
  if (known.exact) return fact("rows", known.rows, ["row", "rows"]);
  const note = totals?.complete
    ? "The log does not tell the rows of every file: the count grows as files are read."
    : "The file list is being read: the count grows with it.";
  return { ...fact("rows", known.rows, ["row", "rows"]), figure: `at least ${formatCount(known.rows)}`, note };
}

function countFact(id: "files", totals: SnapshotTotals | undefined, known: number | undefined): TableFact | undefined {
  const files = totals?.complete ? totals.files : (known ?? totals?.files);
  if (files === undefined) return undefined;
  const one = fact(id, files, ["file", "files"]);
  return totals?.complete || known !== undefined
    ? one
    : { ...one, figure: `at least ${one.figure}`, note: "The file list is being read." };
}

function sizeFact(totals: SnapshotTotals | undefined, known: number | undefined): TableFact | undefined {
  const sizeBytes = totals?.complete ? totals.sizeBytes : known;
  if (sizeBytes === undefined) return undefined;
  const [figure = "", unit = ""] = formatBytes(sizeBytes).split(" ");
  return { id: "size", figure, unit, note: undefined };
}

function fact(id: TableFact["id"], count: number, [one, many]: readonly [string, string]): TableFact {
  return { id, figure: formatCount(count), unit: count === 1 ? one : many, note: undefined };
}
