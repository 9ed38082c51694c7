import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotInfo, TimeTravel } from "#worker/worker-api.ts";
import { markTime } from "./user-timing.ts";

/** The location whose snapshot came last: opening another one, or this one again after a failure, is marked. */
let openedLocation: string | undefined;

let markedSnapshot: SnapshotInfo | undefined;

/** As soon as it is here; one that comes from the cache is marked when it is shown. */
function markSnapshot(info: SnapshotInfo): void {
  if (info === markedSnapshot) return;
  markedSnapshot = info;
  markTime("deltarium:snapshot");
}

/** A version is immutable, so its snapshot never goes stale; "latest" is forgotten when its table is left. */
export function snapshotQuery(client: WorkerClient, location: string, at: TimeTravel) {
  return {
    queryKey: ["snapshot", location, keyOf(at)] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<SnapshotInfo> => {
      if (openedLocation !== location) markTime("deltarium:open");
      openedLocation = undefined;
      const info = await client.call("openSnapshot", { location, at }, { signal });
      openedLocation = location;
      markSnapshot(info);
      return info;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 600_000,
    // The store's own retries are behind us by the time that an error arrives.
    retry: false,
  };
}

/** The snapshot in view. While another version of the table loads, the last one stays (`isPlaceholderData`). */
export function useSnapshot(client: WorkerClient, location: string, at: TimeTravel) {
  const query = useQuery({
    ...snapshotQuery(client, location, at),
    placeholderData: (previous) => (previous?.location === location ? previous : undefined),
  });
  const { data, isPlaceholderData } = query;
  useEffect(() => {
    if (data !== undefined && !isPlaceholderData) markSnapshot(data);
  }, [data, isPlaceholderData]);
  return query;
}

/** Forgets what may have changed since: which version is the latest, and what failed. */
export function forgetLatest(queryClient: QueryClient, location: string): void {
  queryClient.removeQueries({ queryKey: ["snapshot", location, "latest"] });
  queryClient.removeQueries({ queryKey: ["history", location] });
  queryClient.removeQueries({ queryKey: ["snapshot", location], predicate: ({ state }) => state.status === "error" });
  openedLocation = undefined;
}

function keyOf(at: TimeTravel): string {
  if (at.kind === "latest") return "latest";
  return at.kind === "version" ? `v${at.version}` : `t${at.timestampMs}`;
}
