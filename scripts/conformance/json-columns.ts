// Columns that a corpus stores as JSON text, since Parquet has no variant that every reader knows: their values as the
// text that Spark's to_json gives.

import type { DataType, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";

/** The schema with a string at each of `paths` (`a`, `s.v`). */
export function withJsonColumns(schema: StructType, paths: readonly string[]): StructType {
  const fields = schema.fields.map((field) => {
    const below = pathsBelow(paths, field.name);
    if (paths.includes(field.name)) return { ...field, type: { kind: "primitive", name: "string" } as const };
    return field.type.kind === "struct" ? { ...field, type: withJsonColumns(field.type, below) } : field;
  });
  return { ...schema, fields };
}

/** A row of `schema` as one of `withJsonColumns`. */
export function toJsonColumns(schema: StructType, row: readonly Value[], paths: readonly string[]): readonly Value[] {
  return schema.fields.map(({ name, type }, index) => {
    const value = row[index] ?? null;
    if (value === null) return null;
    if (paths.includes(name)) return toJson(type, value);
    const below = pathsBelow(paths, name);
    return type.kind === "struct" && below.length > 0 ? toJsonColumns(type, value as readonly Value[], below) : value;
  });
}

function pathsBelow(paths: readonly string[], name: string): readonly string[] {
  return paths.flatMap((path) => (path.startsWith(`${name}.`) ? [path.slice(name.length + 1)] : []));
}

/** Fields of structs that are null are left out, as Spark does. */
function toJson(type: DataType, value: Value): string {
  if (value === null) return "null";
  const parts = value as readonly Value[];
  switch (type.kind) {
    case "struct": {
      const present = type.fields.flatMap((field, index) => {
        const part = parts[index] ?? null;
        return part === null ? [] : [`${JSON.stringify(field.name)}:${toJson(field.type, part)}`];
      });
      return `{${present.join(",")}}`;
    }
    case "array":
      return `[${parts.map((part) => toJson(type.element, part)).join(",")}]`;
    case "map":
      return `{${parts.map((pair) => mapEntry(type.value, pair as readonly Value[])).join(",")}}`;
    default:
      return String(value);
  }
}

function mapEntry(type: DataType, [key = null, value = null]: readonly Value[]): string {
  return `${JSON.stringify(String(key))}:${toJson(type, value)}`;
}
