// The rows that were read, in blocks of a fixed size, column by column; the least recently stored go first.

import type { CellValue, RowPage, RowSource } from "#worker/worker-api.ts";

const BLOCK_ROWS = 64;

/** Values kept: some tens of megabytes at worst, and many screens of any table. */
const KEPT_VALUES = 400_000;

/** A screen has a few blocks in sight; they stay, however many columns they have. */
const KEPT_BLOCKS = 8;

/** Where a row comes from, which also names it. */
export interface RowOrigin {
  readonly source: RowSource;
  readonly position: number;
}

export interface RowBlocks<Cell> {
  /** The cell that `toCell` made of a value; the same object each time. Undefined = not here. */
  cell(row: number, field: number): Cell | undefined;
  origin(row: number): RowOrigin | undefined;
  /** `page.columns` are those of `fields`. A page begins at any row. */
  store(page: RowPage, fields: readonly number[]): void;
}

interface Block<Cell> {
  /** By field, then by row of the block. */
  readonly values: Map<number, (CellValue | undefined)[]>;
  readonly cells: Map<number, (Cell | undefined)[]>;
  readonly origins: (RowOrigin | undefined)[];
}

export function createRowBlocks<Cell>(toCell: (value: CellValue, field: number) => Cell): RowBlocks<Cell> {
  const blocks = new Map<number, Block<Cell>>();

  const cell = (row: number, field: number): Cell | undefined => {
    const block = blocks.get(Math.floor(row / BLOCK_ROWS));
    const at = row % BLOCK_ROWS;
    const value = block?.values.get(field)?.[at];
    if (block === undefined || value === undefined) return undefined;
    const made = listOf(block.cells, field);
    made[at] ??= toCell(value, field);
    return made[at];
  };

  const storeBlock = (index: number, page: RowPage, fields: readonly number[]) => {
    const block: Block<Cell> = blocks.get(index) ?? { values: new Map(), cells: new Map(), origins: [] };
    const first = Math.max(0, index * BLOCK_ROWS - page.start);
    const last = Math.min(page.rowCount, (index + 1) * BLOCK_ROWS - page.start);
    for (let at = first; at < last; at += 1) {
      const row = (page.start + at) % BLOCK_ROWS;
      block.origins[row] = originOf(page, at);
      for (const [column, field] of fields.entries()) {
        listOf(block.values, field)[row] = page.columns[column]?.[at];
        listOf(block.cells, field)[row] = undefined;
      }
    }
    blocks.delete(index);
    blocks.set(index, block);
  };

  return {
    cell,
    origin: (row) => blocks.get(Math.floor(row / BLOCK_ROWS))?.origins[row % BLOCK_ROWS],
    store: (page, fields) => {
      if (page.rowCount === 0) return;
      const last = Math.floor((page.start + page.rowCount - 1) / BLOCK_ROWS);
      for (let index = Math.floor(page.start / BLOCK_ROWS); index <= last; index += 1) storeBlock(index, page, fields);
      evict(blocks);
    },
  };
}

function evict<Cell>(blocks: Map<number, Block<Cell>>): void {
  let kept = 0;
  for (const block of blocks.values()) kept += block.values.size * BLOCK_ROWS;
  for (const [index, block] of blocks) {
    if (kept <= KEPT_VALUES || blocks.size <= KEPT_BLOCKS) return;
    blocks.delete(index);
    kept -= block.values.size * BLOCK_ROWS;
  }
}

function listOf<T>(map: Map<number, (T | undefined)[]>, key: number): (T | undefined)[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

function originOf(page: RowPage, at: number): RowOrigin | undefined {
  const source = page.sources[page.source[at] ?? -1];
  const position = page.position[at];
  return source === undefined || position === undefined ? undefined : { source, position };
}
