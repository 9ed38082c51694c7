import { useQuery } from "@tanstack/react-query";
import type { WorkerClient } from "#worker/client.ts";
import type { TableRequest } from "#worker/worker-api.ts";

/** A version's facts and coverage never change. */
const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: 600_000, retry: false } as const;

export function useSchemaFacts(client: WorkerClient, { location, version }: TableRequest) {
  return useQuery({
    ...kept,
    queryKey: ["facts", location, version],
    queryFn: ({ signal }) => client.call("readFacts", { location, version }, { signal }),
  });
}

/** Waits for the file list, so it comes late on a table of many files. */
export function useStatsCoverage(client: WorkerClient, { location, version }: TableRequest) {
  return useQuery({
    ...kept,
    queryKey: ["coverage", location, version],
    queryFn: ({ signal }) => client.call("readStatsCoverage", { location, version }, { signal }),
  });
}
