// A table's store that also reads what its log names outside the table's folder: on the same host, or in the folder that
// was opened. No other host is asked for anything: a log could name any.

import { listRootUris } from "#scan/root-uris.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { createOutsideFolder } from "#storage/outside-folder.ts";
import { findOutsidePlace } from "#storage/outside-place.ts";
import { type OutsideObject, withOutside } from "#storage/with-outside.ts";

/** Errors: those of `createStore`. */
export function createOutsideStore(location: string, createStore: (location: string) => ObjectStore): ObjectStore {
  const stores = new Map<string, ObjectStore>();
  const roots = listRootUris(location);
  const [, folder] = /^(local:[^/]+)\/./.exec(location) ?? [];
  let findInFolder: ((uri: string) => OutsideObject | undefined) | undefined;

  function find(uri: string): OutsideObject | undefined {
    if (folder !== undefined) {
      findInFolder ??= createOutsideFolder(createStore(folder));
      return findInFolder(uri);
    }
    const place = findOutsidePlace(uri, roots);
    if (place === undefined) return undefined;
    const store = stores.get(place.location) ?? createStore(place.location);
    stores.set(place.location, store);
    return { store, key: place.key };
  }

  return withOutside(createStore(location), find);
}
