import { useEffect, useState } from "react";
import { findRowTracking } from "#delta/row-tracking.ts";
import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";

/** Null where neither the file nor the log tells. */
export interface RowIdentity {
  readonly rowId: bigint | null;
  readonly commitVersion: bigint | null;
}

/** Undefined where the table's rows have no ids, and until they are read: the cell is shown without them. */
export function useRowIdentity(client: WorkerClient, snapshot: SnapshotInfo, row: number): RowIdentity | undefined {
  const [identity, setIdentity] = useState<RowIdentity>();
  useEffect(() => {
    setIdentity(undefined);
    const { location, version, writerFeatures, configuration } = snapshot;
    if (findRowTracking(writerFeatures, configuration) === undefined) return;
    const controller = new AbortController();
    const request = { location, version, columns: [], start: row, count: 1, rowTracking: true };
    client.call("readRows", request, { signal: controller.signal }).then(
      ({ rowTracking }) => {
        const { rowIds = [], commitVersions = [] } = rowTracking ?? {};
        setIdentity({ rowId: rowIds[0] ?? null, commitVersion: commitVersions[0] ?? null });
      },
      () => undefined,
    );
    return () => controller.abort();
  }, [client, snapshot, row]);
  return identity;
}
