import type { GridModel, GridRange } from "./grid-model.ts";

export interface FetchQueue {
  /** Asks for what is missing in a window, once, and aborts what is no longer near it. */
  want(range: GridRange): void;
  /** Asks again for what has failed. */
  retry(): void;
  close(): void;
}

interface Pending {
  readonly range: GridRange;
  readonly controller: AbortController;
}

/** Rows are asked for in blocks that begin at multiples of this, so that neighbouring windows ask for the same ones. */
const BLOCK_ROWS = 64;

/** Between a grid and its model: which blocks of rows are asked for, and when they are given up. */
export function createFetchQueue(model: GridModel): FetchQueue {
  let pending: readonly Pending[] = [];
  let failed: readonly GridRange[] = [];
  let wanted: GridRange | undefined;

  const settle = (entry: Pending, hasFailed: boolean) => {
    pending = pending.filter((other) => other !== entry);
    if (hasFailed && !entry.controller.signal.aborted) failed = [...failed, entry.range];
  };
  const start = (range: GridRange) => {
    const entry = { range, controller: new AbortController() };
    pending = [...pending, entry];
    model.fetch(range, entry.controller.signal).then(
      () => settle(entry, false),
      () => settle(entry, true),
    );
  };
  const want = (range: GridRange) => {
    wanted = range;
    for (const { controller } of pending.filter((entry) => !rowsMeet(entry.range, range))) controller.abort();
    pending = pending.filter((entry) => !entry.controller.signal.aborted);
    failed = failed.filter((other) => rowsMeet(other, range));
    const taken = [...pending.map((entry) => entry.range), ...failed];
    for (const missing of missingRanges(model, range, taken)) start(missing);
  };

  return {
    want,
    retry() {
      failed = [];
      if (wanted) want(wanted);
    },
    close() {
      for (const { controller } of pending) controller.abort();
      pending = [];
    },
  };
}

/** True when every cell of a window is there. */
export function isLoaded(model: GridModel, range: GridRange): boolean {
  for (let row = range.rowStart; row < range.rowEnd; row++) {
    if (range.columns.some((column) => model.getCell(row, column) === undefined)) return false;
  }
  return true;
}

function missingRanges(model: GridModel, range: GridRange, taken: readonly GridRange[]): readonly GridRange[] {
  const found: { rowStart: number; rowEnd: number; columns: readonly number[] }[] = [];
  const first = Math.floor(range.rowStart / BLOCK_ROWS) * BLOCK_ROWS;
  for (let rowStart = first; rowStart < range.rowEnd; rowStart += BLOCK_ROWS) {
    const rowEnd = Math.min(rowStart + BLOCK_ROWS, model.rowCount);
    const inSight = {
      rowStart: Math.max(rowStart, range.rowStart),
      rowEnd: Math.min(rowEnd, range.rowEnd),
      columns: range.columns,
    };
    if (taken.some((other) => covers(other, inSight)) || isLoaded(model, inSight)) continue;
    const last = found.at(-1);
    if (last?.rowEnd === rowStart) last.rowEnd = rowEnd;
    else found.push({ rowStart, rowEnd, columns: range.columns });
  }
  return found;
}

function rowsMeet(one: GridRange, other: GridRange): boolean {
  return one.rowStart < other.rowEnd && other.rowStart < one.rowEnd;
}

function covers(outer: GridRange, inner: GridRange): boolean {
  const hasRows = outer.rowStart <= inner.rowStart && outer.rowEnd >= inner.rowEnd;
  return (
    hasRows && (outer.columns === inner.columns || inner.columns.every((column) => outer.columns.includes(column)))
  );
}
