// The bytes of one Parquet file of known size: its tail is read once, and a small file is read whole.

import type { ReadOptions } from "#delta/ports.ts";
import { concatBytes } from "#storage/concat-bytes.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { createSharedLoad, type SharedLoad } from "./shared-load.ts";

/** Files below this size are read whole by one request, which saves the later ones. */
export const WHOLE_FILE_BYTES = 512 * 1024;
/** Holds the footer of nearly every file. */
const TAIL_BYTES = 64 * 1024;

export interface ParquetSource {
  /** The object's key, for messages too. */
  readonly key: string;
  readonly sizeBytes: number;
  /** The bytes from `start` up to, not including, `end`. Errors: those of ObjectStore.getRange. */
  read(start: number, end: number, options?: ReadOptions): Promise<Uint8Array>;
  /** The last bytes of the file, all of a small one. */
  readTail: SharedLoad<Uint8Array>;
}

export interface ParquetSourceOptions {
  readonly store: ObjectStore;
  readonly key: string;
  readonly sizeBytes: number;
}

export function createParquetSource({ store, key, sizeBytes }: ParquetSourceOptions): ParquetSource {
  const tailStart = sizeBytes <= WHOLE_FILE_BYTES ? 0 : sizeBytes - TAIL_BYTES;
  let tail: Uint8Array | undefined;

  const readTail = createSharedLoad(async (signal) => {
    tail = await store.getRange(key, { start: tailStart, end: sizeBytes, sizeBytes }, { signal });
    return tail;
  });

  return {
    key,
    sizeBytes,
    readTail,
    async read(start, end, options) {
      // A small file's only request is the one for all of it.
      const held = tail ?? (tailStart === 0 ? await readTail(options) : undefined);
      if (held !== undefined && start >= tailStart) {
        return held.subarray(start - tailStart, end - tailStart);
      }
      if (held !== undefined && end > tailStart) {
        const before = await store.getRange(key, { start, end: tailStart, sizeBytes }, options);
        return concatBytes([before, held.subarray(0, end - tailStart)], end - start);
      }
      return await store.getRange(key, { start, end, sizeBytes }, options);
    },
  };
}

/** A source over a whole file that is already here. */
export function createMemorySource(key: string, bytes: Uint8Array): ParquetSource {
  return {
    key,
    sizeBytes: bytes.length,
    readTail: async (options) => {
      options?.signal?.throwIfAborted();
      return bytes;
    },
    read: async (start, end) => bytes.subarray(start, end),
  };
}
