// Files of a local table that its log names by absolute paths. A browser tells nobody where a folder lies, but a file
// with a UUID in its name is no other one: below the folder that was opened, it is found by the end of its path.

import { parseDataPath } from "#delta/data-path.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { objectMissing } from "./byte-slices.ts";
import type { ObjectStore } from "./object-store.ts";
import type { OutsideObject } from "./with-outside.ts";

const FILE_URI = /^(?:file:)?\//i;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** `folder` is the opened folder's store, of which the table's own is a part. */
export function createOutsideFolder(folder: ObjectStore): (uri: string) => OutsideObject | undefined {
  /** Parts of a path that lead down to the folder, once a file was found. */
  let above: number | undefined;

  async function findKey(path: string, options?: ReadOptions): Promise<string | undefined> {
    const parts = path.split("/");
    const counts = parts.slice(0, -1).map((_, count) => count);
    const ordered = above === undefined ? counts : [above, ...counts.filter((count) => count !== above)];
    for (const count of ordered) {
      const key = parts.slice(count).join("/");
      if (count < parts.length - 1 && (await folder.getHead(key, 0, options)) !== undefined) {
        above = count;
        return key;
      }
    }
    return undefined;
  }

  const store: ObjectStore = {
    location: folder.location,
    async get(path, options) {
      const key = await findKey(path, options);
      return key === undefined ? undefined : await folder.get(key, options);
    },
    async getRange(path, range, options) {
      const key = await findKey(path, options);
      if (key === undefined) throw objectMissing(path);
      return await folder.getRange(key, range, options);
    },
    async getHead(path, lengthBytes, options) {
      const key = await findKey(path, options);
      return key === undefined ? undefined : await folder.getHead(key, lengthBytes, options);
    },
    list: async () => undefined,
  };

  return (uri) => {
    if (!FILE_URI.test(uri)) return undefined;
    const path = parseDataPath(uri, ["file:/"]);
    return path.kind === "relative" && UUID.test(path.key.split("/").at(-1) ?? "")
      ? { store, key: path.key }
      : undefined;
  };
}
