import { Columns3 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef } from "react";
import { Button } from "#ui/Button.tsx";
import { DataGrid } from "#ui/DataGrid/DataGrid.tsx";
import type { DataGridHandle } from "#ui/DataGrid/data-grid-props.ts";
import type { GridRange } from "#ui/DataGrid/grid-model.ts";
import { EmptyState } from "#ui/EmptyState.tsx";
import { formatCount } from "#ui/format.ts";
import { SplitPane } from "#ui/SplitPane.tsx";
import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import { readRangeText } from "./copy-range.ts";
import css from "./DataPanel.module.css";
import { ReadFailure } from "./ReadFailure.tsx";
import type { RowName } from "./row-name.ts";
import type { KnownRows } from "./table-model.ts";
import { useInspected } from "./use-inspected.ts";
import { useTableModel } from "./use-table-model.ts";
import { resolveColumns } from "./visible-columns.ts";

const CellInspector = lazy(() => import("./CellInspector.tsx").then((module) => ({ default: module.CellInspector })));
const ColumnPanel = lazy(() => import("./ColumnPanel.tsx").then((module) => ({ default: module.ColumnPanel })));

export interface DataPanelProps {
  readonly client: WorkerClient;
  readonly snapshot: SnapshotInfo;
  readonly known: KnownRows;
  /** Names of the visible columns in their order; undefined = all. */
  readonly columns: readonly string[] | undefined;
  readonly onColumns: (columns: readonly string[] | undefined) => void;
  readonly columnsOpen: boolean;
  readonly onColumnsOpen: (open: boolean) => void;
  readonly row: RowName | undefined;
  readonly onRow: (row: RowName | undefined) => void;
  readonly onRowMissing: () => void;
  readonly onFirstRows: () => void;
  /** A read has failed. */
  readonly onFailed: () => void;
  /** The link to a row of this view. */
  readonly rowLink: (row: RowName) => string;
  readonly renderProblem: (error: unknown, onRetry: () => void) => ReactNode;
  /** What to say of a version without rows. */
  readonly emptyHint: ReactNode;
}

export function DataPanel(props: DataPanelProps) {
  const { client, snapshot, known, columns, onColumns, columnsOpen, onColumnsOpen, renderProblem } = props;
  const grid = useRef<DataGridHandle>(null);
  const [model, { error, hasRows }] = useTableModel(client, snapshot, known, props);
  const visible = useMemo(() => resolveColumns(snapshot.schema, columns), [snapshot.schema, columns]);
  const inspected = useInspected({ ...props, model, grid });
  const onCopy = useCallback((range: GridRange) => readRangeText(client, snapshot, range), [client, snapshot]);
  const retry = () => {
    model.forgive();
    grid.current?.retry();
  };

  if (error !== undefined && !hasRows) return renderProblem(error, retry);
  const side = columnsOpen ? (
    <ColumnPanel
      schema={snapshot.schema}
      columns={columns}
      onColumns={onColumns}
      onClose={() => onColumnsOpen(false)}
    />
  ) : (
    inspected.place !== undefined && (
      <CellInspector
        {...props}
        model={model}
        place={inspected.place}
        onStep={inspected.step}
        onClose={inspected.close}
      />
    )
  );
  const total = snapshot.schema.fields.length;
  return (
    <SplitPane
      id="data"
      sideLabel={columnsOpen ? "Columns" : "Cell"}
      side={side ? <Suspense fallback={null}>{side}</Suspense> : null}
      onCloseSide={columnsOpen ? () => onColumnsOpen(false) : inspected.close}
    >
      <section
        className={css.panel}
        aria-label="Data"
        onKeyDown={(event) => event.key === "Escape" && inspected.place !== undefined && inspected.close()}
      >
        <div className={css.tools}>
          <RowFacts known={known} />
          <Button onClick={() => onColumnsOpen(!columnsOpen)} aria-expanded={columnsOpen} aria-keyshortcuts="c">
            <Columns3 aria-hidden="true" />
            Columns
            {visible.order.length === total ? null : (
              <span className={css.count}>
                {formatCount(visible.order.length)} of {formatCount(total)}
              </span>
            )}
          </Button>
        </div>
        <ReadFailure error={error} onRetry={retry} />
        {visible.order.length === 0 ? (
          <NoColumns total={total} onShowAll={() => onColumns(undefined)} />
        ) : (
          <DataGrid
            ref={grid}
            label={`Rows of version ${snapshot.version}`}
            model={model}
            columnOrder={visible.order}
            hiddenColumns={visible.hidden}
            onOpenCell={inspected.open}
            onFocusCell={inspected.follow}
            onCopy={onCopy}
            vacant={<EmptyState title={`v${snapshot.version} has columns and no rows`}>{props.emptyHint}</EmptyState>}
          />
        )}
      </section>
    </SplitPane>
  );
}

function RowFacts({ known: { rows, exact } }: { readonly known: KnownRows }) {
  if (rows === 0 && !exact) return <span className={css.facts}>counting rows</span>;
  return (
    <span className={css.facts}>
      {exact ? "" : "at least "}
      <b>{formatCount(rows)}</b> {rows === 1 ? "row" : "rows"}, newest files first
    </span>
  );
}

function NoColumns({ total, onShowAll }: { readonly total: number; readonly onShowAll: () => void }) {
  if (total === 0) return <EmptyState title="This version has no columns">Its rows have nothing to show.</EmptyState>;
  return (
    <EmptyState
      title="All columns are hidden"
      actions={
        <Button look="primary" onClick={onShowAll}>
          Show all {formatCount(total)}
        </Button>
      }
    />
  );
}
