// The rows that one deletion vector marks and another does not: what changed when a file got a new vector.

import { firstDeletedFrom, firstLiveFrom, type RowRun } from "#delta/deletion-vectors/deleted-rows.ts";
import type { RowSet } from "#delta/deletion-vectors/roaring.ts";

/** Ascending and disjoint; a set that is undefined marks nothing. */
export function differenceRuns(marked: RowSet, unmarked: RowSet | undefined): readonly RowRun[] {
  const runs: RowRun[] = [];
  for (let start = firstDeletedFrom(marked, 0); start < Number.POSITIVE_INFINITY; ) {
    const end = firstLiveFrom(marked, start);
    takeUnmarked(runs, { position: start, count: end - start }, unmarked);
    start = firstDeletedFrom(marked, end);
  }
  return runs;
}

function takeUnmarked(runs: RowRun[], { position, count }: RowRun, unmarked: RowSet | undefined): void {
  const end = position + count;
  if (unmarked === undefined) {
    runs.push({ position, count });
    return;
  }
  for (let start = firstLiveFrom(unmarked, position); start < end; ) {
    const stop = Math.min(firstDeletedFrom(unmarked, start), end);
    runs.push({ position: start, count: stop - start });
    start = firstLiveFrom(unmarked, stop);
  }
}

/** The runs of the rows `first` to `first + count`, counted through `runs`. */
export function sliceRuns(runs: readonly RowRun[], first: number, count: number): readonly RowRun[] {
  const sliced: RowRun[] = [];
  let before = 0;
  for (const run of runs) {
    const start = Math.max(first - before, 0);
    const end = Math.min(first + count - before, run.count);
    if (end > start) sliced.push({ position: run.position + start, count: end - start });
    before += run.count;
  }
  return sliced;
}

export function countRuns(runs: readonly RowRun[]): number {
  return runs.reduce((sum, { count }) => sum + count, 0);
}
