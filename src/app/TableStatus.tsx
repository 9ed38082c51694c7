import { useEffect, useState, useSyncExternalStore } from "react";
import { describeCrash, isAbort } from "#features/problem/describe-crash.ts";
import { describeProblem } from "#features/problem/problem-table.ts";
import { StatusBar } from "#features/table/StatusBar.tsx";
import { sayAccess } from "#features/table/status-words.ts";
import { listFacts } from "#features/table/table-facts.ts";
import type { TableLocation } from "#storage/location/parse-location.ts";
import { useAppServices } from "./app-services.ts";
import type { TableUrl } from "./url-state.ts";
import type { TableView } from "./use-table-view.ts";

export interface TableStatusProps {
  readonly view: TableView;
  readonly url: TableUrl;
  readonly table: TableLocation;
  readonly narrow: boolean;
}

export function TableStatus({ view, url, table, narrow }: TableStatusProps) {
  const { client, events, access } = useAppServices();
  const transfer = useSyncExternalStore(events.subscribe, events.transfer);
  const activity = useSyncExternalStore(client.subscribeActivity, client.activity);
  const held = useSyncExternalStore(access.subscribe, () => access.find(table.rootUrl ?? ""));
  const isBusy = activity.running > 0;
  const now = useNow(isBusy ? 100 : 30_000);
  const rows = narrow ? listFacts(view).find(({ id }) => id === "rows") : undefined;
  return (
    <StatusBar
      at={url.at}
      version={view.version}
      failure={sayFailure(view.query.error)}
      transfer={transfer}
      isBusy={isBusy}
      elapsedMs={activity.startedMs === undefined ? activity.lastMs : Math.max(0, now - activity.startedMs)}
      progress={undefined}
      access={held === undefined ? undefined : sayAccess(held.label, held.expiresMs, Date.now())}
      rows={rows === undefined ? undefined : `${rows.figure} ${rows.unit}`}
      onCancel={client.cancelAll}
    />
  );
}

function sayFailure(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined;
  return isAbort(error) ? "cancelled" : describeProblem(describeCrash(error)).title;
}

/** The page's clock, ticking. */
function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
