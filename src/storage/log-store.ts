// The log of a table as the protocol wants it, over any object store.

import { isTableError } from "#delta/errors.ts";
import type { LogFileEntry, LogStore, ReadOptions, StoredObject } from "#delta/ports.ts";
import { compareUtf8, isMutableKey } from "./object-key.ts";
import type { ObjectStore } from "./object-store.ts";

const logPrefix = "_delta_log/";

export function createLogStore(store: ObjectStore): LogStore {
  return {
    async read(name: string, options?: ReadOptions): Promise<StoredObject | undefined> {
      const key = logPrefix + name;
      try {
        return await store.get(key, options);
      } catch (error) {
        // S3 denies what is absent to callers without ListBucket. The hint is advisory and often absent, so its denial
        // tells nothing yet: the first commit's read decides.
        if (isMutableKey(key) && isTableError(error, "AccessDenied") && error.context.status === 403) {
          return undefined;
        }
        throw error;
      }
    },
    async list(from: string, options?: ReadOptions): Promise<readonly LogFileEntry[] | undefined> {
      // Without its last character a name sorts before itself, and every later name sorts behind that too.
      const startAfter = from === "" ? undefined : logPrefix + Array.from(from).slice(0, -1).join("");
      const entries = await store.list(logPrefix, startAfter, options);
      return entries
        ?.map((entry) => ({ ...entry, name: entry.key.slice(logPrefix.length) }))
        .filter((entry) => compareUtf8(entry.name, from) >= 0)
        .map(({ name, sizeBytes, modifiedMs }) => ({ name, sizeBytes, modifiedMs }));
    },
  };
}
