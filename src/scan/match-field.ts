// How a field of the schema is found among those that a file has, by the table's column mapping mode.

import { type ColumnMappingMode, fieldId, storedName } from "#delta/column-mapping.ts";
import type { StructField } from "#delta/data-type.ts";
import { createNameIndex } from "./match-name.ts";

export interface FileField {
  readonly name: string;
  /** Parquet's `field_id`. */
  readonly fieldId: number | undefined;
}

/**
 * The position of a field among the file's; undefined where the file lacks it, `"ambiguous"` where several match.
 * By id, a name is never asked for: that of a dropped column may be another's by now.
 */
export type FieldIndex = (wanted: StructField) => number | "ambiguous" | undefined;

export function createFieldIndex(fields: readonly FileField[], mode: ColumnMappingMode): FieldIndex {
  if (mode !== "id") {
    const findName = createNameIndex(fields.map(({ name }) => name));
    return (wanted) => findName(storedName(wanted, mode));
  }
  const byId = new Map<number, number | "ambiguous">();
  for (const [at, field] of fields.entries()) {
    if (field.fieldId !== undefined) {
      byId.set(field.fieldId, byId.has(field.fieldId) ? "ambiguous" : at);
    }
  }
  return (wanted) => byId.get(fieldId(wanted) ?? Number.NaN);
}
