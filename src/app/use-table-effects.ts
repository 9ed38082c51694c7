import { useEffect } from "react";
import { rememberTable } from "#features/open-table/recents.ts";
import { announce } from "#ui/announce.ts";
import { formatCount } from "#ui/format.ts";
import type { TableView } from "./use-table-view.ts";

/** What an open table does outside its own screen: the page's title, what is read out, the list of recents. */
export function useTableEffects(view: TableView, name: string): void {
  const { snapshot, isTravelling, version, totals, location, commit } = view;
  useEffect(() => {
    document.title = version === undefined ? name : `${name} · v${version}`;
  }, [name, version]);

  const rows = totals?.rowsExact ? totals.rows : commit?.rows;
  const arrived = isTravelling ? undefined : snapshot?.version;
  useEffect(() => {
    if (arrived === undefined) return;
    announce(rows === undefined ? `v${arrived}` : `v${arrived}, ${formatCount(rows)} rows`);
  }, [arrived, rows]);

  const latest = snapshot?.latestVersion === snapshot?.version ? snapshot : undefined;
  useEffect(() => {
    if (latest === undefined) return;
    const { version: newest, operation } = latest;
    void rememberTable({
      location,
      version: newest,
      operation,
      operationClass: commit?.version === newest ? commit.operationClass : undefined,
      openedMs: Date.now(),
    });
  }, [latest, location, commit]);
}
