// A bound of strings as they are stored, made one of strings as they are read: CHAR(n) is padded with spaces on reading,
// which changes the order of strings with characters below the space.

import { padToLength } from "#delta/char-length.ts";
import type { DataType } from "#delta/data-type.ts";

/** Above all strings that go on from a prefix. */
export const HIGHEST = "\u{10FFFF}".repeat(4);

/** No string that is read is below a minimum, or above a maximum. */
export function readTextBound(stored: string, type: DataType, side: "min" | "max"): string {
  const length = type.kind === "primitive" ? type.charLength : undefined;
  // Padding only makes a string greater.
  if (length === undefined || side === "min") return stored;
  // What ends before such a character is below the maximum, and above it once it is padded.
  const below = Array.from(stored).findIndex((character) => character < " ");
  if (below >= 0) return Array.from(stored).slice(0, below).join("") + HIGHEST;
  return padToLength(stored, length);
}
