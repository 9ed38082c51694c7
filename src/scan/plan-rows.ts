// From rows of a file to the blocks that hold them. A block is a run of a row group's rows that is decoded and kept as
// one; its size follows from the row group alone, so that any two windows share their blocks.

import type { ParquetFooter, RowGroupLayout } from "./parquet-footer.ts";

/** Consecutive rows of a file, by physical position. */
export interface RowRun {
  readonly position: number;
  readonly count: number;
}

/** A part of a run that lies in one block. */
export interface BlockSlice {
  readonly rowGroup: number;
  /** The block within its row group, from 0. */
  readonly block: number;
  /** The block's rows within the row group. */
  readonly blockStart: number;
  readonly blockCount: number;
  /** The slice's first row within the block. */
  readonly start: number;
  readonly count: number;
  /** Physical position in the file of the slice's first row. */
  readonly position: number;
}

const MAX_BLOCK_ROWS = 8192;
const BLOCK_BYTES = 4 * 1024 * 1024;

/**
 * The physical positions of the rows `first` to `first + count - 1` of a file, counted without those that a deletion
 * vector marks. The one place that deletion vectors change.
 */
export function toRuns(first: number, count: number): readonly RowRun[] {
  return count === 0 ? [] : [{ position: first, count }];
}

/** The row, counted without those that a deletion vector marks, of a physical position; undefined where it is marked. */
export function toLogicalRow(position: number): number | undefined {
  return position;
}

/** In the order of the runs. Rows behind the file's last are left out. */
export function planBlocks(footer: ParquetFooter, runs: readonly RowRun[]): readonly BlockSlice[] {
  return runs.flatMap((run) =>
    footer.rowGroups.flatMap((group, rowGroup) => {
      const start = Math.max(run.position, group.firstRow) - group.firstRow;
      const end = Math.min(run.position + run.count, group.firstRow + group.rowCount) - group.firstRow;
      return start < end ? cutBlocks(group, rowGroup, { start, end }) : [];
    }),
  );
}

function cutBlocks(
  group: RowGroupLayout,
  rowGroup: number,
  rows: { readonly start: number; readonly end: number },
): readonly BlockSlice[] {
  const size = blockRows(group);
  const slices: BlockSlice[] = [];
  for (let block = Math.floor(rows.start / size); block * size < rows.end; block += 1) {
    const blockStart = block * size;
    const blockCount = Math.min(size, group.rowCount - blockStart);
    const start = Math.max(rows.start - blockStart, 0);
    const count = Math.min(rows.end - blockStart, blockCount) - start;
    slices.push({
      rowGroup,
      block,
      blockStart,
      blockCount,
      start,
      count,
      position: group.firstRow + blockStart + start,
    });
  }
  return slices;
}

/** A power of two, smaller where rows are large. */
function blockRows(group: RowGroupLayout): number {
  const rowBytes = Math.max(1, group.uncompressedBytes / group.rowCount);
  const fitting = 2 ** Math.floor(Math.log2(BLOCK_BYTES / rowBytes));
  return Math.min(MAX_BLOCK_ROWS, Math.max(1, fitting));
}
