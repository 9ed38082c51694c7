// Answers reads of immutable objects from memory. What is absent is never remembered: the next commit may appear.

import type { ByteCache } from "./byte-cache.ts";
import { checkSize, sliceHead } from "./byte-slices.ts";
import { isCheckpointFile, isMutableKey } from "./object-key.ts";
import type { ObjectStore } from "./object-store.ts";

export interface CacheOptions {
  readonly cache: ByteCache;
}

const keptCheckpointBytes = 1024 * 1024;

/** The bytes handed out are views of the cache's own. */
export function withCache(store: ObjectStore, { cache }: CacheOptions): ObjectStore {
  const held = cache.openNamespace();
  return {
    location: store.location,
    async get(key, options) {
      options?.signal?.throwIfAborted();
      const known = held.findWhole(key);
      if (known !== undefined) {
        return known;
      }
      const object = await store.get(key, options);
      if (object !== undefined && !isMutableKey(key)) {
        held.putWhole(key, object);
      }
      return object;
    },
    async getRange(key, range, options) {
      options?.signal?.throwIfAborted();
      const whole = held.findWhole(key);
      if (whole !== undefined) {
        checkSize(key, whole.bytes.length, range);
      }
      const known = held.findRange(key, range.start, range.end);
      if (known !== undefined) {
        return known;
      }
      const bytes = await store.getRange(key, range, options);
      // A large checkpoint would push out everything else, and its columns are kept once read.
      const isOnceRead = isCheckpointFile(key) && bytes.length > keptCheckpointBytes;
      if (!isMutableKey(key) && !isOnceRead) {
        held.putRange(key, range.start, bytes);
      }
      return bytes;
    },
    async getHead(key, lengthBytes, options) {
      options?.signal?.throwIfAborted();
      const whole = held.findWhole(key);
      if (whole !== undefined) {
        return sliceHead(whole.bytes, lengthBytes);
      }
      const head = await store.getHead(key, lengthBytes, options);
      if (head !== undefined && !isMutableKey(key)) {
        // Without a modification time a head can't stand for the whole object, but any range of it can be served.
        held.putRange(key, 0, head.bytes);
      }
      return head;
    },
    list: (prefix, startAfter, options) => store.list(prefix, startAfter, options),
  };
}
