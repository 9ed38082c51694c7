import { type MouseEvent, type PointerEvent, useCallback } from "react";
import type { ColumnLayout } from "./column-layout.ts";

export interface ColumnResize {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
}

/** Drags a grip of the header to change its column's width; a double click fits it to what is in sight. */
export function useColumnResize(
  layout: ColumnLayout,
  setWidth: (id: string, width: number) => void,
  fitColumn: (place: number) => void,
): ColumnResize {
  const onPointerDown = useCallback(
    (event: PointerEvent) => {
      const grip = gripOf(event.target);
      const placed = grip && layout.columns[Number(grip.dataset.grip)];
      if (!grip || !placed || event.button !== 0) return;
      event.preventDefault();
      const startX = event.clientX;
      const onMove = (move: globalThis.PointerEvent) => {
        setWidth(placed.column.id, placed.width + move.clientX - startX);
      };
      const stop = () => {
        delete grip.dataset.dragging;
        grip.removeEventListener("pointermove", onMove);
      };
      grip.setPointerCapture(event.pointerId);
      grip.dataset.dragging = "";
      grip.addEventListener("pointermove", onMove);
      grip.addEventListener("lostpointercapture", stop, { once: true });
    },
    [layout, setWidth],
  );
  const onDoubleClick = useCallback(
    (event: MouseEvent) => {
      const grip = gripOf(event.target);
      if (grip) fitColumn(Number(grip.dataset.grip));
    },
    [fitColumn],
  );
  return { onPointerDown, onDoubleClick };
}

function gripOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-grip]") : null;
}
