import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type ColumnLayout, revealLeft, visibleColumns } from "./column-layout.ts";
import type { GridPlace } from "./grid-selection.ts";
import {
  afterScroll,
  createGeometry,
  isNearlyStuck,
  positionAt,
  revealTop,
  type ScrollGeometry,
  type ScrollPosition,
  TOP,
  virtualTop,
  visibleRows,
} from "./scroll-geometry.ts";
import { useElementSize } from "./use-element-size.ts";
import { useGesture } from "./use-gesture.ts";

const OVERSCAN_ROWS = 4;
const OVERSCAN_COLUMNS = 2;
/** Rows and columns come and go by this many, so that not every step of the wheel renders. */
const AT_ONCE = 4;
/** A scrollbar that is dragged moves more often than this. */
const REST_MS = 120;

/** What the grid draws; the ends are excluded. A row stands at `row × rowHeight + shift` in the body. */
export interface GridWindow {
  readonly rowStart: number;
  readonly rowEnd: number;
  /** Whether rows out of sight are drawn on both sides. */
  readonly hasOverscan: boolean;
  readonly columnStart: number;
  readonly columnEnd: number;
  readonly shift: number;
  /** Rows as many as this apart share a drawn row, which shows the one and then the other. */
  readonly slotCount: number;
  /** The row of the first slot. */
  readonly slotBase: number;
}

export interface RowSpan {
  readonly start: number;
  readonly end: number;
}

export type RowAlign = "nearest" | "start" | "center";

export interface Scroller {
  readonly geometry: ScrollGeometry;
  readonly window: GridWindow;
  readonly onScroll: () => void;
  readonly reveal: (place: GridPlace, align?: RowAlign) => void;
  readonly readVisibleRows: () => RowSpan;
}

export interface ScrollerOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly head: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly layout: ColumnLayout;
}

/** Binds the geometry of all rows and columns to the element that scrolls. */
export function useScroller({ element, head, rowCount, rowHeight, layout }: ScrollerOptions): Scroller {
  const box = useElementSize(element);
  const viewportHeight = Math.max(0, box.height - useElementSize(head).height);
  const geometry = useMemo(
    () => createGeometry(rowCount, rowHeight, viewportHeight),
    [rowCount, rowHeight, viewportHeight],
  );
  const position = useRef<ScrollPosition>(TOP);
  const latest = useRef({ geometry, layout, width: box.width });
  const [window, setWindow] = useState<GridWindow>(NOTHING);

  const look = useCallback(() => {
    const { geometry, layout, width } = latest.current;
    const scrollLeft = element.current?.scrollLeft ?? 0;
    const place = { position: position.current, layout, scrollLeft, width };
    setWindow((last) => {
      const next = nextWindow(geometry, place, last);
      return isSameWindow(last, next) ? last : next;
    });
  }, [element]);
  useOverscan(window, look);

  const moveTo = useCallback(
    (virtual: number) => {
      if (element.current) position.current = applyPosition(element.current, latest.current.geometry, virtual);
      look();
    },
    [element, look],
  );

  useLayoutEffect(() => {
    const top = virtualTop(position.current);
    latest.current = { geometry, layout, width: box.width };
    moveTo(top);
  }, [geometry, layout, box.width, moveTo]);

  const onScroll = useScrollHandler(element, latest, position, look, moveTo);
  useRealign(element, latest, position, moveTo);

  const reveal = useCallback(
    (place: GridPlace, align: RowAlign = "nearest") => {
      const { geometry, layout, width } = latest.current;
      const scroller = element.current;
      if (scroller) scroller.scrollLeft = revealLeft(layout, place.column, scroller.scrollLeft, width);
      const top = virtualTop(position.current);
      moveTo(place.row < 0 ? top : revealTop(geometry, top, place.row, align));
    },
    [element, moveTo],
  );
  const readVisibleRows = useCallback(() => visibleRows(latest.current.geometry, position.current, 0), []);

  return { geometry, window, onScroll, reveal, readVisibleRows };
}

interface Latest {
  readonly geometry: ScrollGeometry;
  readonly layout: ColumnLayout;
  readonly width: number;
}

function useScrollHandler(
  element: RefObject<HTMLElement | null>,
  latest: RefObject<Latest>,
  position: RefObject<ScrollPosition>,
  look: () => void,
  moveTo: (virtual: number) => void,
): () => void {
  const isGesture = useGesture(element);
  return useCallback(() => {
    const { geometry } = latest.current;
    position.current = afterScroll(geometry, position.current, element.current?.scrollTop ?? 0, isGesture());
    // Drawn within the scroll event, so that the frame that shows the new place shows its rows.
    flushSync(() => {
      if (isNearlyStuck(geometry, position.current)) moveTo(virtualTop(position.current));
      else look();
    });
  }, [element, latest, position, isGesture, look, moveTo]);
}

