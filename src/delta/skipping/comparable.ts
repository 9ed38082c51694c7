// Values of a type brought into a form that compares exactly: integers and times as bigint, decimals as bigint of a
// fixed scale, floating point numbers and strings as they are.

import type { DataType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import { compareUtf8 } from "./utf8-order.ts";

export type Comparable = bigint | number | string;

/** Which form a type's values take; undefined for types without an order that statistics follow. */
export type ComparableKind = "integer" | "decimal" | "floating" | "text";

export function comparableKind(type: DataType): ComparableKind | undefined {
  if (type.kind === "decimal") return "decimal";
  return type.kind === "primitive" ? KINDS.get(type.name) : undefined;
}

const KINDS: ReadonlyMap<string, ComparableKind> = new Map<string, ComparableKind>([
  ["boolean", "integer"],
  ["byte", "integer"],
  ["short", "integer"],
  ["integer", "integer"],
  ["long", "integer"],
  ["date", "integer"],
  ["timestamp", "integer"],
  ["timestamp_ntz", "integer"],
  ["float", "floating"],
  ["double", "floating"],
  ["string", "text"],
]);

/** Undefined where the value is not of the kind, or not exactly. */
export function toComparable(value: Value, kind: ComparableKind): Comparable | undefined {
  return CONVERTERS[kind](value);
}

const CONVERTERS: Readonly<Record<ComparableKind, (value: Value) => Comparable | undefined>> = {
  integer: toInteger,
  decimal: (value) =>
    typeof value === "string" || typeof value === "bigint" ? scaledDecimal(String(value), "exact") : undefined,
  floating: (value) => (typeof value === "number" ? value : undefined),
  text: (value) => (typeof value === "string" ? value : undefined),
};

function toInteger(value: Value): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

/** Of one kind. Below zero when `a` is less. */
export function compare(a: Comparable, b: Comparable): number {
  if (typeof a === "string" && typeof b === "string") return compareUtf8(a, b);
  if (a < b) return -1;
  if (a > b) return 1;
  // NaN is greater than all others and equal to itself; 0 and -0 are equal.
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** Digits after the point in the fixed scale: as many as a decimal can have. */
const SCALE = 38;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;
const MOST_DIGITS = 200;

/** A decimal number's text at the fixed scale; what lies beyond it rounds down or up, or makes it no exact number. */
export function scaledDecimal(text: string, rounding: "exact" | "down" | "up"): bigint | undefined {
  const [, sign, whole, fraction = "", exponent = "0"] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || whole.length + fraction.length > MOST_DIGITS) return undefined;
  const shift = SCALE + Number(exponent) - fraction.length;
  if (Math.abs(shift) > MOST_DIGITS) return undefined;
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  const quotient = digits / divisor;
  if (quotient * divisor === digits) return quotient;
  if (rounding === "exact") return undefined;
  // Division cuts toward zero.
  if (rounding === "down") return digits < 0n ? quotient - 1n : quotient;
  return digits < 0n ? quotient : quotient + 1n;
}
