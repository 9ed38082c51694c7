// A variant's binary value as JSON text.

import {
  jsonBinary,
  jsonDate,
  jsonDecimal,
  jsonDouble,
  jsonFloat,
  jsonString,
  jsonTime,
  jsonTimestamp,
  jsonUuid,
} from "./json-scalars.ts";
import { type KeyReader, readPart, slice, utf8 } from "./variant-bytes.ts";

/** A field's name and its value as JSON text. */
export type JsonField = readonly [name: string, text: string];

/** Errors: RangeError saying what is wrong with the bytes. */
export function variantJson(keys: KeyReader, value: Uint8Array): string {
  return toJson(value, { keys, left: value.length, depth: 0 });
}

/** The fields of an object in their order; undefined for a value that is none. Errors: RangeError. */
export function variantFields(keys: KeyReader, value: Uint8Array): readonly JsonField[] | undefined {
  const part = readPart(value);
  const walk = { keys, left: value.length, depth: 0 };
  return part.kind === "object" ? part.fields.map((field) => toField(field, walk)) : undefined;
}

export function objectJson(fields: readonly JsonField[]): string {
  return `{${fields.map(([name, text]) => `${jsonString(name)}:${text}`).join(",")}}`;
}

interface Walk {
  readonly keys: KeyReader;
  readonly depth: number;
  /** Values that may still come: each takes a byte, unless parts overlap to make much of little. */
  left: number;
}

/** Spark's limit for values that it makes is 1,000. */
const MAX_DEPTH = 1000;

function toJson(value: Uint8Array, walk: Walk): string {
  walk.left -= 1;
  if (walk.left < 0 || walk.depth > MAX_DEPTH) {
    throw new RangeError(
      walk.left < 0 ? "parts of a variant overlap" : `a variant is nested ${walk.depth} levels deep`,
    );
  }
  const part = readPart(value);
  switch (part.kind) {
    case "primitive":
      return primitiveJson(part.typeId, part.bytes);
    case "string":
      return jsonString(utf8(part.bytes));
    case "object":
      return objectJson(inside(walk, (below) => part.fields.map((field) => toField(field, below))));
    case "array":
      return `[${inside(walk, (below) => part.items.map((item) => toJson(item, below))).join(",")}]`;
  }
}

function inside<T>(walk: Walk, read: (below: Walk) => T): T {
  const below = { ...walk, depth: walk.depth + 1 };
  const result = read(below);
  walk.left = below.left;
  return result;
}

function toField({ key, value }: { readonly key: number; readonly value: Uint8Array }, walk: Walk): JsonField {
  return [walk.keys(key), toJson(value, walk)];
}

const NANOS_PER_SECOND = 1_000_000_000n;
const MAX_SCALE = 38;

/** By type id, VariantEncoding.md "Encoding types". */
const primitives: readonly ((bytes: DataView) => string)[] = [
  () => "null",
  () => "true",
  () => "false",
  (bytes) => String(bytes.getInt8(0)),
  (bytes) => String(bytes.getInt16(0, true)),
  (bytes) => String(bytes.getInt32(0, true)),
  (bytes) => String(bytes.getBigInt64(0, true)),
  (bytes) => jsonDouble(bytes.getFloat64(0, true)),
  (bytes) => decimalJson(bytes, BigInt(bytes.getInt32(1, true))),
  (bytes) => decimalJson(bytes, bytes.getBigInt64(1, true)),
  (bytes) => decimalJson(bytes, (bytes.getBigInt64(9, true) << 64n) | bytes.getBigUint64(1, true)),
  (bytes) => jsonDate(BigInt(bytes.getInt32(0, true))),
  (bytes) => jsonTimestamp(bytes.getBigInt64(0, true), "+00:00"),
  (bytes) => jsonTimestamp(bytes.getBigInt64(0, true), ""),
  (bytes) => jsonFloat(bytes.getFloat32(0, true)),
  (bytes) => jsonBinary(sized(bytes)),
  (bytes) => jsonString(utf8(sized(bytes))),
  (bytes) => jsonTime(bytes.getBigInt64(0, true)),
  (bytes) => jsonTimestamp(bytes.getBigInt64(0, true), "+00:00", NANOS_PER_SECOND),
  (bytes) => jsonTimestamp(bytes.getBigInt64(0, true), "", NANOS_PER_SECOND),
  (bytes) => jsonUuid(slice(asBytes(bytes), 0, 16)),
];

/** Reads beyond the bytes are RangeErrors of DataView. */
function primitiveJson(typeId: number, bytes: DataView): string {
  const write = primitives[typeId];
  if (write === undefined) {
    throw new RangeError(`a variant holds a value of the unknown type ${typeId}`);
  }
  return write(bytes);
}

function decimalJson(bytes: DataView, unscaled: bigint): string {
  const scale = bytes.getUint8(0);
  if (scale > MAX_SCALE) {
    throw new RangeError(`a variant holds a decimal of scale ${scale}`);
  }
  return jsonDecimal(unscaled, scale);
}

function sized(bytes: DataView): Uint8Array {
  return slice(asBytes(bytes), 4, 4 + bytes.getUint32(0, true));
}

function asBytes(bytes: DataView): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
