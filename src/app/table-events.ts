// What the worker tells without being asked, kept for the screens: totals per version, and the transfer so far.

import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotTotals, TransferReport, WireError } from "#worker/worker-api.ts";

export interface TableEvents {
  subscribe(listener: () => void): () => void;
  /** Undefined until the first report. */
  totals(location: string, version: number): SnapshotTotals | undefined;
  /** Why the file list of a version could not be read to its end. */
  filesError(location: string, version: number): WireError | undefined;
  transfer(): TransferReport;
}

/** Totals kept; older ones are told again when their version is opened. */
const KEPT_VERSIONS = 256;

const NOTHING_YET: TransferReport = { requests: 0, bytes: 0, inFlight: 0, cachedBytes: 0 };

export function createTableEvents(client: WorkerClient): TableEvents {
  const totals = new Map<string, SnapshotTotals>();
  const errors = new Map<string, WireError>();
  const listeners = new Set<() => void>();
  let transfer = NOTHING_YET;

  client.subscribe((event) => {
    if (event.kind === "transfer") transfer = event.transfer;
    else if (event.kind === "totals") {
      remember(totals, keyOf(event.location, event.version), event.totals);
      errors.delete(keyOf(event.location, event.version));
    } else remember(errors, keyOf(event.location, event.version), event.error);
    for (const listener of listeners) listener();
  });

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    totals: (location, version) => totals.get(keyOf(location, version)),
    filesError: (location, version) => errors.get(keyOf(location, version)),
    transfer: () => transfer,
  };
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT_VERSIONS && oldest !== undefined) map.delete(oldest);
}

function keyOf(location: string, version: number): string {
  return `${version} ${location}`;
}
