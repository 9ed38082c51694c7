// How the files of one version are read into the columns of a range: each column by the version's own field, converted.

import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import type { StructField, StructType } from "#delta/data-type.ts";
import { type ConvertValue, valueConverter } from "./convert-value.ts";
import { findUnionField, type UnionType } from "./union-schema.ts";

export interface VersionView {
  readonly columnMapping: ColumnMappingMode;
  /** Names in the version's schema. */
  readonly partitionColumns: readonly string[];
  /** One for each column of the feed; undefined where the version does not have it, so that it is null. */
  readonly columns: readonly (ViewColumn | undefined)[];
}

export interface ViewColumn {
  readonly field: StructField;
  /** Undefined where values stay as they are. */
  readonly convert: ConvertValue | undefined;
}

export function viewOf(
  version: Pick<VersionView, "columnMapping" | "partitionColumns"> & { readonly schema: StructType },
  union: Extract<UnionType, { kind: "struct" }>,
): VersionView {
  const { schema, columnMapping, partitionColumns } = version;
  const targets = schema.fields.map((field) => findUnionField(union, field, columnMapping));
  const columns = union.fields.map((target) => {
    const field = schema.fields[targets.indexOf(target)];
    return field && { field, convert: valueConverter(field.type, target.type, columnMapping) };
  });
  return { columnMapping, partitionColumns, columns };
}
