import { type MouseEvent, type PointerEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import { type GridPlace, type GridSelection, HEADER_ROW, selectCell } from "./grid-selection.ts";

export interface GridPointerOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly selection: GridSelection;
  readonly select: (next: GridSelection) => void;
  readonly open: (place: GridPlace) => void;
}

export interface GridPointer {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
}

/** How fast the grid scrolls while a range is drawn beyond its edge, in pixels a frame for each pixel beyond. */
const PULL = 0.25;

/** A mouse selects a cell, and dragged a range; a finger opens what it taps, and otherwise scrolls. */
export function useGridPointer({ element, selection, select, open }: GridPointerOptions): GridPointer {
  const anchor = useRef<GridPlace>(undefined);
  const stop = useRef<() => void>(undefined);

  const extendTo = useCallback(
    (x: number, y: number) => {
      const place = placeAt(document.elementFromPoint(x, y));
      if (place && anchor.current && place.row !== HEADER_ROW) select({ focus: place, anchor: anchor.current });
    },
    [select],
  );

  useEffect(() => () => stop.current?.(), []);

  const onPointerDown = useCallback(
    (event: PointerEvent) => {
      const place = placeAt(event.target);
      const isGrip = event.target instanceof Element && event.target.closest("[data-grip]") !== null;
      if (event.button !== 0 || event.pointerType === "touch" || !place || isGrip) return;
      event.preventDefault();
      const extends_ = event.shiftKey && place.row !== HEADER_ROW && selection.anchor.row !== HEADER_ROW;
      anchor.current = extends_ ? selection.anchor : place;
      select({ focus: place, anchor: anchor.current });
      if (element.current && place.row !== HEADER_ROW) stop.current = followPointer(element.current, extendTo);
    },
    [element, selection, select, extendTo],
  );
  const onClick = useCallback(
    (event: MouseEvent) => {
      const place = placeAt(event.target);
      const isTouch = event.nativeEvent instanceof window.PointerEvent && event.nativeEvent.pointerType === "touch";
      if (!isTouch || !place) return;
      select(selectCell(place));
      if (place.row !== HEADER_ROW) open(place);
    },
    [select, open],
  );
  const onDoubleClick = useCallback(
    (event: MouseEvent) => {
      const place = placeAt(event.target);
      if (place && place.row !== HEADER_ROW) open(place);
    },
    [open],
  );
  return { onPointerDown, onClick, onDoubleClick };
}

/** The grid's place that an element stands for. */
export function placeAt(target: EventTarget | null): GridPlace | undefined {
  if (!(target instanceof Element)) return undefined;
  const cell = target.closest<HTMLElement>("[data-column]");
  const row = cell?.closest<HTMLElement>("[data-row]");
  return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.column) } : undefined;
}

/** Calls back where the pointer is, clamped into the grid, until it is released; beyond the edge the grid scrolls. */
function followPointer(grid: HTMLElement, onPoint: (x: number, y: number) => void): () => void {
  let frame = 0;
  let point: { readonly x: number; readonly y: number } | undefined;

  const step = () => {
    frame = 0;
    if (!point) return;
    const box = grid.getBoundingClientRect();
    const right = box.left + grid.clientWidth;
    const bottom = box.top + grid.clientHeight;
    const top = box.top + (grid.firstElementChild?.clientHeight ?? 0);
    const pullX = beyond(point.x, box.left, right);
    const pullY = beyond(point.y, top, bottom);
    if (pullX !== 0 || pullY !== 0) {
      grid.scrollBy(pullX * PULL, pullY * PULL);
      frame = requestAnimationFrame(step);
    }
    onPoint(clamp(point.x, box.left + 1, right - 2), clamp(point.y, top + 1, bottom - 2));
  };
  const onMove = (event: globalThis.PointerEvent) => {
    point = { x: event.clientX, y: event.clientY };
    frame ||= requestAnimationFrame(step);
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    removeEventListener("pointermove", onMove);
    removeEventListener("pointerup", stop);
    removeEventListener("pointercancel", stop);
  };
  addEventListener("pointermove", onMove);
  addEventListener("pointerup", stop);
  addEventListener("pointercancel", stop);
  return stop;
}

function beyond(value: number, low: number, high: number): number {
  if (value < low) return value - low;
  return value > high ? value - high : 0;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
