// Values out of Arrow data, exactly, by the table's type. The Arrow types are those that Parquet's own types give: the
// excerpt that is decoded carries no Arrow schema of the writer's, so there are no dictionaries, views or large offsets.

import { DataType as ArrowType, type Data, type Field } from "apache-arrow";
import { padToLength } from "#delta/char-length.ts";
import type { ArrayType, DataType, MapType, PrimitiveType, StructField, StructType } from "#delta/data-type.ts";
import { TableError } from "#delta/errors.ts";
import { typeText } from "#delta/schema.ts";
import type { Value } from "#delta/value.ts";
import {
  readDayTime,
  readDecimal,
  readDouble,
  readFloat,
  readInteger,
  readLong,
  readYearMonth,
} from "./arrow-numbers.ts";
import { readDate, readTimestamp, readTimestampNtz } from "./arrow-times.ts";
import { createFieldIndex, type FileField } from "./match-field.ts";
import {
  type ColumnContext,
  corruptColumn,
  isSet,
  orNull,
  typeMismatch,
  unsupportedColumn,
  type ValueReader,
} from "./value-reader.ts";
import { readVariant } from "./variant/read-variant.ts";

/**
 * Reads values of `type` out of `data`. Struct fields go by the column mapping; one that the file lacks is null.
 * Errors: Unsupported when the file's type can't be read as the table's; ProtocolViolation when a field that may not be
 * null is absent.
 */
export function createValueReader(context: ColumnContext, type: DataType, data: Data): ValueReader {
  if (ArrowType.isNull(data.type)) {
    return () => null;
  }
  return orNull(data, createPresentReader(context, type, data));
}

/** A value for a column or field that a file does not have: null. Errors: ProtocolViolation where it may not be null. */
export function createMissingReader(context: ColumnContext, field: StructField): ValueReader {
  if (!field.nullable) {
    const column = [...context.path, field.name].join(".");
    throw new TableError("ProtocolViolation", `Cannot read column "${column}": ${context.file} does not have it`, {
      rule: "A column that may not be null is in every data file",
      detail: `${column} in ${context.file}`,
    });
  }
  return () => null;
}

function createPresentReader(context: ColumnContext, type: DataType, data: Data): ValueReader {
  switch (type.kind) {
    case "primitive":
      return createPrimitiveReader(context, type, data);
    case "decimal":
      return readDecimal(context, type, data);
    case "struct":
      return createStructReader(context, type, data);
    case "array":
      return createArrayReader(context, type, data);
    case "map":
      return createMapReader(context, type, data);
    case "unknown":
      throw unsupportedColumn(context, `type ${typeText(type)}`);
  }
}

type PrimitiveReader = (context: ColumnContext, type: PrimitiveType, data: Data) => ValueReader;

const primitiveReaders: Readonly<Record<PrimitiveType["name"], PrimitiveReader>> = {
  boolean: readBoolean,
  byte: readInteger,
  short: readInteger,
  integer: readInteger,
  long: readLong,
  float: readFloat,
  double: readDouble,
  string: readString,
  binary: readBinary,
  date: readDate,
  timestamp: readTimestamp,
  timestamp_ntz: readTimestampNtz,
  variant: readVariant,
  "interval year to month": readYearMonth,
  "interval day to second": readDayTime,
  void: () => () => null,
};

function createPrimitiveReader(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  return primitiveReaders[type.name](context, type, data);
}

function readBoolean(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  if (!ArrowType.isBool(data.type)) {
    throw typeMismatch(context, type, data);
  }
  const bits = data.values as Uint8Array;
  return (index) => isSet(bits, data.offset + index);
}

function readString(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  // Old writers leave strings without the annotation that says so.
  if (!ArrowType.isUtf8(data.type) && !ArrowType.isBinary(data.type)) {
    throw typeMismatch(context, type, data);
  }
  const bytes = sliceBytes(data);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return (index) => {
    try {
      return padToLength(decoder.decode(bytes(index)), type.charLength);
    } catch {
      throw corruptColumn(context, "a string is not UTF-8");
    }
  };
}

