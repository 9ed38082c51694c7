import { useCallback, useEffect, useRef, useState } from "react";
import { SECTIONS } from "./sections.ts";

/** How far below the top a section's beginning may be and still count as the one that is read. */
const READING_LINE_PX = 80;

/** Brings the asked section into sight, and tells which one is being read. */
export function useSections(section: string | undefined, hasFacts: boolean) {
  const scroll = useRef<HTMLDivElement>(null);
  const nav = useRef<HTMLElement>(null);
  const [current, setCurrent] = useState<string>(SECTIONS[0].id);
  const asked = SECTIONS.find(({ id }) => id === section)?.id;

  useEffect(() => {
    if (!hasFacts || asked === undefined || scroll.current === null) return;
    const target = findSection(scroll.current, asked);
    if (target === null) return;
    scroll.current.scrollTop = target.offsetTop;
    setCurrent(asked);
  }, [asked, hasFacts]);

  // On a phone the links themselves scroll.
  useEffect(() => {
    const link = nav.current?.querySelector(`[data-part="${current}"]`);
    link?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);

  const onScroll = useCallback(() => {
    const box = scroll.current;
    if (box === null) return;
    const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
    const passed = SECTIONS.filter(
      ({ id }) => (findSection(box, id)?.offsetTop ?? 0) <= box.scrollTop + READING_LINE_PX,
    );
    const last = isAtEnd && asked !== undefined ? asked : passed.at(-1)?.id;
    setCurrent(last ?? SECTIONS[0].id);
  }, [asked]);
  return { scroll, nav, current, onScroll };
}

function findSection(box: HTMLElement, id: string): HTMLElement | null {
  return box.querySelector<HTMLElement>(`[data-section="${id}"]`);
}
