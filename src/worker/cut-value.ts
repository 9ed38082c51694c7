// Keeps one huge value from filling the border between threads: what the grid shows on a line is a few hundred characters.

import type { Value } from "#delta/value.ts";
import type { CellValue } from "./worker-api.ts";

const headLength = 512;
const headItems = 32;
/** Characters, bytes and items together that a cell may have and still travel whole. */
const wholeWeight = 2048;

export function cutValue(value: Value): CellValue {
  if (weigh(value, wholeWeight) <= wholeWeight) return value;
  return { cut: true, head: headOf(value), length: lengthOf(value) };
}

/** Stops counting once past `limit`, so that a value of millions of items costs no more than a small one. */
function weigh(value: Value, limit: number): number {
  if (typeof value === "string" || value instanceof Uint8Array) return value.length;
  if (!isList(value)) return 1;
  let weight = 1;
  for (const item of value) {
    weight += weigh(item, limit - weight);
    if (weight > limit) break;
  }
  return weight;
}

function headOf(value: Value): Value {
  if (typeof value === "string") return headOfText(value);
  if (value instanceof Uint8Array) return value.slice(0, headLength);
  return isList(value) ? value.slice(0, headItems).map(headOf) : value;
}

function headOfText(text: string): string {
  const last = text.charCodeAt(headLength - 1);
  const splitsPair = text.length > headLength && last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? headLength - 1 : headLength);
}

function lengthOf(value: Value): number {
  return typeof value === "string" || value instanceof Uint8Array || isList(value) ? value.length : 1;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
