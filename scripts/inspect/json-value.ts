// A value as JSON: 64-bit integers and decimals as strings, times as ISO 8601, bytes as hexadecimal.

import type { DataType, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import { toScalarText } from "#features/data/value-text.ts";

/** What `JSON.stringify` takes; objects have no prototype, so that any column's name is a name. */
export function toJsonValue(value: Value, type: DataType): unknown {
  if (value === null || typeof value === "boolean") return value;
  if (Array.isArray(value)) return toNested(value as readonly Value[], type);
  const isPlainNumber = typeof value === "number" && !(type.kind === "primitive" && type.name === "date");
  if (isPlainNumber && Number.isFinite(value) && !Object.is(value, -0)) return value;
  return toScalarText(value as Exclude<Value, null | readonly Value[]>, type);
}

export function toJsonRow(row: readonly Value[], schema: StructType): Record<string, unknown> {
  const object: Record<string, unknown> = Object.create(null);
  for (const [index, field] of schema.fields.entries())
    object[field.name] = toJsonValue(row[index] ?? null, field.type);
  return object;
}

function toNested(value: readonly Value[], type: DataType): unknown {
  if (type.kind === "struct") return toJsonRow(value, type);
  if (type.kind === "array") return value.map((item) => toJsonValue(item, type.element));
  if (type.kind !== "map") throw new TypeError(`A list can't be of the type ${JSON.stringify(type)}`);
  return value.map((entry) => {
    const [key = null, of = null] = entry as readonly Value[];
    return [toJsonValue(key, type.key), toJsonValue(of, type.value)];
  });
}
