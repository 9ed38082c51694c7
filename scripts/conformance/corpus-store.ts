// The store of a corpus' table: its folder, and the whole corpus by the name that its logs know it by.

import { parseDataPath } from "#delta/data-path.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { withOutside } from "#storage/with-outside.ts";
import { createFileStore } from "../file-store.ts";
import type { TableExpectation } from "./expectations.ts";

export function storeOf({ folder, corpus, place }: TableExpectation): ObjectStore {
  const own = createFileStore(folder);
  if (place === undefined) return own;
  const whole = createFileStore(corpus);
  return withOutside(own, (uri) => {
    const path = parseDataPath(uri, [place]);
    return path.kind === "relative" ? { store: whole, key: path.key } : undefined;
  });
}
