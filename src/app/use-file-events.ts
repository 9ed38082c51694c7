import { useEffect, useSyncExternalStore } from "react";
import type { SnapshotInfo, SnapshotTotals, WireError } from "#worker/worker-api.ts";
import type { TableEvents } from "./table-events.ts";
import { markTime } from "./user-timing.ts";

export interface FileEvents {
  readonly totals: SnapshotTotals | undefined;
  readonly filesError: WireError | undefined;
}

/** How far the file list of a version has come. */
export function useFileEvents(events: TableEvents, snapshot: SnapshotInfo | undefined): FileEvents {
  const { location = "", version = -1 } = snapshot ?? {};
  const totals = useSyncExternalStore(events.subscribe, () => events.totals(location, version));
  const filesError = useSyncExternalStore(events.subscribe, () => events.filesError(location, version));
  const isComplete = totals?.complete === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version's list completes anew
  useEffect(() => {
    if (isComplete) markTime("deltarium:files-complete");
  }, [isComplete, version, location]);
  return { totals, filesError };
}
