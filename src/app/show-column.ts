import type { StructType } from "#delta/data-type.ts";

/** The visible columns with one of them first: where it is in sight, whatever the width of the others. */
export function showColumn(
  schema: StructType,
  columns: readonly string[] | undefined,
  name: string,
): readonly string[] {
  const shown = columns ?? schema.fields.map((field) => field.name);
  return [name, ...shown.filter((other) => other !== name)];
}
