import type { RailWindow } from "./rail-bars.ts";

/** The version that a key of the slider leads to; undefined for any other key. */
export function targetOfKey(key: string, version: number, bounds: RailWindow): number | undefined {
  const page = Math.max(2, Math.round((bounds.last - bounds.first + 1) / 10));
  const targets: { readonly [key: string]: number } = {
    ArrowLeft: version - 1,
    ArrowDown: version - 1,
    ArrowRight: version + 1,
    ArrowUp: version + 1,
    PageDown: version - page,
    PageUp: version + page,
    Home: bounds.first,
    End: bounds.last,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(bounds.last, Math.max(bounds.first, target));
}
