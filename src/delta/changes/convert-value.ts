// Values of a version's type as values of the union's: widened as PROTOCOL.md "Type Widening" has it, structs in the
// union's order of fields, with null for what the version does not have.

import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import type { DataType, MapType, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import { findUnionField, type UnionType } from "./union-schema.ts";

export type ConvertValue = (value: Value) => Value;

const MICROS_PER_DAY = 86_400_000_000n;

/** Undefined where values stay as they are. */
export function valueConverter(from: DataType, to: UnionType, mode: ColumnMappingMode): ConvertValue | undefined {
  if (from.kind === "struct" && to.kind === "struct") return structConverter(from, to, mode);
  if (from.kind === "array" && to.kind === "array") {
    const element = valueConverter(from.element, to.element, mode);
    return element && ((value) => (isList(value) ? value.map(element) : value));
  }
  if (from.kind === "map" && to.kind === "map") return mapConverter(from, to, mode);
  return to.kind === "leaf" ? leafConverter(from, to.type) : undefined;
}

function mapConverter(
  from: MapType,
  to: Extract<UnionType, { kind: "map" }>,
  mode: ColumnMappingMode,
): ConvertValue | undefined {
  const key = valueConverter(from.key, to.key, mode) ?? keep;
  const of = valueConverter(from.value, to.value, mode) ?? keep;
  if (key === keep && of === keep) return undefined;
  return (value) => (isList(value) ? value.map((entry) => convertEntry(entry, key, of)) : value);
}

function structConverter(
  from: StructType,
  to: Extract<UnionType, { kind: "struct" }>,
  mode: ColumnMappingMode,
): ConvertValue | undefined {
  const targets = from.fields.map((field) => findUnionField(to, field, mode));
  const sources = to.fields.map((field) => {
    const at = targets.indexOf(field);
    const type = from.fields[at]?.type;
    return { at, convert: type === undefined ? undefined : valueConverter(type, field.type, mode) };
  });
  const isKept = sources.length === from.fields.length && sources.every(isInPlace);
  if (isKept) return undefined;
  return (value) =>
    isList(value) ? sources.map(({ at, convert = keep }) => (at < 0 ? null : convert(value[at] ?? null))) : value;
}

function isInPlace(
  source: { readonly at: number; readonly convert: ConvertValue | undefined },
  index: number,
): boolean {
  return source.at === index && source.convert === undefined;
}

function leafConverter(from: DataType, to: DataType): ConvertValue | undefined {
  if (to.kind === "decimal") return decimalConverter(from, to.scale);
  if (from.kind !== "primitive" || to.kind !== "primitive" || from.name === to.name) return undefined;
  if (to.name === "long") return (value) => (typeof value === "number" ? BigInt(value) : value);
  if (from.name === "date") return (value) => (typeof value === "number" ? BigInt(value) * MICROS_PER_DAY : value);
  // The narrower numbers are numbers as the wider ones are.
  return undefined;
}

/** Decimals have exactly as many digits after the point as their scale says; an integer has none. */
function decimalConverter(from: DataType, scale: number): ConvertValue | undefined {
  const digits = from.kind === "decimal" ? from.scale : 0;
  if (from.kind === "decimal" && digits === scale) return undefined;
  const more = (digits === 0 && scale > 0 ? "." : "") + "0".repeat(scale - digits);
  return (value) => (value === null ? null : String(value) + more);
}

function convertEntry(entry: Value, key: ConvertValue, of: ConvertValue): Value {
  return isList(entry) ? [key(entry[0] ?? null), of(entry[1] ?? null)] : entry;
}

function keep(value: Value): Value {
  return value;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
