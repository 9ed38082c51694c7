import { useRouter } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { splitLocation } from "#features/table/table-path.ts";
import type { TableLocation } from "#storage/location/parse-location.ts";
import { LoadingTable } from "./LoadingTable.tsx";
import { showColumn } from "./show-column.ts";
import { type TableUrl, toTableSearch } from "./url-state.ts";
import type { TableView } from "./use-table-view.ts";

const SchemaPanel = lazy(() =>
  import("#features/schema/SchemaPanel.tsx").then((module) => ({ default: module.SchemaPanel })),
);
const AboutPanel = lazy(() =>
  import("#features/about/AboutPanel.tsx").then((module) => ({ default: module.AboutPanel })),
);

export interface FactsPanelProps {
  readonly view: TableView;
  readonly url: TableUrl;
  readonly table: TableLocation;
  readonly snapshot: NonNullable<TableView["snapshot"]>;
  readonly renderProblem: (error: unknown, onRetry: () => void) => ReactNode;
}

/** The tabs that show what the log tells of a version, whether or not its rows are read. */
export function FactsPanel({ view, url, table, snapshot, renderProblem }: FactsPanelProps) {
  const { client, history, go } = view;
  const router = useRouter();
  const hrefOf = (section: string) => {
    const search = toTableSearch({ ...url, section });
    return router.history.createHref(router.buildLocation({ to: "/t/$tab", params: { tab: "about" }, search }).href);
  };
  return (
    <Suspense fallback={<LoadingTable />}>
      {url.tab === "schema" ? (
        <SchemaPanel
          client={client}
          snapshot={snapshot}
          name={splitLocation(table.location).name}
          column={url.column}
          onColumn={(column) => go({ column }, "replace")}
          onShowInData={(name) => go({ tab: "data", columns: showColumn(snapshot.schema, url.columns, name) })}
        />
      ) : (
        <AboutPanel
          client={client}
          snapshot={snapshot}
          commits={history.commits}
          hasOlder={history.hasOlder}
          section={url.section}
          hrefOf={hrefOf}
          renderProblem={renderProblem}
        />
      )}
    </Suspense>
  );
}
