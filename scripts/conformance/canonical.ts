// One text per value, equal exactly when two values of a type are equal: what rows are compared by.

import type { DataType, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";

/** Rows as a sorted multiset of texts. */
export function canonicalRows(schema: StructType, rows: Iterable<readonly Value[]>): string[] {
  const texts: string[] = [];
  for (const row of rows) texts.push(canonicalText({ kind: "struct", fields: schema.fields }, row));
  return texts.sort();
}

export function canonicalText(type: DataType, value: Value): string {
  if (value === null) return "null";
  switch (type.kind) {
    case "struct":
      return `{${type.fields.map((field, index) => canonicalText(field.type, itemAt(value, index))).join(",")}}`;
    case "array":
      return `[${items(value)
        .map((item) => canonicalText(type.element, item))
        .join(",")}]`;
    case "map":
      // Spark keeps no order among a map's entries.
      return `<${items(value)
        .map((pair) => `${canonicalText(type.key, itemAt(pair, 0))}:${canonicalText(type.value, itemAt(pair, 1))}`)
        .sort()
        .join(",")}>`;
    default:
      return scalarText(value);
  }
}

function scalarText(value: Value): string {
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString("hex")}'`;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  return String(value);
}

function items(value: Value): readonly Value[] {
  if (!Array.isArray(value)) throw new TypeError(`Not a list: ${String(value)}`);
  return value as readonly Value[];
}

function itemAt(value: Value, index: number): Value {
  return items(value)[index] ?? null;
}
