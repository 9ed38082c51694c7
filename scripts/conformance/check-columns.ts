// A schema as Spark shows it against ours: names, types and nullability. What Spark hides of the metadata is not compared.

import type { DataType, StructType } from "#delta/data-type.ts";
import { parseSchema, typeText } from "#delta/schema.ts";

/** The difference in words, or undefined. `expected` is a schema as JSON. */
export function checkColumns(schema: StructType, expected: string): string | undefined {
  const ours = print(schema);
  const wanted = print(parseSchema(expected));
  return ours === wanted ? undefined : `columns differ: ${ours} where the reference has ${wanted}`;
}

function print(type: DataType): string {
  switch (type.kind) {
    case "struct":
      return `{${type.fields.map((field) => `${JSON.stringify(field.name)}${mark(field.nullable)}: ${print(field.type)}`).join(", ")}}`;
    case "array":
      return `[${print(type.element)}${mark(type.containsNull)}]`;
    case "map":
      return `<${print(type.key)}: ${print(type.value)}${mark(type.valueContainsNull)}>`;
    default:
      return typeText(type);
  }
}

function mark(nullable: boolean): string {
  return nullable ? "?" : "";
}
