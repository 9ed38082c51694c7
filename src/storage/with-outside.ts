// A table's store that also reaches objects outside its root, which shallow clones and converted tables name by URI.

import type { ObjectStore } from "./object-store.ts";

/** An object of another store. */
export interface OutsideObject {
  readonly store: ObjectStore;
  readonly key: string;
}

/** Keys of objects below the root never start so. */
const MARK = "/";

/** `find` tells where an URI of the log leads; undefined where that is out of reach. */
export function withOutside(own: ObjectStore, find: (uri: string) => OutsideObject | undefined): ObjectStore {
  const known = new Map<string, OutsideObject>();

  function objectAt(key: string): OutsideObject {
    return known.get(key) ?? { store: own, key };
  }

  return {
    location: own.location,
    outsideKey(uri) {
      const key = MARK + uri;
      const object = known.get(key) ?? find(uri);
      if (object !== undefined) known.set(key, object);
      return object && key;
    },
    get: (key, options) => {
      const object = objectAt(key);
      return object.store.get(object.key, options);
    },
    getRange: (key, range, options) => {
      const object = objectAt(key);
      return object.store.getRange(object.key, range, options);
    },
    getHead: (key, lengthBytes, options) => {
      const object = objectAt(key);
      return object.store.getHead(object.key, lengthBytes, options);
    },
    list: (prefix, startAfter, options) => own.list(prefix, startAfter, options),
  };
}
