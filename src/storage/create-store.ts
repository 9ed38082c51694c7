// From a location to the store that reads it: the right kind, with cache, merging, retry and a bound on what is in flight.

import { TableError } from "#delta/errors.ts";
import type { AccessKeeper } from "./access.ts";
import type { ByteCache } from "./byte-cache.ts";
import { createFolderStore } from "./folder-store.ts";
import { createHttpStore } from "./http-store.ts";
import type { FolderGrant } from "./location/folder-grant.ts";
import { parseLocation, type TableLocation } from "./location/parse-location.ts";
import type { ObjectStore } from "./object-store.ts";
import type { TransferMeter } from "./transfer-meter.ts";
import type { WholeObjectPolicy } from "./whole-object-policy.ts";
import { withCache } from "./with-cache.ts";
import { withConcurrency } from "./with-concurrency.ts";
import { withRangeMerging } from "./with-range-merging.ts";
import { type RetryOptions, withRetry } from "./with-retry.ts";

/** What all stores of a session share. */
export interface StoreSurroundings {
  readonly keeper: AccessKeeper;
  /** Local folders by the name that stands in their location. */
  readonly folders: ReadonlyMap<string, FolderGrant>;
  readonly meter: TransferMeter;
  readonly cache: ByteCache;
  readonly wholeObjects: WholeObjectPolicy;
  /** The address that the app was loaded from, below which `demo/` lies. */
  readonly appUrl: string;
  /** Undefined outside a browser. */
  readonly pageOrigin: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly retry?: RetryOptions | undefined;
  readonly maxInFlight?: number | undefined;
}

/**
 * A store for one opening of a table: what it has cached and seen of objects is its own, so a table that was replaced
 * in the meantime is read anew by a new store.
 * Errors: InvalidLocation, FolderNotGranted.
 */
export function createStore(location: string, surroundings: StoreSurroundings): ObjectStore {
  const table = parseLocation(location);
  if (table.kind === "local") {
    return withCache(createLocalStore(table, surroundings.folders), surroundings);
  }
  const rootUrl = table.rootUrl ?? new URL(`demo/${table.name}/`, surroundings.appUrl).href;
  const { maxInFlight } = surroundings;
  const http = createHttpStore({ ...surroundings, location: table.location, rootUrl });
  const bounded = withConcurrency(http, maxInFlight === undefined ? {} : { maxInFlight });
  // A read that waits for its next try leaves its place to others, so retry stands outside of the bound.
  return withCache(withRangeMerging(withRetry(bounded, surroundings.retry)), surroundings);
}

function createLocalStore({ location }: TableLocation, folders: ReadonlyMap<string, FolderGrant>): ObjectStore {
  const path = location.slice("local:".length);
  const name = folders.has(path) ? path : (path.split("/")[0] ?? "");
  const grant = folders.get(name);
  if (grant === undefined) {
    throw new TableError("FolderNotGranted", `Cannot read the folder ${name}: it was not opened in this tab`, { name });
  }
  return createFolderStore({ location, grant, root: path.slice(name.length + 1) });
}