function readBinary(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  if (ArrowType.isFixedSizeBinary(data.type)) {
    const width = data.type.byteWidth;
    const bytes = data.values as Uint8Array;
    return (index) => bytes.slice(index * width, (index + 1) * width);
  }
  if (!ArrowType.isUtf8(data.type) && !ArrowType.isBinary(data.type)) {
    throw typeMismatch(context, type, data);
  }
  const bytes = sliceBytes(data);
  // A copy, so that a value does not keep its block alive and can be transferred.
  return (index) => bytes(index).slice();
}

function sliceBytes(data: Data): (index: number) => Uint8Array {
  const offsets = data.valueOffsets as Int32Array;
  const bytes = data.values as Uint8Array;
  return (index) => bytes.subarray(offsets[index], offsets[index + 1]);
}

function createStructReader(context: ColumnContext, type: StructType, data: Data): ValueReader {
  if (!ArrowType.isStruct(data.type)) {
    throw typeMismatch(context, type, data);
  }
  const findField = createFieldIndex(data.type.children.map(toFileField), context.mapping ?? "none");
  const leaves = firstLeaves(context.leaf, data.children);
  const readers = type.fields.map((field) => {
    const index = findField(field);
    if (index === "ambiguous") {
      throw unsupportedColumn(context, `several fields that match "${field.name}"`);
    }
    const child = index === undefined ? undefined : data.children[index];
    if (index === undefined || child === undefined) {
      return createMissingReader(context, field);
    }
    return createValueReader(below(context, field.name, leaves[index] ?? 0), field.type, child);
  });
  return (index) => readers.map((read) => read(index));
}

/** The decoder hands Parquet's ids on. */
function toFileField({ name, metadata }: Field): FileField {
  const id = metadata.get("PARQUET:field_id");
  return { name, fieldId: id === undefined ? undefined : Number(id) };
}

function createArrayReader(context: ColumnContext, type: ArrayType, data: Data): ValueReader {
  const [element] = data.children;
  if (!ArrowType.isList(data.type) || element === undefined) {
    throw typeMismatch(context, type, data);
  }
  const read = createValueReader(below(context, "element", context.leaf), type.element, element);
  return readRun(data.valueOffsets as Int32Array, read);
}

function createMapReader(context: ColumnContext, type: MapType, data: Data): ValueReader {
  const [entries] = data.children;
  const [keys, values] = entries?.children ?? [];
  if (!ArrowType.isMap(data.type) || keys === undefined || values === undefined) {
    throw typeMismatch(context, type, data);
  }
  const readKey = createValueReader(below(context, "key", context.leaf), type.key, keys);
  const valueLeaf = context.leaf + countLeaves(keys);
  const readValue = createValueReader(below(context, "value", valueLeaf), type.value, values);
  return readRun(data.valueOffsets as Int32Array, (index) => [readKey(index), readValue(index)]);
}

function readRun(offsets: Int32Array, read: ValueReader): ValueReader {
  return (index) => {
    const start = offsets[index] ?? 0;
    const values: Value[] = [];
    for (let position = start; position < (offsets[index + 1] ?? start); position += 1) {
      values.push(read(position));
    }
    return values;
  };
}

function below(context: ColumnContext, name: string, leaf: number): ColumnContext {
  return { ...context, path: [...context.path, name], leaf };
}

/** The first Parquet leaf of each child; Arrow and Parquet order their leaves alike. */
function firstLeaves(first: number, children: readonly Data[]): readonly number[] {
  let leaf = first;
  return children.map((child) => {
    const own = leaf;
    leaf += countLeaves(child);
    return own;
  });
}

function countLeaves(data: Data): number {
  return data.children.length === 0 ? 1 : data.children.reduce((sum, child) => sum + countLeaves(child), 0);
}
