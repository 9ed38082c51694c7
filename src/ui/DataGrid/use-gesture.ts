import { type RefObject, useCallback, useEffect, useRef } from "react";

/** A wheel's or finger's scroll goes on after its last event; each scroll event within this time prolongs it. */
const LINGERS_MS = 200;

/** Tells whether the scroll that is going on comes from a wheel or a finger, and not from the scrollbar. */
export function useGesture(element: RefObject<HTMLElement | null>): () => boolean {
  const until = useRef(0);

  useEffect(() => {
    const scroller = element.current;
    if (!scroller) return;
    const begin = () => {
      until.current = performance.now() + LINGERS_MS;
    };
    const end = (event: PointerEvent) => {
      const isOnScrollbar = event.target === scroller && event.offsetX >= scroller.clientWidth;
      if (isOnScrollbar) until.current = 0;
    };
    const passive = { passive: true };
    scroller.addEventListener("wheel", begin, passive);
    scroller.addEventListener("touchmove", begin, passive);
    scroller.addEventListener("pointerdown", end, passive);
    return () => {
      scroller.removeEventListener("wheel", begin);
      scroller.removeEventListener("touchmove", begin);
      scroller.removeEventListener("pointerdown", end);
    };
  }, [element]);

  return useCallback(() => {
    const now = performance.now();
    if (now >= until.current) return false;
    until.current = now + LINGERS_MS;
    return true;
  }, []);
}
