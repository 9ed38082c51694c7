// The rows that a deletion vector marks, and the way from the rows that are left to their physical positions. Nothing is
// expanded: a vector over two billion rows costs what its containers cost.

import { countBelow, firstAbsent, firstAtLeast } from "./container.ts";
import { CONTAINER_ROWS, type RowSet } from "./roaring.ts";

export interface RowRun {
  /** Physical position of the first row. */
  readonly position: number;
  readonly count: number;
}

export function deletedCount(rows: RowSet): number {
  return rows.counts[rows.containers.length] ?? 0;
}

/** How many marked rows are below a physical position. */
export function countDeletedBelow(rows: RowSet, position: number): number {
  const index = containerAt(rows, position);
  const container = rows.containers[index];
  if (container === undefined) return 0;
  const limit = Math.min(position - (rows.bases[index] ?? 0), CONTAINER_ROWS);
  return (rows.counts[index] ?? 0) + countBelow(container, limit);
}

export function isDeleted(rows: RowSet, position: number): boolean {
  return firstDeletedFrom(rows, position) === position;
}

/** The marked row at or after a physical position; Infinity when there is none. */
export function firstDeletedFrom(rows: RowSet, position: number): number {
  const start = Math.max(containerAt(rows, position), 0);
  for (let index = start; index < rows.containers.length; index++) {
    const container = rows.containers[index];
    const base = rows.bases[index] ?? 0;
    const found = container === undefined ? undefined : firstAtLeast(container, Math.max(position - base, 0));
    if (found !== undefined) return base + found;
  }
  return Number.POSITIVE_INFINITY;
}

/** The physical position of the row that has `index` unmarked rows before it. */
export function positionOfLiveRow(rows: RowSet, index: number): number {
  let low = index;
  let high = index + deletedCount(rows);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (middle + 1 - countDeletedBelow(rows, middle + 1) > index) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The runs of unmarked rows that hold `count` of them from the unmarked row `first` on. */
export function liveRuns(rows: RowSet, first: number, count: number): readonly RowRun[] {
  const runs: RowRun[] = [];
  // Searched for once: the runs after it follow from the containers alone.
  let position = count === 0 ? 0 : positionOfLiveRow(rows, first);
  for (let done = 0; done < count; ) {
    const length = Math.min(firstDeletedFrom(rows, position) - position, count - done);
    runs.push({ position, count: length });
    done += length;
    position = firstLiveFrom(rows, position + length);
  }
  return runs;
}

/** The unmarked row at or after a physical position. */
export function firstLiveFrom(rows: RowSet, position: number): number {
  let live = position;
  for (let index = Math.max(containerAt(rows, live), 0); index < rows.containers.length; index++) {
    const container = rows.containers[index];
    const base = rows.bases[index] ?? 0;
    if (container === undefined || live < base) break;
    if (live >= base + CONTAINER_ROWS) continue;
    live = base + firstAbsent(container, live - base);
    if (live < base + CONTAINER_ROWS) break;
  }
  return live;
}

/** The last container whose base is not above `position`; -1 when all are. */
function containerAt({ bases }: RowSet, position: number): number {
  let low = 0;
  let high = bases.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bases[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
