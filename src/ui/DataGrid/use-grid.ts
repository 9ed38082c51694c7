import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import { NARROW, useMedia } from "#ui/use-media.ts";
import type { DataGridHandle, DataGridProps } from "./data-grid-props.ts";
import type { CellPlace, GridRange } from "./grid-model.ts";
import type { GridPlace } from "./grid-selection.ts";
import { useAutoFit } from "./use-auto-fit.ts";
import { useColumnResize } from "./use-column-resize.ts";
import { type Columns, useColumns } from "./use-columns.ts";
import { useGridCopy } from "./use-grid-copy.ts";
import { type GridData, useGridData } from "./use-grid-data.ts";
import { useGridKeyboard } from "./use-grid-keyboard.ts";
import { useGridMenu } from "./use-grid-menu.ts";
import { useGridPointer } from "./use-grid-pointer.ts";
import { useGridSelection } from "./use-grid-selection.ts";
import { type Scroller, useScroller } from "./use-scroller.ts";

const ROW_HEIGHTS = { compact: 28, roomy: 36 };

/** Everything the grid knows, joined; DataGrid draws it. */
export function useGrid(props: DataGridProps) {
  const { model, onOpenCell, onFocusCell, onVisibleRange } = props;
  const element = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const { density, hasNumbers, rowHeight, numberWidth } = useMeasures(props);
  const columns = useColumns(model.columns, props, numberWidth);
  const { layout } = columns;
  const scroller = useScroller({ element, head, rowCount: model.rowCount, rowHeight, layout });
  const inSight = useColumnsInSight(columns, scroller);
  const range = useRange(inSight, scroller);
  const data = useGridData(model, range);
  const bounds = useMemo(
    () => ({
      rowCount: model.rowCount,
      columnCount: layout.columns.length,
      pageRows: Math.max(1, Math.floor(scroller.geometry.viewportHeight / rowHeight) - 1),
    }),
    [model.rowCount, layout, scroller.geometry, rowHeight],
  );
  const selecting = useGridSelection(element, bounds, scroller.reveal);
  const { selection, select } = selecting;

  const toCell = useCallback(
    ({ row, column }: GridPlace): CellPlace => ({ row, column: layout.columns[column]?.index ?? 0 }),
    [layout],
  );
  const open = useCallback((place: GridPlace) => onOpenCell?.(toCell(place)), [onOpenCell, toCell]);
  const copy = useGridCopy(model, layout, selection, props.onCopy);
  const fitPlaced = useAutoFit({ model, range, revision: data.revision, columns: inSight, ...scroller, ...columns });
  const sizing = useSizing(columns, fitPlaced);
  const menu = useGridMenu(element, selection, select);
  const pointer = useGridPointer({ element, selection, select, open });
  const onKeyDown = useGridKeyboard({
    selection,
    bounds,
    select,
    open,
    copy,
    widen: sizing.widen,
    openColumnMenu: menu.openAtFocus,
  });

  useFocusCallback(selecting.isTouched ? selection.focus : undefined, toCell, onFocusCell);
  useVisibleRangeCallback(scroller, onVisibleRange);
  useHandle(props.ref, scroller, data, columns, selecting.point);

  return {
    element,
    head,
    density,
    hasNumbers,
    numberWidth,
    layout,
    scroller,
    inSight,
    data,
    selecting,
    copy,
    open,
    sizing,
    menu,
    pointer,
    onKeyDown,
    toCell,
  };
}

function useMeasures({ model, density: asked, rowNumbers }: DataGridProps) {
  const isNarrow = useMedia(NARROW);
  const density = asked ?? (isNarrow ? "roomy" : "compact");
  const hasNumbers = rowNumbers ?? !isNarrow;
  const numberWidth = hasNumbers ? widthOfNumbers(model.rowCount) : 0;
  return { density, hasNumbers, rowHeight: ROW_HEIGHTS[density], numberWidth };
}

function useColumnsInSight({ layout }: Columns, { window }: Scroller) {
  const { columnStart, columnEnd } = window;
  return useMemo(
    () => [...layout.columns.slice(0, layout.pinnedCount), ...layout.columns.slice(columnStart, columnEnd)],
    [layout, columnStart, columnEnd],
  );
}

function useRange(inSight: ReturnType<typeof useColumnsInSight>, { window }: Scroller): GridRange {
  const { rowStart, rowEnd } = window;
  // Widths change the columns in sight and not what is to be fetched.
  const key = inSight.map(({ index }) => index).join();
  const columns = useMemo(() => (key === "" ? [] : key.split(",").map(Number)), [key]);
  return useMemo(() => ({ rowStart, rowEnd, columns }), [rowStart, rowEnd, columns]);
}

function useSizing({ layout, setWidth }: Columns, fitPlaced: (placed: Columns["layout"]["columns"][number]) => void) {
  const fitColumn = useCallback(
    (place: number) => {
      const placed = layout.columns[place];
      if (placed) fitPlaced(placed);
    },
    [layout, fitPlaced],
  );
  const widen = useCallback(
    (place: number, by: number) => {
      const placed = layout.columns[place];
      if (placed) setWidth(placed.column.id, placed.width + by);
    },
    [layout, setWidth],
  );
  return { fitColumn, widen, ...useColumnResize(layout, setWidth, fitColumn) };
}

function useFocusCallback(
  focus: GridPlace | undefined,
  toCell: (place: GridPlace) => CellPlace,
  onFocusCell: DataGridProps["onFocusCell"],
): void {
  const { row, column } = focus && focus.row >= 0 ? toCell(focus) : { row: -1, column: -1 };
  useEffect(() => {
    if (row >= 0) onFocusCell?.({ row, column });
  }, [row, column, onFocusCell]);
}

function useVisibleRangeCallback(
  { window, geometry, readVisibleRows }: Scroller,
  onVisibleRange: DataGridProps["onVisibleRange"],
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are when the rows in sight may have changed
  useEffect(() => {
    onVisibleRange?.(readVisibleRows());
  }, [window, geometry, readVisibleRows, onVisibleRange]);
}

function useHandle(
  ref: Ref<DataGridHandle> | undefined,
  { reveal, readVisibleRows }: Scroller,
  { retry }: GridData,
  { layout }: Columns,
  point: (place: GridPlace) => void,
): void {
  useImperativeHandle(
    ref,
    () => ({
      scrollToRow: (row, align = "start") => reveal({ row, column: 0 }, align),
      focusCell: ({ row, column }) => {
        const placed = layout.columns.find(({ index }) => index === column);
        point({ row, column: placed?.place ?? 0 });
        reveal({ row, column: placed?.place ?? 0 }, "center");
      },
      readVisibleRows,
      retry,
    }),
    [reveal, readVisibleRows, retry, layout, point],
  );
}

/** Room for the last row's number, grouped. */
function widthOfNumbers(rowCount: number): number {
  const digits = Math.max(3, String(rowCount).length);
  return 22 + digits * 7 + Math.floor((digits - 1) / 3) * 4;
}
