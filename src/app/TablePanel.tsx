import { useRouter } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useCallback, useMemo } from "react";
import { DataPanel } from "#features/data/DataPanel.tsx";
import type { RowName } from "#features/data/row-name.ts";
import { knownRows } from "#features/table/table-facts.ts";
import type { TableLocation } from "#storage/location/parse-location.ts";
import { Button } from "#ui/Button.tsx";
import { LoadingTable } from "./LoadingTable.tsx";
import { TableProblem } from "./TableProblem.tsx";
import { type TableUrl, toTableSearch } from "./url-state.ts";
import type { TableView } from "./use-table-view.ts";

const HistoryPanel = lazy(() =>
  import("#features/history/HistoryPanel.tsx").then((module) => ({ default: module.HistoryPanel })),
);
const FactsPanel = lazy(() => import("./FactsPanel.tsx").then((module) => ({ default: module.FactsPanel })));

export interface TablePanelProps {
  readonly view: TableView;
  readonly url: TableUrl;
  readonly table: TableLocation;
  readonly columnsOpen: boolean;
  readonly onColumnsOpen: (open: boolean) => void;
  readonly onRowMissing: () => void;
}

/** The tab's content, or why there is none. */
export function TablePanel(props: TablePanelProps) {
  const { view, url, table } = props;
  const { client, location, history, version, go, query } = view;
  const renderProblem = (error: unknown, onRetry: () => void) => (
    <TableProblem error={error} view={view} table={table} onRetry={onRetry} />
  );
  if (url.tab === "history") {
    return (
      <Suspense fallback={<LoadingTable />}>
        <HistoryPanel
          client={client}
          location={location}
          commits={history.commits}
          isLoading={history.isLoading}
          hasOlder={history.hasOlder}
          error={history.error}
          version={version}
          onTravel={(target) => go({ at: { kind: "version", version: target } })}
          onLoadOlder={history.loadOlder}
          onRetry={history.retry}
          renderProblem={renderProblem}
        />
      </Suspense>
    );
  }
  const { snapshot } = view;
  if (query.error !== null) return renderProblem(query.error, () => void query.refetch());
  if (snapshot === undefined) return <LoadingTable />;
  if (url.tab !== "data") {
    return (
      <Suspense fallback={<LoadingTable />}>
        <FactsPanel view={view} url={url} table={table} snapshot={snapshot} renderProblem={renderProblem} />
      </Suspense>
    );
  }
  if (snapshot.refusal !== undefined) return renderProblem(snapshot.refusal, () => void query.refetch());
  return <Rows {...props} snapshot={snapshot} renderProblem={renderProblem} />;
}

interface RowsProps extends TablePanelProps {
  readonly snapshot: NonNullable<TableView["snapshot"]>;
  readonly renderProblem: (error: unknown, onRetry: () => void) => ReactNode;
}

const UNKNOWN = { rows: 0, exact: false } as const;

function Rows({ view, url, snapshot, columnsOpen, onColumnsOpen, onRowMissing, renderProblem }: RowsProps) {
  const { client, totals, history, go, onFirstRows, onSettled } = view;
  const router = useRouter();
  const commit = history.byVersion.get(snapshot.version);
  const known = useMemo(() => knownRows({ totals, commit }) ?? UNKNOWN, [totals, commit]);
  const onRow = useCallback((row: RowName | undefined) => go({ row }, "replace"), [go]);
  const onColumns = useCallback((columns: readonly string[] | undefined) => go({ columns }, "replace"), [go]);
  const rowLink = (row: RowName) => {
    const search = toTableSearch({ ...url, at: { kind: "version", version: snapshot.version }, row });
    const { href } = router.buildLocation({ to: "/t/$tab", params: { tab: "data" }, search });
    return new URL(router.history.createHref(href), window.location.href).href;
  };
  const next = history.commits.findLast((one) => one.version > snapshot.version && (one.rows ?? 0) > 0);
  return (
    <DataPanel
      client={client}
      snapshot={snapshot}
      known={known}
      columns={url.columns}
      onColumns={onColumns}
      columnsOpen={columnsOpen}
      onColumnsOpen={onColumnsOpen}
      row={url.row}
      onRow={onRow}
      onRowMissing={onRowMissing}
      onFirstRows={onFirstRows}
      onFailed={onSettled}
      rowLink={rowLink}
      renderProblem={renderProblem}
      emptyHint={
        next === undefined ? undefined : (
          <Button look="link" onClick={() => go({ at: { kind: "version", version: next.version } })}>
            v{next.version} is the next version with rows
          </Button>
        )
      }
    />
  );
}
