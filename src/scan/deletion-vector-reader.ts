// Deletion vectors as they are needed: fetched by one range each, checked, kept by their id.

import type { DeletionVectorDescriptor } from "#delta/actions.ts";
import {
  checkFileVersion,
  corruptVector,
  parseVector,
  placeOfVector,
  unwrapVector,
  type VectorPlace,
} from "#delta/deletion-vectors/deletion-vector.ts";
import type { RowSet } from "#delta/deletion-vectors/roaring.ts";
import { isTableError } from "#delta/errors.ts";
import { deletionVectorId } from "#delta/file-key.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import type { DataPlaces } from "./data-place.ts";
import { createLru } from "./lru.ts";
import { createSharedLoad, type SharedLoad } from "./shared-load.ts";

export interface DeletionVectorReader {
  /**
   * The rows that a data file's vector marks; what they are must still be held against the file by `checkWithinFile`.
   * Errors: CorruptDeletionVector, ObjectMissing, Unsupported for a vector out of reach, and those of the store.
   */
  read(vector: DeletionVectorDescriptor, dataFile: string, options?: ReadOptions): Promise<RowSet>;
}

type FilePlace = Extract<VectorPlace, { kind: "file" }>;

/** Version bytes kept, one a vector's file. */
const VERSIONS_KEPT = 4096;
/** What the first byte of a file weighs. */
const VERSION_WEIGHT = 1;
/** What a parsed vector holds besides its bytes. */
const VECTOR_OVERHEAD_BYTES = 512;

/** Keeps the vectors used last, up to about `budgetBytes`. */
export function createDeletionVectorReader(
  store: ObjectStore,
  places: DataPlaces,
  budgetBytes: number,
): DeletionVectorReader {
  const vectors = createLru<SharedLoad<RowSet>>(budgetBytes);
  const checkedFiles = createLru<true>(VERSIONS_KEPT);

  async function load(vector: DeletionVectorDescriptor, dataFile: string, options: ReadOptions): Promise<RowSet> {
    const place = placeOfVector(vector, dataFile, places.roots);
    if (place.kind === "inline") {
      return parseVector(place.data, vector, dataFile);
    }
    const key = places.keyAt(place.path);
    return parseVector(unwrapVector(await readEntry(key, place, options), vector, key), vector, key);
  }

  async function readEntry(key: string, { start, end }: FilePlace, options: ReadOptions): Promise<Uint8Array> {
    if (checkedFiles.get(key) !== undefined) {
      return await readRange(key, start, end, options);
    }
    // Asked for at once: the store makes one request of ranges that lie close together.
    const [head, entry] = await Promise.all([readRange(key, 0, 1, options), readRange(key, start, end, options)]);
    checkFileVersion(head[0], key);
    checkedFiles.put(key, true, VERSION_WEIGHT);
    return entry;
  }

  async function readRange(key: string, start: number, end: number, options: ReadOptions): Promise<Uint8Array> {
    try {
      return await store.getRange(key, { start, end }, options);
    } catch (cause) {
      throw isTableError(cause, "ObjectTruncated")
        ? corruptVector(key, `its file ends before byte ${end}`, cause)
        : cause;
    }
  }

  return {
    async read(vector, dataFile, options) {
      const { sizeInBytes, cardinality } = vector;
      const id = `${deletionVectorId(vector)} ${sizeInBytes} ${cardinality}`;
      const known = vectors.get(id) ?? createSharedLoad((signal) => load(vector, dataFile, { signal }));
      vectors.put(id, known, sizeInBytes + VECTOR_OVERHEAD_BYTES);
      return await known(options);
    },
  };
}
