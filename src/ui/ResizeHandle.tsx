import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import css from "./SplitPane.module.css";
import type { SideWidth } from "./use-side-width.ts";

interface ResizeHandleProps extends SideWidth {
  readonly label: string;
}

const STEP_PX = 16;

/** The line between a main part and the panel to its right: drag it, or move it with the arrow keys. */
export function ResizeHandle({ label, width, min, max, setWidth }: ResizeHandleProps) {
  const drag = useRef<{ readonly startX: number; readonly startWidth: number }>(undefined);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.dataset.dragging = "";
    drag.current = { startX: event.clientX, startWidth: width };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current) setWidth(drag.current.startWidth + drag.current.startX - event.clientX);
  };
  const onPointerEnd = (event: PointerEvent<HTMLDivElement>) => {
    delete event.currentTarget.dataset.dragging;
    drag.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = { ArrowLeft: width + STEP_PX, ArrowRight: width - STEP_PX, Home: max, End: min }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setWidth(next);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved; a focusable separator is ARIA's window splitter
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={css.handle}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onKeyDown={onKeyDown}
    />
  );
}
