// From rows of a file to the blocks that hold them. A block is a run of a row group's rows that is decoded and kept as
// one; its size follows from the row group alone, so that any two windows share their blocks.

import type { RowRun } from "#delta/deletion-vectors/deleted-rows.ts";
import type { ParquetFooter, RowGroupLayout } from "./parquet-footer.ts";

/** The rows of one block that are wanted. */
export interface BlockRows {
  readonly rowGroup: number;
  /** The block within its row group, from 0. */
  readonly block: number;
  /** The block's rows within the row group. */
  readonly blockStart: number;
  readonly blockCount: number;
  /** By position in the block, ascending. */
  readonly runs: readonly RowRun[];
}

const MAX_BLOCK_ROWS = 8192;
const BLOCK_BYTES = 4 * 1024 * 1024;

/** The blocks that hold the runs, which ascend; both in the file's order. Rows behind the file's last are left out. */
export function planBlocks(footer: ParquetFooter, runs: readonly RowRun[]): readonly BlockRows[] {
  const blocks: (BlockRows & { readonly runs: RowRun[] })[] = [];
  for (const { run, ...block } of cutRuns(footer, runs)) {
    const last = blocks.at(-1);
    if (last !== undefined && last.rowGroup === block.rowGroup && last.block === block.block) {
      last.runs.push(run);
    } else {
      blocks.push({ ...block, runs: [run] });
    }
  }
  return blocks;
}

interface Piece extends Omit<BlockRows, "runs"> {
  readonly run: RowRun;
}

/** Cuts the runs at the borders of blocks. */
function* cutRuns(footer: ParquetFooter, runs: readonly RowRun[]): Generator<Piece> {
  let rowGroup = 0;
  for (const { position, count } of runs) {
    for (let row = position; row < position + count; ) {
      while (row >= endOf(footer.rowGroups[rowGroup])) {
        rowGroup += 1;
      }
      const group = footer.rowGroups[rowGroup];
      if (group === undefined) {
        return;
      }
      const piece = cutPiece(group, row - group.firstRow, position + count - group.firstRow);
      yield { ...piece, rowGroup };
      row += piece.run.count;
    }
  }
}

/** Behind the last row group nothing ends. */
function endOf(group: RowGroupLayout | undefined): number {
  return group === undefined ? Number.POSITIVE_INFINITY : group.firstRow + group.rowCount;
}

/** What of the rows `start` to `end` of a row group lies in the block of the first. */
function cutPiece(group: RowGroupLayout, start: number, end: number): Omit<Piece, "rowGroup"> {
  const size = blockRows(group);
  const block = Math.floor(start / size);
  const blockStart = block * size;
  const blockCount = Math.min(size, group.rowCount - blockStart);
  const position = start - blockStart;
  return { block, blockStart, blockCount, run: { position, count: Math.min(end - blockStart, blockCount) - position } };
}

/** A power of two, smaller where rows are large. */
function blockRows(group: RowGroupLayout): number {
  const rowBytes = Math.max(1, group.uncompressedBytes / group.rowCount);
  const fitting = 2 ** Math.floor(Math.log2(BLOCK_BYTES / rowBytes));
  return Math.min(MAX_BLOCK_ROWS, Math.max(1, fitting));
}
