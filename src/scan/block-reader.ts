// Decoded blocks of columns, kept as Arrow data up to a number of bytes.

import type { ReadOptions } from "#delta/ports.ts";
import { type DecodedColumn, fetchPages, type OpenedFile } from "./decode-rows.ts";
import { createLru } from "./lru.ts";
import type { ParquetEngine } from "./parquet-engine.ts";
import type { TopLevelColumn } from "./parquet-footer.ts";
import type { BlockRows } from "./plan-rows.ts";
import { createSharedLoad, type SharedLoad } from "./shared-load.ts";

/** By the index of the column's first leaf. */
export type Block = ReadonlyMap<number, DecodedColumn>;

export interface BlockReader {
  /** The block of these rows with at least `columns`, all of which have leaves. Errors: those of fetchPages. */
  read(file: OpenedFile, slice: BlockRows, columns: readonly TopLevelColumn[], options?: ReadOptions): Promise<Block>;
}

interface KeptBlock {
  readonly block: Block;
  readonly bytes: number;
}

export function createBlockReader(engine: ParquetEngine | Promise<ParquetEngine>, budgetBytes: number): BlockReader {
  const kept = createLru<KeptBlock>(budgetBytes);
  const loading = new Map<string, SharedLoad<Block>>();

  async function load(
    file: OpenedFile,
    slice: BlockRows,
    { columns, signal }: { readonly columns: readonly TopLevelColumn[] } & ReadOptions,
  ): Promise<Block> {
    const decoded = await decodeBlock(await engine, file, { slice, columns, signal });
    const key = blockKey(file, slice);
    const before = kept.get(key);
    const block = new Map([...(before?.block ?? []), ...decoded.block]);
    const bytes = (before?.bytes ?? 0) + decoded.bytes;
    kept.put(key, { block, bytes }, bytes);
    return block;
  }

  return {
    async read(file, slice, columns, options) {
      const key = blockKey(file, slice);
      const held = kept.get(key)?.block;
      const wanted = [...new Map(columns.map((column) => [column.firstLeaf, column])).values()];
      const missing = wanted.filter(({ firstLeaf }) => !held?.has(firstLeaf));
      if (held !== undefined && missing.length === 0) {
        return held;
      }
      const loadKey = `${key} ${missing.map(({ firstLeaf }) => firstLeaf).join()}`;
      const shared =
        loading.get(loadKey) ?? createSharedLoad((signal) => load(file, slice, { columns: missing, signal }));
      loading.set(loadKey, shared);
      try {
        return new Map([...(held ?? []), ...(await shared(options))]);
      } finally {
        loading.delete(loadKey);
      }
    },
  };
}

function blockKey({ source }: OpenedFile, { rowGroup, block }: BlockRows): string {
  return `${rowGroup}.${block} ${source.key}`;
}

async function decodeBlock(
  engine: ParquetEngine,
  file: OpenedFile,
  { slice, columns, signal }: { readonly slice: BlockRows; readonly columns: readonly TopLevelColumn[] } & ReadOptions,
): Promise<KeptBlock> {
  const ordered = columns.toSorted((left, right) => left.firstLeaf - right.firstLeaf);
  const leaves = ordered.flatMap(({ firstLeaf, leafCount }) =>
    Array.from({ length: leafCount }, (_, index) => firstLeaf + index),
  );
  const pages = await fetchPages(engine, file, { rowGroup: slice.rowGroup, leaves, signal });
  const decoded = pages.decode({ start: slice.blockStart, count: slice.blockCount });
  const block = new Map(
    ordered.flatMap(({ firstLeaf }, index) => (decoded[index] === undefined ? [] : [[firstLeaf, decoded[index]]])),
  );
  return { block, bytes: decoded.reduce((sum, { data }) => sum + data.byteLength, 0) };
}
