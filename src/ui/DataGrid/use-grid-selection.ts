import { type RefObject, useCallback, useLayoutEffect, useState } from "react";
import { clampSelection, type GridBounds, type GridPlace, type GridSelection, selectCell } from "./grid-selection.ts";

export interface GridSelecting {
  readonly selection: GridSelection;
  /** False until the reader has been in the grid: what would take the focus is not drawn as chosen. */
  readonly isTouched: boolean;
  /** Selects, shows the focused cell and gives it the focus. */
  readonly select: (next: GridSelection) => void;
  /** Selects without taking the focus from where it is. */
  readonly point: (place: GridPlace) => void;
  readonly touch: () => void;
}

/** What is selected. One cell, and only one, takes part in the tab order: the focused one. */
export function useGridSelection(
  element: RefObject<HTMLElement | null>,
  bounds: GridBounds,
  reveal: (place: GridPlace) => void,
): GridSelecting {
  const [state, setState] = useState<GridSelection>(() => selectCell({ row: 0, column: 0 }));
  const [isTouched, setTouched] = useState(false);
  // Counted with the selection, so that the focus moves with the very commit that draws it, and with no other.
  const [focusRequest, setFocusRequest] = useState(0);
  const selection = clampSelection(state, bounds);

  const touch = useCallback(() => setTouched(true), []);
  const point = useCallback(
    (place: GridPlace) => {
      setState(selectCell(place));
      setTouched(true);
      reveal(place);
    },
    [reveal],
  );
  const select = useCallback(
    (next: GridSelection) => {
      setState(next);
      setTouched(true);
      setFocusRequest((last) => last + 1);
      reveal(next.focus);
    },
    [reveal],
  );

  useLayoutEffect(() => {
    if (focusRequest === 0) return;
    element.current?.querySelector<HTMLElement>("[data-focus]")?.focus({ preventScroll: true });
  }, [element, focusRequest]);

  return { selection, isTouched, select, point, touch };
}
