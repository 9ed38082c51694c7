// A true scrollbar over more rows than an element can be tall. Browsers clamp an element's height (Chrome at 33,554,428 px,
// Firefox at about 17.9 million), so the element that scrolls is shorter than its content, and two spaces exist:
// "virtual" pixels, rowCount × rowHeight of them, and "element" pixels, what scrollTop counts.
// A step of the wheel or a finger moves both by the same pixels; a drag of the scrollbar moves through all rows.

const MAX_ELEMENT_PX = 8_000_000;

/** At both ends element and virtual pixels are the same over this length, so that the first and last rows scroll as ever. */
const EDGE_PX = 100_000;

export interface ScrollGeometry {
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly viewportHeight: number;
  readonly elementHeight: number;
  /** True where the two spaces differ. */
  readonly isScaled: boolean;
  readonly maxElementTop: number;
  readonly maxVirtualTop: number;
}

/** Where the grid is. A row stands at `row × rowHeight + shift` in the element; only a jump changes the shift. */
export interface ScrollPosition {
  readonly elementTop: number;
  readonly shift: number;
}

export const TOP: ScrollPosition = { elementTop: 0, shift: 0 };

export function createGeometry(rowCount: number, rowHeight: number, viewportHeight: number): ScrollGeometry {
  const contentHeight = rowCount * rowHeight;
  const elementHeight = Math.min(contentHeight, MAX_ELEMENT_PX);
  return {
    rowCount,
    rowHeight,
    viewportHeight,
    elementHeight,
    isScaled: contentHeight > elementHeight,
    maxElementTop: Math.max(0, elementHeight - viewportHeight),
    maxVirtualTop: Math.max(0, contentHeight - viewportHeight),
  };
}

export function virtualTop(position: ScrollPosition): number {
  return position.elementTop - position.shift;
}

/** The position that shows a virtual pixel at the top, or the nearest there is. Whole pixels, so that rows stay sharp. */
export function positionAt(geometry: ScrollGeometry, virtual: number): ScrollPosition {
  const target = clamp(Math.round(virtual), 0, geometry.maxVirtualTop);
  const elementTop = Math.round(toElement(geometry, target));
  return { elementTop, shift: elementTop - target };
}

/**
 * The position after the element has scrolled. A step is taken as pixels when the wheel, a finger or a key made it, or
 * when it is too small for a scrollbar's thumb to have made it; otherwise the scrollbar was dragged, and it is a jump.
 */
export function afterScroll(
  geometry: ScrollGeometry,
  from: ScrollPosition,
  elementTop: number,
  byGesture: boolean,
): ScrollPosition {
  if (!geometry.isScaled) return { elementTop, shift: 0 };
  const thumbStep = geometry.elementHeight / Math.max(1, geometry.viewportHeight);
  const isStep = byGesture || Math.abs(elementTop - from.elementTop) < thumbStep / 2;
  if (isStep) return { elementTop, shift: clampShift(geometry, elementTop, from.shift) };
  return { elementTop, shift: Math.round(elementTop - toVirtual(geometry, elementTop)) };
}

/** True when steps have led the element near an end that its content is not near: it must be moved, or would be stuck. */
export function isNearlyStuck(geometry: ScrollGeometry, position: ScrollPosition): boolean {
  if (!geometry.isScaled) return false;
  const margin = geometry.viewportHeight * 2;
  const virtual = virtualTop(position);
  const atTop = position.elementTop < margin && virtual > margin;
  const atBottom = geometry.maxElementTop - position.elementTop < margin && geometry.maxVirtualTop - virtual > margin;
  return atTop || atBottom;
}

/** Rows in sight, `end` excluded, with some more on both sides. */
export function visibleRows(
  geometry: ScrollGeometry,
  position: ScrollPosition,
  overscan: number,
): { readonly start: number; readonly end: number } {
  const top = virtualTop(position);
  const start = Math.floor(top / geometry.rowHeight) - overscan;
  const end = Math.ceil((top + geometry.viewportHeight) / geometry.rowHeight) + overscan;
  return { start: clamp(start, 0, geometry.rowCount), end: clamp(end, 0, geometry.rowCount) };
}

/** The virtual pixel that must be at the top for a row to be in sight, nearest to what is there. */
export function revealTop(
  geometry: ScrollGeometry,
  top: number,
  row: number,
  align: "nearest" | "start" | "center",
): number {
  const rowTop = row * geometry.rowHeight;
  const rowBottom = rowTop + geometry.rowHeight;
  if (align === "start") return rowTop;
  if (align === "center") return rowTop - (geometry.viewportHeight - geometry.rowHeight) / 2;
  if (rowTop < top) return rowTop;
  return rowBottom > top + geometry.viewportHeight ? rowBottom - geometry.viewportHeight : top;
}

function toVirtual(geometry: ScrollGeometry, elementTop: number): number {
  const { maxElementTop, maxVirtualTop } = geometry;
  const edge = edgeOf(geometry);
  if (elementTop <= edge) return elementTop;
  if (elementTop >= maxElementTop - edge) return maxVirtualTop - (maxElementTop - elementTop);
  return edge + ((elementTop - edge) * (maxVirtualTop - 2 * edge)) / (maxElementTop - 2 * edge);
}

function toElement(geometry: ScrollGeometry, virtual: number): number {
  if (!geometry.isScaled) return virtual;
  const { maxElementTop, maxVirtualTop } = geometry;
  const edge = edgeOf(geometry);
  if (virtual <= edge) return virtual;
  if (virtual >= maxVirtualTop - edge) return maxElementTop - (maxVirtualTop - virtual);
  return edge + ((virtual - edge) * (maxElementTop - 2 * edge)) / (maxVirtualTop - 2 * edge);
}

function edgeOf(geometry: ScrollGeometry): number {
  return Math.min(EDGE_PX, geometry.maxElementTop / 4);
}

/** Keeps a step from leading before the first or behind the last row. */
function clampShift(geometry: ScrollGeometry, elementTop: number, shift: number): number {
  return elementTop - clamp(elementTop - shift, 0, geometry.maxVirtualTop);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
