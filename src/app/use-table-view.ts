import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useAppServices } from "./app-services.ts";
import type { TableUrl } from "./url-state.ts";
import { toTableSearch } from "./url-state.ts";
import { useHistory } from "./use-history.ts";
import { forgetLatest, useSnapshot } from "./use-snapshot.ts";
import { markPainted, markTime } from "./user-timing.ts";

export type GoTo = (change: Partial<TableUrl>, how?: "push" | "replace") => void;

/** Everything that the open table is, for the screens to show. */
export function useTableView(url: TableUrl) {
  const { client, events } = useAppServices();
  const { source: location, at } = url;
  const go = useGoTo(url);
  const queryClient = useQueryClient();
  const query = useSnapshot(client, location, at);
  const snapshot = query.data;
  const isTravelling = query.isPlaceholderData;
  const version = isTravelling && at.kind === "version" ? at.version : snapshot?.version;

  // History waits for the first rows: its requests would stand in their way.
  const [settled, setSettled] = useState(false);
  const history = useHistory(client, location, settled || url.tab === "history" || query.isError);
  const onFirstRows = useCallback(() => {
    markPainted("deltarium:first-rows");
    setSettled(true);
  }, []);
  useEffect(() => {
    if (snapshot?.refusal !== undefined) setSettled(true);
  }, [snapshot]);
  useEffect(() => () => forgetLatest(queryClient, location), [queryClient, location]);

  const totals = useSyncExternalStore(events.subscribe, () =>
    snapshot === undefined ? undefined : events.totals(location, snapshot.version),
  );
  const filesError = useSyncExternalStore(events.subscribe, () =>
    snapshot === undefined ? undefined : events.filesError(location, snapshot.version),
  );
  const isComplete = totals?.complete === true;
  const shownVersion = snapshot?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version's list completes anew
  useEffect(() => {
    if (isComplete) {
      markTime("deltarium:files-complete");
      setSettled(true);
    }
  }, [isComplete, shownVersion, location]);

  const latest = Math.max(snapshot?.latestVersion ?? 0, history.commits[0]?.version ?? 0, version ?? 0);
  const oldest = history.hasOlder ? 0 : (history.commits.at(-1)?.version ?? 0);
  const bounds = useMemo(
    () => ({ first: Math.min(oldest, version ?? oldest), last: latest }),
    [oldest, latest, version],
  );
  return {
    client,
    location,
    go,
    query,
    snapshot: isTravelling && query.isError ? undefined : snapshot,
    isTravelling,
    version,
    history,
    totals,
    filesError,
    bounds,
    onFirstRows,
    commit: version === undefined ? undefined : history.byVersion.get(version),
  };
}

export type TableView = ReturnType<typeof useTableView>;

function useGoTo(url: TableUrl): GoTo {
  const navigate = useNavigate();
  return useCallback(
    (change, how = "push") => {
      const next = { ...url, ...change };
      void navigate({
        to: "/t/$tab",
        params: { tab: next.tab },
        search: toTableSearch(next),
        replace: how === "replace",
      });
    },
    [navigate, url],
  );
}
