// Variants (PROTOCOL.md "Variant Data Type") as JSON text: the group's columns are found by name, since writers differ in
// their order, and a value may be shredded into typed columns (Parquet, VariantShredding.md), wholly or in part.

import { DataType as ArrowType, type Data } from "apache-arrow";
import type { PrimitiveType } from "#delta/data-type.ts";
import {
  type ColumnContext,
  corruptColumn,
  isSet,
  typeMismatch,
  unsupportedColumn,
  type ValueReader,
} from "#scan/value-reader.ts";
import { createBytesReader, createScalarReader } from "./typed-values.ts";
import { createKeyReader, type KeyReader } from "./variant-bytes.ts";
import { objectJson, variantFields, variantJson } from "./variant-json.ts";

/** Errors: Unsupported for a group that is no variant; its reader throws CorruptParquet for a value that is none. */
export function readVariant(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  const metadata = findChild(data, "metadata");
  const metadataAt = metadata && createBytesReader(metadata);
  if (metadata === undefined || metadataAt === undefined || !hasParts(data)) {
    throw typeMismatch(context, type, data);
  }
  const readPart = createPartReader(context, data);
  return (index) => {
    try {
      // Where both parts are missing, the value is the variant's own null.
      return readPart(createKeyReader(metadataAt(index)), index) ?? "null";
    } catch (cause) {
      throw cause instanceof RangeError ? corruptColumn(context, cause.message) : cause;
    }
  };
}

/** The JSON text of a part at an index; undefined where it is missing. */
type PartReader = (keys: KeyReader, index: number) => string | undefined;
/** The same of the typed column, given what the value column holds besides it. */
type TypedReader = (keys: KeyReader, index: number, rest: Uint8Array | undefined) => string;

function hasParts(group: Data): boolean {
  return findChild(group, "value") !== undefined || findChild(group, "typed_value") !== undefined;
}

function findChild(group: Data, name: string): Data | undefined {
  const index = ArrowType.isStruct(group.type) ? group.type.children.findIndex((field) => field.name === name) : -1;
  return group.children[index];
}

function createPartReader(context: ColumnContext, group: Data): PartReader {
  const value = findChild(group, "value");
  const typed = findChild(group, "typed_value");
  const valueAt = value && createBytesReader(value);
  if ((value !== undefined && valueAt === undefined) || !hasParts(group)) {
    throw unsupportedColumn(context, `a variant's part stored as Parquet ${group.type}`);
  }
  const readTyped = typed && createTypedReader(context, typed);
  return (keys, index) => {
    if (!isPresent(group, index)) {
      return undefined;
    }
    const rest = value && valueAt && isPresent(value, index) ? valueAt(index) : undefined;
    if (typed !== undefined && readTyped !== undefined && isPresent(typed, index)) {
      return readTyped(keys, index, rest);
    }
    return rest && variantJson(keys, rest);
  };
}

function createTypedReader(context: ColumnContext, typed: Data): TypedReader {
  if (ArrowType.isStruct(typed.type)) {
    return createObjectReader(context, typed);
  }
  const read = ArrowType.isList(typed.type) ? createArrayReader(context, typed) : createScalarReader(typed);
  if (read === undefined) {
    throw unsupportedColumn(context, `a variant shredded into Parquet ${typed.type}`);
  }
  return (keys, index, rest) => {
    if (rest !== undefined) {
      throw new RangeError("a variant that is no object is stored twice");
    }
    return read(index, keys);
  };
}

function createArrayReader(context: ColumnContext, typed: Data): (index: number, keys: KeyReader) => string {
  const [element] = typed.children;
  if (element === undefined) {
    throw unsupportedColumn(context, `a variant shredded into Parquet ${typed.type}`);
  }
  const readItem = createPartReader(context, element);
  const offsets = typed.valueOffsets as Int32Array;
  return (index, keys) => {
    const items: string[] = [];
    for (let item = offsets[index] ?? 0; item < (offsets[index + 1] ?? 0); item += 1) {
      items.push(readItem(keys, item) ?? "null");
    }
    return `[${items.join(",")}]`;
  };
}

/** The typed fields that are there, and those of the value column, in the order of their names. */
function createObjectReader(context: ColumnContext, typed: Data): TypedReader {
  const names: readonly string[] = ArrowType.isStruct(typed.type) ? typed.type.children.map(({ name }) => name) : [];
  const readers = typed.children.map((child) => createPartReader(context, child));
  return (keys, index, rest) => {
    const others = rest === undefined ? [] : variantFields(keys, rest);
    if (others === undefined) {
      throw new RangeError("a variant's shredded object has a rest that is no object");
    }
    const fields = new Map(others);
    for (const [at, read] of readers.entries()) {
      const text = read(keys, index);
      if (text !== undefined) {
        fields.set(names[at] ?? "", text);
      }
    }
    return objectJson([...fields].sort(([left], [right]) => (left < right ? -1 : 1)));
  };
}

function isPresent(data: Data, index: number): boolean {
  const bitmap = data.nullBitmap;
  return data.nullCount === 0 || bitmap === null || bitmap === undefined || isSet(bitmap, data.offset + index);
}
