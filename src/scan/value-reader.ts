// What reading values out of Arrow data needs at every level: where the data comes from, and what is refused.

import type { Data } from "apache-arrow";
import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import type { DataType } from "#delta/data-type.ts";
import { TableError } from "#delta/errors.ts";
import type { Value } from "#delta/value.ts";
import type { Rebase } from "./legacy-calendar.ts";
import { corruptParquet } from "./parquet-engine.ts";

/** The value at an index of the data. Errors: CorruptParquet, Unsupported. */
export type ValueReader = (index: number) => Value;

export interface ColumnContext {
  /** The file's key, for messages. */
  readonly file: string;
  /** Names from the top-level column down, for messages. */
  readonly path: readonly string[];
  /** The first Parquet leaf below. */
  readonly leaf: number;
  /** How struct fields are found; by name unless told. */
  readonly mapping?: ColumnMappingMode;
  readonly findRebase: (leaf: number) => Rebase | undefined;
}

/** Null where the data is, else what `read` gives. */
export function orNull(data: Data, read: ValueReader): ValueReader {
  const bitmap = data.nullBitmap;
  if (data.nullCount === 0 || bitmap === null || bitmap === undefined) {
    return read;
  }
  return (index) => (isSet(bitmap, data.offset + index) ? read(index) : null);
}

export function isSet(bitmap: Uint8Array, bit: number): boolean {
  return (((bitmap[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
}

/** The file's type can't hold values of the table's type exactly. */
export function typeMismatch(context: ColumnContext, type: DataType, data: Data): TableError {
  return unsupportedColumn(context, `Parquet ${data.type} read as ${describeType(type)}`);
}

export function unsupportedColumn(context: ColumnContext, what: string): TableError {
  const message = `Cannot read column "${context.path.join(".")}" of ${context.file}: ${what}`;
  return new TableError("Unsupported", message, { what, detail: `${context.path.join(".")} in ${context.file}` });
}

export function corruptColumn(context: ColumnContext, reason: string): TableError {
  return corruptParquet(context.file, `column "${context.path.join(".")}", ${reason}`);
}

function describeType(type: DataType): string {
  switch (type.kind) {
    case "primitive":
      return type.name;
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "unknown":
      return type.text;
    default:
      return type.kind;
  }
}
