// Column chunk statistics of a Parquet footer (parquet.thrift, Statistics and ColumnOrder) as raw bytes. The footer that
// files are read by leaves them out: they are parsed when a condition first asks, from bytes that are mostly still here.

import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import { viewOf } from "#delta/byte-view.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { OpenedFile } from "./decode-rows.ts";
import { type ParquetFooter, readFooterBytes } from "./parquet-footer.ts";
import { thriftField } from "./thrift-field.ts";

export interface ChunkStatistics {
  /** In the type's own order, or as signed integers where `isOldForm`; maybe cut, so not a value of the chunk. */
  readonly min: Uint8Array | undefined;
  readonly max: Uint8Array | undefined;
  /** From the deprecated fields, whose order is that of signed bytes for all types. */
  readonly isOldForm: boolean;
  readonly nullCount: number | undefined;
}

/** By row group and leaf; undefined where a chunk has none. */
export type FileStatistics = readonly (readonly (ChunkStatistics | undefined)[])[];

const known = new WeakMap<ParquetFooter, FileStatistics>();

/** Errors: those of the store. */
export async function readStatistics({ source, footer }: OpenedFile, options?: ReadOptions): Promise<FileStatistics> {
  const found = known.get(footer) ?? parseStatistics(await readFooterBytes(source, options));
  known.set(footer, found);
  return found;
}

const TRAILER_BYTES = 8;

/** `footer` ends with its length and magic. What can't be parsed tells nothing. */
function parseStatistics(footer: Uint8Array): FileStatistics {
  const body = footer.subarray(0, footer.length - TRAILER_BYTES);
  const metadata = parseThrift(body);
  const orders = list(thriftField(metadata, 7));
  return list(thriftField(metadata, 4)).map((group) =>
    list(thriftField(group, 1)).map((chunk, leaf) =>
      toStatistics(thriftField(thriftField(chunk, 3), 12), isTypeOrder(orders[leaf])),
    ),
  );
}

function parseThrift(bytes: Uint8Array): unknown {
  try {
    const view = viewOf(bytes);
    return deserializeTCompactProtocol({ view, offset: 0 });
  } catch {
    return undefined;
  }
}

/** ColumnOrder is a union whose first member is TYPE_ORDER. Without it, the meaning of bounds is undefined. */
function isTypeOrder(order: unknown): boolean {
  return thriftField(order, 1) !== undefined;
}

function toStatistics(statistics: unknown, isTypeOrdered: boolean): ChunkStatistics | undefined {
  if (statistics === undefined) {
    return undefined;
  }
  const nullCount = thriftField(statistics, 3);
  const hasNew = thriftField(statistics, 5) !== undefined || thriftField(statistics, 6) !== undefined;
  const isOldForm = !(isTypeOrdered && hasNew);
  const [max, min] = isOldForm ? [1, 2] : [5, 6];
  return {
    min: bytesOf(thriftField(statistics, min)),
    max: bytesOf(thriftField(statistics, max)),
    isOldForm,
    nullCount: typeof nullCount === "bigint" ? Number(nullCount) : undefined,
  };
}

function bytesOf(value: unknown): Uint8Array | undefined {
  return value instanceof Uint8Array ? value : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
