import { useState } from "react";

export interface SideWidth {
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly setWidth: (next: number) => void;
}

const MIN_PX = 240;
const MAX_PX = 720;

/** A panel's width in pixels, within its limits and remembered in this browser under `id`. */
export function useSideWidth(id: string, initialPx: number): SideWidth {
  const [width, setState] = useState(() => read(id) ?? initialPx);
  const setWidth = (next: number) => {
    const within = Math.round(Math.min(MAX_PX, Math.max(MIN_PX, next)));
    setState(within);
    try {
      localStorage.setItem(storageKey(id), String(within));
    } catch {
      // Without storage the width holds for this page.
    }
  };
  return { width, min: MIN_PX, max: MAX_PX, setWidth };
}

function read(id: string): number | undefined {
  try {
    const stored = Number(localStorage.getItem(storageKey(id)) ?? Number.NaN);
    return stored >= MIN_PX && stored <= MAX_PX ? stored : undefined;
  } catch {
    return undefined;
  }
}

function storageKey(id: string): string {
  return `deltarium:width:${id}`;
}
