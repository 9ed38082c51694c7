import { useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useState } from "react";
import type { RailMeasure } from "#features/rail/rail-bars.ts";
import { TableShell } from "#features/table/TableShell.tsx";
import { splitLocation } from "#features/table/table-path.ts";
import type { TableLocation } from "#storage/location/parse-location.ts";
import { Tabs } from "#ui/Tabs.tsx";
import { NARROW, useMedia } from "#ui/use-media.ts";
import { TableNotices } from "./TableNotices.tsx";
import { TablePanel } from "./TablePanel.tsx";
import { TableRail } from "./TableRail.tsx";
import { TableStatus } from "./TableStatus.tsx";
import { TableTop } from "./TableTop.tsx";
import { type TableUrl, type TabName, toTableSearch } from "./url-state.ts";
import { useTableEffects } from "./use-table-effects.ts";
import { useTableShortcuts } from "./use-table-shortcuts.ts";
import { useTableView } from "./use-table-view.ts";

const VersionChooser = lazy(() =>
  import("./VersionChooser.tsx").then((module) => ({ default: module.VersionChooser })),
);
const ShareView = lazy(() => import("./ShareView.tsx").then((module) => ({ default: module.ShareView })));

export interface TableScreenProps {
  readonly url: TableUrl;
  readonly table: TableLocation;
  /** What the link asked for and did not get. */
  readonly notices: readonly string[];
}

type OpenDialog = "version" | "share" | undefined;

/** An open table: the shell, and in it the tab of the link. */
export function TableScreen({ url, table, notices }: TableScreenProps) {
  const view = useTableView(url);
  const router = useRouter();
  const narrow = useMedia(NARROW);
  const [dialog, setDialog] = useState<OpenDialog>();
  const [columnsOpen, setColumnsOpen] = useState(false);
  const [measure, setMeasure] = useState<RailMeasure>("rows");
  const [rowMissing, setRowMissing] = useState(false);
  const onRowMissing = useCallback(() => setRowMissing(true), []);
  const path = splitLocation(table.location);
  useTableEffects(view, path.name);
  useTableShortcuts(view, url, {
    onVersion: () => setDialog("version"),
    onShare: () => setDialog("share"),
    onColumns: () => setColumnsOpen((open) => !open),
  });

  const hrefOf = (tab: TabName) => {
    const search = toTableSearch({ ...url, tab });
    return router.history.createHref(router.buildLocation({ to: "/t/$tab", params: { tab }, search }).href);
  };
  const { commits, hasOlder } = view.history;
  const count = hasOlder || commits.length === 0 ? undefined : String(commits.length);
  const close = () => setDialog(undefined);
  return (
    <TableShell
      top={
        <TableTop
          view={view}
          path={path}
          narrow={narrow}
          onChooseVersion={() => setDialog("version")}
          onShare={() => setDialog("share")}
        />
      }
      rail={
        <TableRail
          view={view}
          narrow={narrow}
          measure={measure}
          onMeasure={setMeasure}
          onChoose={() => setDialog("version")}
        />
      }
      tabs={
        <Tabs
          label="Views of the table"
          current={url.tab}
          items={[
            { id: "data", label: "Data", href: hrefOf("data") },
            { id: "history", label: "History", href: hrefOf("history"), count },
            { id: "schema", label: "Schema", href: hrefOf("schema") },
            { id: "about", label: "About", href: hrefOf("about") },
          ]}
        />
      }
      notices={<TableNotices view={view} url={url} fromLink={notices} rowMissing={rowMissing} />}
      status={<TableStatus view={view} url={url} table={table} narrow={narrow} />}
    >
      <TablePanel
        view={view}
        url={url}
        table={table}
        columnsOpen={columnsOpen}
        onColumnsOpen={setColumnsOpen}
        onRowMissing={onRowMissing}
      />
      <Suspense fallback={null}>
        {dialog === "version" ? <VersionChooser view={view} onClose={close} /> : null}
        {dialog === "share" ? <ShareView view={view} url={url} table={table} onClose={close} /> : null}
      </Suspense>
    </TableShell>
  );
}
