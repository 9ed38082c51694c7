// Columns that a condition names, found in the schema.

import { storedName } from "#delta/column-mapping.ts";
import type { DataType, StructField, StructType } from "#delta/data-type.ts";
import type { SnapshotHeader } from "#delta/snapshot.ts";
import type { ColumnPath } from "./predicate.ts";

export type SkippingTable = Pick<SnapshotHeader, "schema" | "partitionColumns" | "columnMapping">;

export interface FoundColumn {
  /** From the top level down; `field` is the last. */
  readonly fields: readonly StructField[];
  readonly field: StructField;
  /** The names in statistics and partition values. */
  readonly stored: readonly string[];
  readonly isPartition: boolean;
}

export type FindColumn = (path: ColumnPath) => FoundColumn | undefined;

/** Names as written come first, then those that differ in case alone, where that is one column. */
export function createColumnFinder(table: SkippingTable): FindColumn {
  const partitionColumns = new Set(table.partitionColumns.map((name) => name.toLowerCase()));
  const found = new Map<string, FoundColumn | undefined>();
  return (path) => {
    const key = JSON.stringify(path);
    if (!found.has(key)) found.set(key, resolve(table, path, partitionColumns));
    return found.get(key);
  };
}

function resolve(
  { schema, columnMapping }: SkippingTable,
  path: ColumnPath,
  partitionColumns: ReadonlySet<string>,
): FoundColumn | undefined {
  const fields: StructField[] = [];
  let type: DataType = schema;
  for (const name of path) {
    const field: StructField | undefined = type.kind === "struct" ? findByName(type, name) : undefined;
    if (field === undefined) return undefined;
    fields.push(field);
    type = field.type;
  }
  const field = fields.at(-1);
  if (field === undefined) return undefined;
  const isPartition = path.length === 1 && partitionColumns.has(field.name.toLowerCase());
  return { fields, field, stored: fields.map((each) => storedName(each, columnMapping)), isPartition };
}

function findByName({ fields }: StructType, name: string): StructField | undefined {
  const exact = fields.find((field) => field.name === name);
  if (exact !== undefined) return exact;
  const [only, more] = fields.filter((field) => field.name.toLowerCase() === name.toLowerCase());
  return more === undefined ? only : undefined;
}
