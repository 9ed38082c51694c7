import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import { useAppServices } from "./app-services.ts";
import type { TableUrl } from "./url-state.ts";
import { toTableSearch } from "./url-state.ts";
import { useFileEvents } from "./use-file-events.ts";
import { useHistory } from "./use-history.ts";
import { forgetLatest, useSnapshot } from "./use-snapshot.ts";
import { markPainted } from "./user-timing.ts";
import { resolveBounds, resolveVersion } from "./view-versions.ts";

export type GoTo = (change: Partial<TableUrl>, how?: "push" | "replace") => void;

/** Everything that the open table is, for the screens to show. */
export function useTableView(url: TableUrl) {
  const { client, events } = useAppServices();
  const { source: location, at } = url;
  const queryClient = useQueryClient();
  useEffect(() => () => forgetLatest(queryClient, location), [queryClient, location]);

  const query = useSnapshot(client, location, at);
  const isTravelling = query.isPlaceholderData;
  const snapshot = isTravelling && query.isError ? undefined : query.data;
  const files = useFileEvents(events, snapshot);

  const settling = useSettling(snapshot);
  const isVacant = files.totals?.rowsExact === true && files.totals.rows === 0;
  const mayStart = settling.isSettled || isVacant || snapshot?.refusal !== undefined || query.isError;
  const history = useHistory(client, location, mayStart || url.tab !== "data");

  const { commits, hasOlder } = history;
  const sources = { at, snapshot: query.data, isTravelling, hasFailed: query.isError, commits, hasOlder };
  const version = resolveVersion(sources);
  const { first, last } = resolveBounds(sources);
  const bounds = useMemo(() => ({ first, last }), [first, last]);
  const commit = version === undefined ? undefined : history.byVersion.get(version);
  const go = useGoTo(url);
  return {
    client,
    location,
    go,
    query,
    snapshot,
    isTravelling,
    version,
    commit,
    history,
    bounds,
    ...settling,
    ...files,
  };
}

/** The longest that history waits for rows. */
const PATIENCE_MS = 2500;

/** History waits for the first rows, or for what stands in their place: its requests would be in the way. */
function useSettling(snapshot: SnapshotInfo | undefined) {
  const [isSettled, setSettled] = useState(false);
  const hasSnapshot = snapshot !== undefined;
  useEffect(() => {
    if (!hasSnapshot || isSettled) return;
    const timer = setTimeout(() => setSettled(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [hasSnapshot, isSettled]);
  const onSettled = useCallback(() => setSettled(true), []);
  const onFirstRows = useCallback(() => markPainted("deltarium:first-rows", () => setSettled(true)), []);
  return { isSettled, onSettled, onFirstRows };
}

export type TableView = ReturnType<typeof useTableView>;

function useGoTo(url: TableUrl): GoTo {
  const navigate = useNavigate();
  return useCallback(
    (change, how = "push") => {
      const next = { ...url, ...change };
      const search = toTableSearch(next);
      void navigate({ to: "/t/$tab", params: { tab: next.tab }, search, replace: how === "replace" });
    },
    [navigate, url],
  );
}
