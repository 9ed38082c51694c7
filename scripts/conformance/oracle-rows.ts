// The expected rows, read by native DuckDB: a Parquet reader that shares nothing with ours.

import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { DataType, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";

export interface Oracle {
  /** Rows in the schema's column order. */
  readRows(files: readonly string[], schema: StructType): Promise<readonly (readonly Value[])[]>;
  close(): void;
}

export async function createOracle(): Promise<Oracle> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  return {
    readRows: async (files, schema) => {
      if (files.length === 0) return [];
      const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(", ");
      const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet([${list}], union_by_name = false)`);
      const names = reader.columnNames();
      const places = schema.fields.map((field, index) => placeOf(names, field.name, index));
      return reader
        .getRows()
        .map((row) => schema.fields.map((field, index) => toValue(field.type, row[places[index] ?? -1] ?? null)));
    },
    close: () => connection.closeSync(),
  };
}

/** DuckDB renames columns that differ by case alone, so an equal place is as good as an equal name. */
function placeOf(names: readonly string[], name: string, index: number): number {
  const exact = names.indexOf(name);
  if (exact >= 0) return exact;
  if (names[index]?.toLowerCase().startsWith(name.toLowerCase())) return index;
  throw new Error(`Expected rows have no column "${name}": they have ${names.join(", ")}`);
}

function toValue(type: DataType, value: DuckDBValue): Value {
  if (value === null) return null;
  if (type.kind === "struct" && value instanceof DuckDBStructValue) {
    const entries = new Map(Object.entries(value.entries));
    const places = Object.values(value.entries);
    return type.fields.map((field, index) => toValue(field.type, entries.get(field.name) ?? places[index] ?? null));
  }
  if (type.kind === "array" && value instanceof DuckDBListValue) {
    return value.items.map((item) => toValue(type.element, item));
  }
  if (type.kind === "map" && value instanceof DuckDBMapValue) {
    return value.entries.map((entry) => [toValue(type.key, entry.key), toValue(type.value, entry.value)]);
  }
  return toScalar(type, value);
}

function toScalar(type: DataType, value: DuckDBValue): Value {
  if (value instanceof DuckDBDecimalValue) return decimalText(value.value, value.scale);
  if (value instanceof DuckDBDateValue) return value.days;
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return value.micros;
  if (value instanceof DuckDBBlobValue) return isNamed(type, "string") ? utf8(value.bytes) : value.bytes;
  return toPlain(type, value);
}

function toPlain(type: DataType, value: DuckDBValue): Value {
  switch (typeof value) {
    case "number":
      return isNamed(type, "long") ? BigInt(value) : value;
    case "bigint":
    case "string":
    case "boolean":
      return value;
    default:
      throw new TypeError(`Unexpected value of DuckDB for ${JSON.stringify(type)}: ${String(value)}`);
  }
}

function isNamed(type: DataType, name: string): boolean {
  return type.kind === "primitive" && type.name === name;
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const sign = unscaled < 0n ? "-" : "";
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(digits.length - scale)}`;
}
