// Decoded blocks of columns, kept as Arrow data up to a number of bytes.

import type { ReadOptions } from "#delta/ports.ts";
import { type DecodedColumn, fetchPages, type OpenedFile } from "./decode-rows.ts";
import { createLru } from "./lru.ts";
import type { SomeEngine } from "./parquet-engine.ts";
import type { TopLevelColumn } from "./parquet-footer.ts";
import type { BlockRows } from "./plan-rows.ts";
import { createSharedLoad, type SharedLoad } from "./shared-load.ts";

/** By the index of the column's first leaf. */
export type Block = ReadonlyMap<number, DecodedColumn>;

export interface BlockReader {
  /** The block of these rows with at least `columns`, all of which have leaves. Errors: those of fetchPages. */
  read(file: OpenedFile, slice: BlockRows, columns: readonly TopLevelColumn[], options?: ReadOptions): Promise<Block>;
}

/** A load under way: whoever needs one of its columns waits for it instead of asking again. */
interface Flight {
  readonly leaves: ReadonlySet<number>;
  readonly load: SharedLoad<Block>;
}

interface KeptBlock {
  readonly block: Block;
  readonly bytes: number;
}

export function createBlockReader(engine: SomeEngine, budgetBytes: number): BlockReader {
  const kept = createLru<KeptBlock>(budgetBytes);
  const flights = new Map<string, readonly Flight[]>();

  async function load(
    file: OpenedFile,
    slice: BlockRows,
    { columns, signal }: { readonly columns: readonly TopLevelColumn[] } & ReadOptions,
  ): Promise<Block> {
    const decoded = await decodeBlock(engine, file, { slice, columns, signal });
    const key = blockKey(file, slice);
    const before = kept.get(key);
    const block = new Map([...(before?.block ?? []), ...decoded.block]);
    const bytes = (before?.bytes ?? 0) + decoded.bytes;
    kept.put(key, { block, bytes }, bytes);
    return block;
  }

  /** A load of the columns that no other one brings. */
  function startFlight(key: string, columns: readonly TopLevelColumn[], load: SharedLoad<Block>): Flight {
    const leaves = new Set(columns.map(({ firstLeaf }) => firstLeaf));
    const flight: Flight = { leaves, load: (options) => load(options).finally(() => land(key, flight)) };
    flights.set(key, [...(flights.get(key) ?? []), flight]);
    return flight;
  }

  function land(key: string, landed: Flight): void {
    const left = (flights.get(key) ?? []).filter((flight) => flight !== landed);
    if (left.length === 0) flights.delete(key);
    else flights.set(key, left);
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
      const joined = (flights.get(key) ?? []).filter(({ leaves }) =>
        missing.some(({ firstLeaf }) => leaves.has(firstLeaf)),
      );
      const rest = missing.filter(({ firstLeaf }) => !joined.some(({ leaves }) => leaves.has(firstLeaf)));
      if (rest.length > 0) {
        const shared = createSharedLoad((signal) => load(file, slice, { columns: rest, signal }));
        joined.push(startFlight(key, rest, shared));
      }
      const blocks = await Promise.all(joined.map((flight) => flight.load(options)));
      return new Map([held ?? [], ...blocks].flatMap((block) => [...block]));
    },
  };
}

function blockKey({ source }: OpenedFile, { rowGroup, block }: BlockRows): string {
  return `${rowGroup}.${block} ${source.key}`;
}

async function decodeBlock(
  engine: SomeEngine,
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
