// A value as text, exactly: what is copied and what stands in JSON. Nothing is rounded, grouped or cut here.

import type { DataType, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import { formatDate, formatTimestamp } from "#ui/format.ts";

/** The exact text of a value: a string as it is, a nested value as JSON. */
export function toText(value: Value, type: DataType): string {
  if (value === null) return "null";
  if (typeof value === "string") return value;
  return isNested(value) ? toJson(value, type) : toScalarText(value, type);
}

/**
 * JSON on one line. 64-bit integers and decimals are JSON numbers with all their digits; a reader that takes them for
 * doubles may round them. Times are ISO 8601, binary is hexadecimal, NaN and the infinities are strings.
 */
export function toJson(value: Value, type: DataType): string {
  if (value === null) return "null";
  // A variant's value is JSON text already.
  if (type.kind === "primitive" && type.name === "variant" && typeof value === "string") return value;
  if (isNested(value)) return toNestedJson(value, type);
  if (isJsonNumber(value, type)) return toScalarText(value, type);
  return typeof value === "boolean" ? String(value) : JSON.stringify(toScalarText(value, type));
}

/** A value that is neither null nor nested. */
export function toScalarText(value: boolean | number | bigint | string | Uint8Array, type: DataType): string {
  if (value instanceof Uint8Array) return toHex(value);
  if (typeof value === "bigint") return isTimestamp(type) ? toIsoTime(value, type) : String(value);
  if (typeof value !== "number") return String(value);
  if (type.kind !== "primitive") return String(value);
  if (type.name === "date") return formatDate(value);
  return type.name === "float" ? toFloatText(value) : toDoubleText(value);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function isNested(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** JavaScript prints -0 as 0. */
function toDoubleText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The shortest text that reads back to the same 32-bit float. */
function toFloatText(value: number): string {
  if (!Number.isFinite(value) || value === 0) return toDoubleText(value);
  for (let digits = 1; digits < 9; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return String(shorter);
  }
  return String(Number(value.toPrecision(9)));
}

function toIsoTime(micros: bigint, type: DataType): string {
  const text = formatTimestamp(micros).replace(" ", "T");
  return type.kind === "primitive" && type.name === "timestamp" ? `${text}Z` : text;
}

function isTimestamp(type: DataType): boolean {
  return type.kind === "primitive" && (type.name === "timestamp" || type.name === "timestamp_ntz");
}

function isJsonNumber(value: Exclude<Value, null>, type: DataType): value is number | bigint | string {
  if (type.kind === "decimal") return typeof value === "string";
  if (typeof value === "bigint") return !isTimestamp(type);
  return typeof value === "number" && Number.isFinite(value) && !(type.kind === "primitive" && type.name === "date");
}

function toNestedJson(value: readonly Value[], type: DataType): string {
  if (type.kind === "struct") return toObjectJson(value, type);
  if (type.kind === "map") return toMapJson(value, type.key, type.value);
  const element = type.kind === "array" ? type.element : type;
  return `[${value.map((item) => toJson(item, element)).join(", ")}]`;
}

function toObjectJson(value: readonly Value[], type: StructType): string {
  const members = type.fields.map(
    (field, i) => `${JSON.stringify(field.name)}: ${toJson(value[i] ?? null, field.type)}`,
  );
  return `{${members.join(", ")}}`;
}

/** An object where the keys are strings; else a list of pairs, since a JSON key can't be anything else. */
function toMapJson(entries: readonly Value[], key: DataType, value: DataType): string {
  const pairs = entries.map((entry): readonly Value[] => (Array.isArray(entry) ? entry : [entry, null]));
  if (pairs.every(([name]) => typeof name === "string")) {
    return `{${pairs.map(([name = null, of = null]) => `${toJson(name, key)}: ${toJson(of, value)}`).join(", ")}}`;
  }
  return `[${pairs.map(([name = null, of = null]) => `[${toJson(name, key)}, ${toJson(of, value)}]`).join(", ")}]`;
}
