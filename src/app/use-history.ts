import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { WorkerClient } from "#worker/client.ts";
import type { CommitSummary } from "#worker/worker-api.ts";

const PAGE = 200;

export interface HistoryState {
  /** Newest first, without gaps. */
  readonly commits: readonly CommitSummary[];
  readonly byVersion: ReadonlyMap<number, CommitSummary>;
  readonly error: unknown;
  readonly isLoading: boolean;
  /** False once the oldest commit is here. */
  readonly hasOlder: boolean;
  /** The oldest version that can be rebuilt, once known. */
  readonly earliestVersion: number | undefined;
  loadOlder(): void;
  retry(): void;
}

/** The commits of a table, a page at a time from the newest. Not `enabled`, it asks for nothing. */
export function useHistory(client: WorkerClient, location: string, enabled: boolean): HistoryState {
  const query = useInfiniteQuery({
    queryKey: ["history", location],
    queryFn: ({ pageParam, signal }) =>
      client.call("readHistory", { location, before: pageParam, count: PAGE }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.reachesOldest ? undefined : page.commits.at(-1)?.version),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 600_000,
    retry: false,
    enabled,
  });
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = query;
  const pages = data?.pages;
  const commits = useMemo(() => pages?.flatMap((page) => page.commits) ?? [], [pages]);
  const byVersion = useMemo(() => new Map(commits.map((commit) => [commit.version, commit])), [commits]);
  return {
    commits,
    byVersion,
    error,
    isLoading: isFetching || (!enabled && data === undefined),
    hasOlder: hasNextPage || data === undefined,
    earliestVersion: pages?.at(-1)?.earliestVersion,
    loadOlder: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
    retry: () => void (data === undefined ? refetch() : fetchNextPage()),
  };
}
