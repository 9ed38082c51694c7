import type { RailWindow } from "./rail-bars.ts";

/** The window that a table opens with: the newest versions that each have room for a bar, moved to hold `version`. */
export function openingWindow(bounds: RailWindow, capacity: number, version: number): RailWindow {
  const size = Math.min(bounds.last - bounds.first + 1, Math.max(1, capacity));
  return holdVersion({ first: bounds.last - size + 1, last: bounds.last }, bounds, version);
}

/** Moves a window so that a version is in it, by no more than it takes and a margin of a tenth. */
export function holdVersion(window: RailWindow, bounds: RailWindow, version: number): RailWindow {
  const margin = Math.floor((window.last - window.first) / 10);
  if (version < window.first) return shift(window, bounds, version - margin - window.first);
  if (version > window.last) return shift(window, bounds, version + margin - window.last);
  return window;
}

/** Twice (`direction` = -1) or half (+1) as many versions, round the one in view. */
export function zoom(window: RailWindow, bounds: RailWindow, direction: 1 | -1, around: number): RailWindow {
  const size = window.last - window.first + 1;
  const most = bounds.last - bounds.first + 1;
  const next = Math.min(most, Math.max(Math.min(most, 8), direction > 0 ? Math.floor(size / 2) : size * 2));
  const anchor = Math.min(window.last, Math.max(window.first, around));
  const first = anchor - Math.round(((anchor - window.first) / Math.max(1, size - 1)) * (next - 1));
  return shift({ first, last: first + next - 1 }, bounds, 0);
}

export function canZoom(window: RailWindow, bounds: RailWindow, direction: 1 | -1): boolean {
  const size = window.last - window.first + 1;
  return direction > 0 ? size > 8 : size < bounds.last - bounds.first + 1;
}

/** The version under a place, from 0 (left edge) to 1 (right edge). */
export function versionAt(window: RailWindow, place: number): number {
  const size = window.last - window.first + 1;
  return Math.min(window.last, Math.max(window.first, window.first + Math.floor(place * size)));
}

function shift(window: RailWindow, bounds: RailWindow, by: number): RailWindow {
  const size = window.last - window.first;
  const first = Math.max(bounds.first, Math.min(bounds.last - size, window.first + by));
  return { first, last: first + size };
}
