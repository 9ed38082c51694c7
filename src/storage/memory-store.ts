// A table held in memory.

import type { StoredObject } from "#delta/ports.ts";
import { objectMissing, sliceHead, sliceRange } from "./byte-slices.ts";
import { checkKey, compareUtf8 } from "./object-key.ts";
import type { ObjectStore } from "./object-store.ts";

/** A store over `objects`, which may grow and change while it is in use. */
export function createMemoryStore(
  objects: ReadonlyMap<string, Uint8Array | StoredObject>,
  location = "memory:table",
): ObjectStore {
  function find(key: string): StoredObject | undefined {
    checkKey(key);
    const object = objects.get(key);
    return object instanceof Uint8Array ? { bytes: object, modifiedMs: undefined } : object;
  }

  return {
    location,
    async get(key, options) {
      options?.signal?.throwIfAborted();
      return find(key);
    },
    async getRange(key, range, options) {
      options?.signal?.throwIfAborted();
      const object = find(key);
      if (object === undefined) {
        throw objectMissing(key);
      }
      return sliceRange(key, object.bytes, range);
    },
    async getHead(key, lengthBytes, options) {
      options?.signal?.throwIfAborted();
      const object = find(key);
      return object === undefined ? undefined : sliceHead(object.bytes, lengthBytes);
    },
    async list(prefix, startAfter, options) {
      options?.signal?.throwIfAborted();
      return [...objects]
        .filter(([key]) => key.startsWith(prefix) && (startAfter === undefined || compareUtf8(key, startAfter) > 0))
        .map(([key, object]) =>
          object instanceof Uint8Array
            ? { key, sizeBytes: object.length, modifiedMs: undefined }
            : { key, sizeBytes: object.bytes.length, modifiedMs: object.modifiedMs },
        )
        .sort((left, right) => compareUtf8(left.key, right.key));
    },
  };
}