/** Once scrolling rests, puts the scrollbar where the rows are: steps have moved both by the same pixels. */
function useRealign(
  element: RefObject<HTMLElement | null>,
  latest: RefObject<Latest>,
  position: RefObject<ScrollPosition>,
  moveTo: (virtual: number) => void,
): void {
  useEffect(() => {
    const scroller = element.current;
    const onScrollEnd = () => {
      const { geometry } = latest.current;
      const virtual = virtualTop(position.current);
      const isOff = Math.abs(positionAt(geometry, virtual).elementTop - position.current.elementTop) > 1;
      if (geometry.isScaled && isOff) moveTo(virtual);
    };
    scroller?.addEventListener("scrollend", onScrollEnd);
    return () => scroller?.removeEventListener("scrollend", onScrollEnd);
  }, [element, latest, position, moveTo]);
}

/** Once a jump rests, draws the rows around those in sight too. */
function useOverscan(window: GridWindow, look: () => void): void {
  useEffect(() => {
    if (window.hasOverscan) return;
    const timer = setTimeout(look, REST_MS);
    return () => clearTimeout(timer);
  }, [window, look]);
}

function applyPosition(scroller: HTMLElement, geometry: ScrollGeometry, virtual: number): ScrollPosition {
  const target = positionAt(geometry, virtual);
  if (scroller.scrollTop !== target.elementTop) scroller.scrollTop = target.elementTop;
  if (!geometry.isScaled) return { elementTop: scroller.scrollTop, shift: 0 };
  // The browser may round what it was given: the shift takes the difference.
  return { elementTop: scroller.scrollTop, shift: scroller.scrollTop - virtualTop(target) };
}

type BareWindow = Omit<GridWindow, "slotCount" | "slotBase">;

const NOTHING: GridWindow = {
  rowStart: 0,
  rowEnd: 0,
  hasOverscan: true,
  columnStart: 0,
  columnEnd: 0,
  shift: 0,
  slotCount: 1,
  slotBase: 0,
};

interface Place {
  readonly position: ScrollPosition;
  readonly layout: ColumnLayout;
  readonly scrollLeft: number;
  readonly width: number;
}

/** After a jump every row is drawn anew, so just those in sight: that must fit into a frame. */
function nextWindow(geometry: ScrollGeometry, place: Place, last: GridWindow): GridWindow {
  const wide = windowAt(geometry, place, OVERSCAN_ROWS);
  if (hasRowsInCommon(wide, last)) return withSlots(wide, last, geometry);
  return withSlots(windowAt(geometry, place, 0), last, geometry);
}

function windowAt(geometry: ScrollGeometry, place: Place, overscan: number): BareWindow {
  const { position, layout, scrollLeft, width } = place;
  // Before it is measured a grid would draw, and ask for, a few columns only to ask again for all.
  if (width === 0 || geometry.viewportHeight === 0) return NOTHING;
  const rows = visibleRows(geometry, position, overscan);
  const columns = visibleColumns(layout, scrollLeft, width, OVERSCAN_COLUMNS);
  const rowsAtOnce = overscan === 0 ? 1 : AT_ONCE;
  return {
    rowStart: Math.floor(rows.start / rowsAtOnce) * rowsAtOnce,
    rowEnd: Math.min(geometry.rowCount, Math.ceil(rows.end / rowsAtOnce) * rowsAtOnce),
    hasOverscan: overscan > 0,
    columnStart: Math.max(layout.pinnedCount, Math.floor(columns.start / AT_ONCE) * AT_ONCE),
    columnEnd: Math.min(layout.columns.length, Math.ceil(columns.end / AT_ONCE) * AT_ONCE),
    shift: position.shift,
  };
}

function hasRowsInCommon(one: BareWindow, other: BareWindow): boolean {
  return one.rowStart < other.rowEnd && other.rowStart < one.rowEnd;
}

/** Gives each row the slot it had; after a jump the slots follow each other as before, so that no drawn row is moved. */
function withSlots(next: BareWindow, last: GridWindow, { viewportHeight, rowHeight }: ScrollGeometry): GridWindow {
  const slotCount = Math.ceil(viewportHeight / rowHeight) + 2 * OVERSCAN_ROWS + 2 * AT_ONCE + 1;
  const keepsSlots = slotCount === last.slotCount && hasRowsInCommon(next, last);
  if (keepsSlots) return { ...next, slotCount, slotBase: last.slotBase };
  return { ...next, slotCount, slotBase: next.rowStart - ((last.rowStart - last.slotBase) % slotCount) };
}

function isSameWindow(one: GridWindow, other: GridWindow): boolean {
  return (Object.keys(one) as (keyof GridWindow)[]).every((key) => one[key] === other[key]);
}
