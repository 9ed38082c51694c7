import type { PrimitiveName, StructField } from "./data-type.ts";

/** A nullable field without metadata: a column that is not of the table's schema. */
export function plainField(name: string, type: PrimitiveName): StructField {
  return { name, type: { kind: "primitive", name: type }, nullable: true, metadata: new Map() };
}
