import {
  type ColumnOrderState,
  type ColumnPinningState,
  type ColumnSizingState,
  type ColumnVisibilityState,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useCallback, useMemo, useState } from "react";
import { type ColumnLayout, estimateWidth, layOutColumns } from "./column-layout.ts";
import type { GridColumn } from "./grid-model.ts";

export interface ColumnOptions {
  /** Column ids in the order of their places; the others follow in the model's order. */
  readonly columnOrder?: readonly string[] | undefined;
  /** Ids of the columns that are not shown. */
  readonly hiddenColumns?: readonly string[] | undefined;
  /** Ids of the columns that stay at the left. */
  readonly pinnedColumns?: readonly string[] | undefined;
}

export interface Columns {
  readonly layout: ColumnLayout;
  /** Pixels by column id, for those that differ from the first guess. */
  readonly setWidth: (id: string, width: number) => void;
  readonly setWidths: (widths: Readonly<Record<string, number>>) => void;
}

const MIN_WIDTH = 48;
const MAX_WIDTH = 1200;

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});

/** The table holds columns only: rows are asked for by window, never all there. */
const NO_ROWS: readonly Record<string, never>[] = [];

export function useColumns(
  columns: readonly GridColumn[],
  { columnOrder, hiddenColumns, pinnedColumns }: ColumnOptions,
  rowNumberWidth: number,
): Columns {
  const [columnSizing, setSizing] = useState<ColumnSizingState>({});
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        size: estimateWidth(column),
        minSize: MIN_WIDTH,
        maxSize: MAX_WIDTH,
      })),
    [columns],
  );
  const state = useMemo(
    () => ({
      columnSizing,
      columnOrder: [...(columnOrder ?? [])] satisfies ColumnOrderState,
      columnPinning: { start: [...(pinnedColumns ?? [])], end: [] } satisfies ColumnPinningState,
      columnVisibility: Object.fromEntries(
        (hiddenColumns ?? []).map((id) => [id, false]),
      ) satisfies ColumnVisibilityState,
    }),
    [columnSizing, columnOrder, pinnedColumns, hiddenColumns],
  );
  // The same options give the same table: with others at each render the layout would be laid out at each, too.
  const options = useMemo(
    () => ({ features, columns: definitions, data: NO_ROWS, state, onColumnSizingChange: setSizing }),
    [definitions, state],
  );
  const table = useTable(options);

  const layout = useMemo(() => {
    const byId = new Map(columns.map((column, index) => [column.id, { column, index }]));
    const sized = table.getVisibleLeafColumns().flatMap((leaf) => {
      const found = byId.get(leaf.id);
      return found ? [{ ...found, width: leaf.getSize(), isPinned: leaf.getIsPinned() === "start" }] : [];
    });
    return layOutColumns(
      sized.filter(({ isPinned }) => isPinned),
      sized.filter(({ isPinned }) => !isPinned),
      rowNumberWidth,
    );
  }, [table, columns, rowNumberWidth]);

  const setWidths = useCallback(
    (widths: Readonly<Record<string, number>>) => table.setColumnSizing((last) => ({ ...last, ...widths })),
    [table],
  );
  const setWidth = useCallback(
    (id: string, width: number) => setWidths({ [id]: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))) }),
    [setWidths],
  );
  return { layout, setWidth, setWidths };
}
