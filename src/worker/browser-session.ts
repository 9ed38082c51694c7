// The session as the browser's worker composes it: network stores, caches and secrets of its own.

import type { AddThread } from "#scan/add-group.ts";
import type { ParquetEngine } from "#scan/parquet-engine.ts";
import { createAccessKeeper } from "#storage/access.ts";
import { createByteCache } from "#storage/byte-cache.ts";
import { createStore } from "#storage/create-store.ts";
import type { FolderGrant } from "#storage/location/folder-grant.ts";
import { createTransferMeter } from "#storage/transfer-meter.ts";
import { createWholeObjectPolicy } from "#storage/whole-object-policy.ts";
import type { SessionApi } from "./serve.ts";
import { createSession } from "./session.ts";
import { createTransferEvents } from "./transfer-events.ts";
import type { WorkerEvent } from "./worker-api.ts";

export interface BrowserSessionParts {
  readonly engine: Promise<ParquetEngine>;
  readonly startThreads: () => Promise<readonly AddThread[]>;
  readonly emit: (event: WorkerEvent) => void;
  /** The address of the page's folder, below which `demo/` lies. */
  readonly appUrl: string;
}

export function createBrowserSession({ engine, startThreads, emit, appUrl }: BrowserSessionParts): SessionApi {
  const keeper = createAccessKeeper();
  const folders = new Map<string, FolderGrant>();
  const wholeObjects = createWholeObjectPolicy();
  const cache = createByteCache();
  const meter = createTransferMeter(() => tell());
  const tell = createTransferEvents(() => ({ ...meter.counts(), cachedBytes: cache.sizeBytes() }), emit);
  const pageOrigin = new URL(appUrl).origin;
  const surroundings = { keeper, folders, meter, cache, wholeObjects, appUrl, pageOrigin };
  return createSession({
    createStore: (location) => createStore(location, surroundings),
    keeper,
    folders,
    wholeObjects,
    engine,
    startThreads,
    emit,
  });
}
