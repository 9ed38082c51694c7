import type { GridColumn } from "./grid-model.ts";

/** A column in its place: pinned ones count from the grid's edge, the others from the start of the scrolled content. */
export interface PlacedColumn {
  readonly column: GridColumn;
  /** Index in the model. */
  readonly index: number;
  /** Place among the visible columns. */
  readonly place: number;
  readonly left: number;
  readonly width: number;
  readonly isPinned: boolean;
}

export interface ColumnLayout {
  /** Every visible column, pinned ones first. */
  readonly columns: readonly PlacedColumn[];
  readonly pinnedCount: number;
  /** Pixels that stay at the left: row numbers and pinned columns. */
  readonly startWidth: number;
  readonly totalWidth: number;
}

export interface SizedColumn {
  readonly column: GridColumn;
  readonly index: number;
  readonly width: number;
}

export function layOutColumns(
  pinned: readonly SizedColumn[],
  center: readonly SizedColumn[],
  rowNumberWidth: number,
): ColumnLayout {
  let left = rowNumberWidth;
  const columns = [...pinned, ...center].map((sized, place) => {
    const placed = { ...sized, place, left, isPinned: place < pinned.length };
    left += sized.width;
    return placed;
  });
  const startWidth = pinned.reduce((sum, { width }) => sum + width, rowNumberWidth);
  return { columns, pinnedCount: pinned.length, startWidth, totalWidth: left };
}

/** The places of the unpinned columns in sight, `end` excluded, with some more on both sides. */
export function visibleColumns(
  layout: ColumnLayout,
  scrollLeft: number,
  viewportWidth: number,
  overscan: number,
): { readonly start: number; readonly end: number } {
  const { columns, pinnedCount, startWidth } = layout;
  const first = firstEndingAfter(layout, scrollLeft + startWidth);
  let end = first;
  while (end < columns.length && (columns[end]?.left ?? 0) < scrollLeft + viewportWidth) end += 1;
  return { start: Math.max(pinnedCount, first - overscan), end: Math.min(columns.length, end + overscan) };
}

/** The scrollLeft that brings a column into sight, nearest to what it is. */
export function revealLeft(layout: ColumnLayout, place: number, scrollLeft: number, viewportWidth: number): number {
  const column = layout.columns[place];
  if (!column || column.isPinned) return scrollLeft;
  const hidden = column.left - layout.startWidth;
  if (hidden < scrollLeft) return hidden;
  const right = column.left + column.width;
  // A column wider than the view shows its start.
  return right > scrollLeft + viewportWidth ? Math.min(hidden, right - viewportWidth) : scrollLeft;
}

/** A first width from the letters of name and type; the first rows may widen it. */
export function estimateWidth({ name, typeLabel, initialWidth }: GridColumn): number {
  if (initialWidth !== undefined) return initialWidth;
  const letters = Math.min(40, name.length) * 7.2 + Math.min(24, typeLabel.length) * 6.1;
  return Math.round(Math.min(280, Math.max(88, letters + 34)));
}

function firstEndingAfter({ columns, pinnedCount }: ColumnLayout, x: number): number {
  let low = pinnedCount;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const column = columns[middle];
    if (column && column.left + column.width <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
