import type { ColumnLayout, PlacedColumn } from "./column-layout.ts";
import css from "./DataGrid.module.css";
import { GridRow } from "./GridRow.tsx";
import type { GridModel } from "./grid-model.ts";
import { type GridRectangle, type GridSelection, rectangleOf } from "./grid-selection.ts";
import type { ScrollGeometry } from "./scroll-geometry.ts";
import type { GridData } from "./use-grid-data.ts";
import type { GridWindow } from "./use-scroller.ts";

export interface GridBodyProps {
  readonly model: GridModel;
  readonly data: GridData;
  readonly geometry: ScrollGeometry;
  readonly window: GridWindow;
  readonly layout: ColumnLayout;
  /** The columns in sight, pinned ones first. */
  readonly columns: readonly PlacedColumn[];
  readonly selection: GridSelection;
  readonly isTouched: boolean;
  readonly hasNumbers: boolean;
  readonly numberWidth: number;
}

/**
 * The rows of the window, and the focused one wherever it is: it must stay, or the focus would be lost.
 * The others are drawn again and again for other rows, which costs a third of making new ones.
 */
export function GridBody(props: GridBodyProps) {
  const { model, data, geometry, window, layout, columns, selection, isTouched, hasNumbers } = props;
  const { focus } = selection;
  const selected = isTouched ? rectangleOf(selection) : undefined;
  const withFocus = withColumn(columns, layout.columns[focus.column]);
  return (
    <div className={css.body} style={{ width: layout.totalWidth, height: geometry.elementHeight }}>
      {rowsOf(window, focus.row).map((row) => (
        <GridRow
          key={row === focus.row ? `focus ${row}` : slotOf(row, window)}
          row={row}
          top={topOf(row, geometry, window)}
          model={model}
          former={data.former}
          revision={data.revision}
          columns={row === focus.row ? withFocus : columns}
          label={hasNumbers ? labelOf(model, row) : undefined}
          labelWidth={props.numberWidth}
          {...spanOf(row, selected)}
          focusPlace={row === focus.row ? focus.column : -1}
          isAway={row < window.rowStart || row >= window.rowEnd}
        />
      ))}
    </div>
  );
}

const ROW_NUMBERS = new Intl.NumberFormat("en-US");

function slotOf(row: number, { slotBase, slotCount }: GridWindow): number {
  return (((row - slotBase) % slotCount) + slotCount) % slotCount;
}

function labelOf(model: GridModel, row: number): string {
  return model.getRowLabel?.(row) ?? ROW_NUMBERS.format(row + 1);
}

function spanOf(row: number, selected: GridRectangle | undefined) {
  const isWithin = selected && row >= selected.rowFirst && row <= selected.rowLast;
  return isWithin
    ? { selectedFirst: selected.columnFirst, selectedLast: selected.columnLast }
    : { selectedFirst: -1, selectedLast: -1 };
}

function rowsOf({ rowStart, rowEnd }: GridWindow, focusRow: number): readonly number[] {
  const rows = Array.from({ length: rowEnd - rowStart }, (_, at) => rowStart + at);
  if (focusRow < 0 || (focusRow >= rowStart && focusRow < rowEnd)) return rows;
  return focusRow < rowStart ? [focusRow, ...rows] : [...rows, focusRow];
}

/** Within the body even for a row far away, whose place would make the body taller. */
function topOf(row: number, { rowHeight, elementHeight }: ScrollGeometry, { shift }: GridWindow): number {
  return Math.min(elementHeight - rowHeight, Math.max(0, row * rowHeight + shift));
}

function withColumn(columns: readonly PlacedColumn[], wanted: PlacedColumn | undefined): readonly PlacedColumn[] {
  if (!wanted || columns.some(({ place }) => place === wanted.place)) return columns;
  return [...columns, wanted];
}
