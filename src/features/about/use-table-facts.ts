import { useQuery } from "@tanstack/react-query";
import type { WorkerClient } from "#worker/client.ts";
import type { TableRequest } from "#worker/worker-api.ts";

/** A version's facts and integrity never change. */
const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: 600_000, retry: false } as const;

/** While another version's facts are on their way, the last ones of the same table stay. */
export function useTableFacts(client: WorkerClient, { location, version }: TableRequest) {
  return useQuery({
    ...kept,
    queryKey: ["facts", location, version],
    queryFn: ({ signal }) => client.call("readFacts", { location, version }, { signal }),
    placeholderData: (previous) => (previous?.location === location ? previous : undefined),
  });
}

/** Waits for the file list, then costs one request. */
export function useIntegrity(client: WorkerClient, { location, version }: TableRequest) {
  return useQuery({
    ...kept,
    queryKey: ["integrity", location, version],
    queryFn: ({ signal }) => client.call("checkIntegrity", { location, version }, { signal }),
  });
}
