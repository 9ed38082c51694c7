import { type MouseEvent, type RefObject, useCallback, useState } from "react";
import type { MenuRequest } from "./GridMenu.tsx";
import { type GridPlace, type GridSelection, rectangleOf, selectCell } from "./grid-selection.ts";
import { placeAt } from "./use-grid-pointer.ts";

export interface GridMenuState {
  readonly request: MenuRequest | undefined;
  readonly isOpen: boolean;
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly openAtFocus: (place: GridPlace) => void;
  readonly onClose: () => void;
}

/** The context menu: at the pointer, or under the focused cell when a key asked for it. */
export function useGridMenu(
  element: RefObject<HTMLElement | null>,
  selection: GridSelection,
  select: (next: GridSelection) => void,
): GridMenuState {
  const [request, setRequest] = useState<MenuRequest>();
  const [isOpen, setOpen] = useState(false);

  const openAtFocus = useCallback(
    (place: GridPlace) => {
      const cell = element.current?.querySelector("[data-focus]");
      if (!cell) return;
      setRequest({ place, anchor: cell });
      setOpen(true);
    },
    [element],
  );
  const onContextMenu = useCallback(
    (event: MouseEvent) => {
      const place = placeAt(event.target);
      if (!place) return;
      event.preventDefault();
      // A key's context menu has no button; it belongs to the focused cell, not to where the pointer happens to rest.
      if (event.button !== 2) {
        openAtFocus(place);
        return;
      }
      if (!contains(selection, place)) select(selectCell(place));
      const point = new DOMRect(event.clientX, event.clientY, 0, 0);
      setRequest({ place, anchor: { getBoundingClientRect: () => point } });
      setOpen(true);
    },
    [selection, select, openAtFocus],
  );
  const onClose = useCallback(() => setOpen(false), []);
  return { request, isOpen, onContextMenu, openAtFocus, onClose };
}

function contains(selection: GridSelection, { row, column }: GridPlace): boolean {
  const { rowFirst, rowLast, columnFirst, columnLast } = rectangleOf(selection);
  return row >= rowFirst && row <= rowLast && column >= columnFirst && column <= columnLast;
}
