// A value as one line in the grid: numbers grouped, nested values previewed.

import type { DataType, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import { formatTimestamp } from "#ui/format.ts";
import type { CellValue, CutValue } from "#worker/worker-api.ts";
import { isNested, toHex, toScalarText } from "./value-text.ts";

/** Characters of a cell's text; more never has room, and the grid has less to measure. */
const LINE_LIMIT = 400;
const PREVIEW_LIMIT = 80;

/** One line for a cell. Null and the empty string have a text of their own, which the grid sets apart by its look. */
export function formatValue(value: CellValue, type: DataType): string {
  if (value === null) return "null";
  if (isCut(value)) return formatCut(value, type);
  if (isNested(value)) return preview(value, type, value.length);
  if (value instanceof Uint8Array) return formatBytes(value, value.length);
  if (isTime(type) && typeof value === "bigint") return formatTimestamp(value);
  if (type.kind === "decimal" && typeof value === "string") return groupDigits(value);
  if (typeof value === "string") return value === "" ? '""' : value.slice(0, LINE_LIMIT);
  const text = toScalarText(value, type);
  return isInteger(type) ? groupDigits(text) : text;
}

export function isCut(value: CellValue): value is CutValue {
  return typeof value === "object" && value !== null && "cut" in value;
}

/** Thousands in groups, as long as nothing but digits stands there: the text may have more digits than a double. */
function groupDigits(text: string): string {
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  return whole === "" ? text : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}

function formatCut({ head, length }: CutValue, type: DataType): string {
  if (typeof head === "string") return `${head.slice(0, LINE_LIMIT)}…`;
  if (head instanceof Uint8Array) return formatBytes(head, length);
  return head !== null && isNested(head) ? preview(head, type, length) : formatValue(head, type);
}

function formatBytes(bytes: Uint8Array, length: number): string {
  const shown = Math.min(length, bytes.length, 12);
  const hex = toHex(bytes.subarray(0, shown));
  const size = countOf(length, ["byte", "bytes"]);
  return length === 0 ? "0 bytes" : `${hex}${shown < length ? "…" : ""} · ${size}`;
}

/** A nested value on one line, whole where it is short; a list that is longer tells its length instead. */
function preview(value: readonly Value[], type: DataType, length: number): string {
  if (type.kind === "struct") return previewStruct(value, type);
  const parts =
    type.kind === "map" ? value.map((entry) => previewEntry(entry, type.key, type.value)) : previewItems(value, type);
  const [open, close] = type.kind === "map" ? ["{", "}"] : ["[", "]"];
  const whole = `${open}${parts.join(", ")}${close}`;
  if (parts.length === length && whole.length <= PREVIEW_LIMIT) return whole;
  return `${open}${countOf(length, type.kind === "map" ? ["entry", "entries"] : ["item", "items"])}${close}`;
}

function previewStruct(value: readonly Value[], type: StructType): string {
  let line = "";
  for (const [i, field] of type.fields.entries()) {
    const part = `${field.name}: ${previewItem(value[i] ?? null, field.type)}`;
    if (i > 0 && line.length + part.length > PREVIEW_LIMIT) return `{${line}, …}`;
    line += i === 0 ? part : `, ${part}`;
  }
  return `{${line}}`;
}

function countOf(count: number, [one, many]: readonly [string, string]): string {
  return `${groupDigits(String(count))} ${count === 1 ? one : many}`;
}

function previewItems(value: readonly Value[], type: DataType): string[] {
  const element = type.kind === "array" ? type.element : type;
  return value.slice(0, 12).map((item) => previewItem(item, element));
}

function previewEntry(entry: Value, key: DataType, value: DataType): string {
  const [name = null, of = null]: readonly Value[] = Array.isArray(entry) ? entry : [entry];
  return `${previewItem(name, key)}: ${previewItem(of, value)}`;
}

function previewItem(value: Value, type: DataType): string {
  if (value !== null && isNested(value)) return type.kind === "struct" || type.kind === "map" ? "{…}" : "[…]";
  const text = formatValue(value, type);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function isTime(type: DataType): boolean {
  return type.kind === "primitive" && (type.name === "timestamp" || type.name === "timestamp_ntz");
}

function isInteger(type: DataType): boolean {
  return type.kind === "primitive" && ["long", "integer", "short", "byte"].includes(type.name);
}
