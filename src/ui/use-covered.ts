import { type RefObject, useEffect, useLayoutEffect, useState } from "react";

const CHOSEN = "[role=gridcell][data-focus], [role=row][aria-selected=true]";

/**
 * How many pixels of the main part, from its lower edge, a sheet covers that stands on the bottom of the screen. The
 * main part is to end above it: then what was chosen there, and is shown in the sheet, comes into sight.
 */
export function useCovered(main: RefObject<HTMLElement | null>, sheet: HTMLElement | null): number {
  const [covered, setCovered] = useState(0);

  useLayoutEffect(() => {
    if (sheet === null) {
      setCovered(0);
      return;
    }
    const measure = () => {
      const bottom = main.current?.getBoundingClientRect().bottom ?? 0;
      setCovered(Math.max(0, Math.ceil(bottom - window.innerHeight + sheet.getBoundingClientRect().height)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(sheet);
    return () => observer.disconnect();
  }, [main, sheet]);

  useEffect(() => {
    if (covered === 0) return;
    const show = () => main.current?.querySelector(CHOSEN)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    // One frame later: in the next one the list learns its new height, and keeps its place.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(show);
    });
    return () => cancelAnimationFrame(frame);
  }, [main, covered]);

  return covered;
}
