// Totals after each commit of a run, counted from one version whose totals are known: back to older commits, and on to
// newer ones.

import type { Commit } from "./commit.ts";
import type { FileChanges } from "./file-changes.ts";
import type { FileTotals } from "./live-files.ts";

/** Undefined = not to be told from the log alone. */
export interface RunningTotals {
  readonly files: number | undefined;
  readonly sizeBytes: number | undefined;
  readonly rows: number | undefined;
}

export interface KnownVersion {
  readonly version: number;
  readonly totals: FileTotals;
}

const NOTHING_KNOWN: RunningTotals = { files: undefined, sizeBytes: undefined, rows: undefined };

/**
 * `commits` are a run without gaps, newest first, `changes` what each did; `known` is one of its versions, or the one
 * just before its oldest. Counting ends where a commit's effect can't be told from itself, and rows where a removed
 * file's rows are not told. Counted back beyond version 0 the totals must come to nothing; where they do not, the log
 * removed files that were not there, and none is to be relied on.
 */
export function countTotals(
  commits: readonly Commit[],
  changes: readonly FileChanges[],
  known: KnownVersion | undefined,
): readonly RunningTotals[] {
  const totals: RunningTotals[] = commits.map(() => NOTHING_KNOWN);
  const start = known === undefined ? -1 : startIndex(commits, known.version);
  if (known === undefined || start < 0) return totals;
  const anchor = fromTotals(known.totals);
  let current = anchor;
  for (let index = start; index < commits.length; index++) {
    totals[index] = current;
    current = step(current, commits[index], changes[index], BACK);
  }
  const isConsistent = commits.at(-1)?.version !== 0 || start === commits.length || isNothing(current);
  current = anchor;
  for (let index = start - 1; index >= 0 && isConsistent; index--) {
    current = step(current, commits[index], changes[index], ON);
    totals[index] = current;
  }
  return isConsistent ? totals : totals.map((_, index) => (index === start ? anchor : NOTHING_KNOWN));
}

/** The known version's place; one past the end where it is just before the oldest commit; -1 where it is elsewhere. */
function startIndex(commits: readonly Commit[], version: number): number {
  const oldest = commits.at(-1)?.version;
  return oldest === version + 1 ? commits.length : commits.findIndex((commit) => commit.version === version);
}

const ON = 1;
const BACK = -1;

/** The totals on the other side of the commit. */
function step(
  current: RunningTotals,
  commit: Commit | undefined,
  changes: FileChanges | undefined,
  direction: typeof ON | typeof BACK,
): RunningTotals {
  if (commit === undefined || changes === undefined || !isCountable(commit)) return NOTHING_KNOWN;
  const { addedFiles, removedFiles, addedBytes, removedBytes, addedRows, removedRows } = changes;
  const moved = (from: number | undefined, added: number | undefined, removed: number | undefined) => {
    if (from === undefined || added === undefined || removed === undefined) return undefined;
    const to = from + direction * (added - removed);
    // Below zero, the log removed files that were not there.
    return to < 0 ? undefined : to;
  };
  return {
    files: moved(current.files, addedFiles, removedFiles),
    sizeBytes: moved(current.sizeBytes, addedBytes, changes.removedBytesExact ? removedBytes : undefined),
    rows: moved(current.rows, addedRows, removedRows),
  };
}

/** One that adds files without a change of data may only restate files that are there. */
function isCountable(commit: Commit): boolean {
  const restates = commit.adds.rowCount > 0 && commit.removes.rowCount === 0 && !commit.dataChange;
  return !restates && commit.violation === undefined;
}

function isNothing({ files }: RunningTotals): boolean {
  return files === undefined || files === 0;
}

function fromTotals({ files, sizeBytes, rows, filesWithUnknownRows }: FileTotals): RunningTotals {
  return { files, sizeBytes, rows: filesWithUnknownRows === 0 ? rows : undefined };
}
