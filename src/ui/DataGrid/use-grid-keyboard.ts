import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import {
  type GridBounds,
  type GridPlace,
  type GridSelection,
  HEADER_ROW,
  isRange,
  moveByKey,
  selectCell,
} from "./grid-selection.ts";

export interface GridKeyboardOptions {
  readonly selection: GridSelection;
  readonly bounds: GridBounds;
  readonly select: (next: GridSelection) => void;
  readonly open: (place: GridPlace) => void;
  readonly copy: () => void;
  /** Changes the width of the column with the focus, in pixels. */
  readonly widen: (place: number, by: number) => void;
  /** Opens the menu of the header cell with the focus. */
  readonly openColumnMenu: (place: GridPlace) => void;
}

const WIDEN_PX = 16;

/** Every key of the grid. A key that is none of its own goes on to the page. */
export function useGridKeyboard(options: GridKeyboardOptions): (event: KeyboardEvent) => void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  return useCallback((event: KeyboardEvent) => {
    const act = actionOf(event, latest.current);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, []);
}

function actionOf(event: KeyboardEvent, options: GridKeyboardOptions): (() => void) | undefined {
  const { selection, bounds, select } = options;
  const { focus } = selection;
  if (isCopy(event)) return options.copy;
  if (event.key === "Enter" || event.key === " ") {
    return () => (focus.row === HEADER_ROW ? options.openColumnMenu(focus) : options.open(focus));
  }
  if (event.key === "Escape") return isRange(selection) ? () => select(selectCell(focus)) : undefined;
  if (event.altKey) {
    const by = { ArrowLeft: -WIDEN_PX, ArrowRight: WIDEN_PX }[event.key];
    return by === undefined ? undefined : () => options.widen(focus.column, by);
  }
  const next = moveByKey(selection, event, bounds);
  return next && (() => select(next));
}

function isCopy(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "c";
}
