// The bytes of a bound in a Parquet footer (plain encoding, of the physical type) as a value of the table's type. Only
// the pairs of types that rows are read by are known; integers without a sign are not: writers confuse their order.

import type { SchemaElement } from "hyparquet";
import { viewOf } from "#delta/byte-view.ts";
import type { DataType, PrimitiveName } from "#delta/data-type.ts";
import { type Comparable, scaledDecimal } from "#delta/skipping/comparable.ts";

/** Undefined for bytes that are no value. */
export type BoundReader = (bytes: Uint8Array, side: "min" | "max") => Comparable | undefined;

/** Undefined where no bound of the column can be relied on. */
export function createBoundReader(type: DataType, element: SchemaElement): BoundReader | undefined {
  if (type.kind === "decimal") {
    return decimalReader(element);
  }
  return type.kind === "primitive" ? PRIMITIVES.get(type.name)?.(element) : undefined;
}

type CreateReader = (element: SchemaElement) => BoundReader | undefined;

const PRIMITIVES: ReadonlyMap<PrimitiveName, CreateReader> = new Map<PrimitiveName, CreateReader>([
  ["boolean", (element) => (element.type === "BOOLEAN" ? readBoolean : undefined)],
  ["byte", integerReader],
  ["short", integerReader],
  ["integer", integerReader],
  ["long", integerReader],
  ["float", (element) => (element.type === "FLOAT" ? readSingle : undefined)],
  ["double", doubleReader],
  ["string", textReader],
  ["date", (element) => (element.type === "INT32" && (isPlain(element) || isDate(element)) ? readInt : undefined)],
  ["timestamp", timestampReader],
  ["timestamp_ntz", (element) => (isDate(element) ? (bytes) => scale(readInt(bytes), DAY) : timestampReader(element))],
]);

const DAY = 86_400_000_000n;

function isPlain({ logical_type, converted_type }: SchemaElement): boolean {
  return logical_type === undefined && converted_type === undefined;
}

function isDate({ type, logical_type, converted_type }: SchemaElement): boolean {
  return (
    type === "INT32" && (logical_type?.type === "DATE" || (logical_type === undefined && converted_type === "DATE"))
  );
}

function isSignedInteger(element: SchemaElement): boolean {
  const { type, logical_type, converted_type } = element;
  if (type !== "INT32" && type !== "INT64") {
    return false;
  }
  if (logical_type !== undefined) {
    return logical_type.type === "INTEGER" && logical_type.isSigned;
  }
  return converted_type === undefined || /^INT_(?:8|16|32|64)$/.test(converted_type);
}

function integerReader(element: SchemaElement): BoundReader | undefined {
  return isSignedInteger(element) ? readInt : undefined;
}

/** Also of a float or an integer that was widened. */
function doubleReader(element: SchemaElement): BoundReader | undefined {
  if (element.type === "INT32" && isSignedInteger(element)) {
    return (bytes) => {
      const value = readInt(bytes);
      return value === undefined ? undefined : Number(value);
    };
  }
  return element.type === "DOUBLE" ? readDouble : element.type === "FLOAT" ? readSingle : undefined;
}

const TEXT_TYPES: ReadonlySet<string | undefined> = new Set([undefined, "STRING", "ENUM", "JSON"]);
const TEXT_CONVERTED: ReadonlySet<string | undefined> = new Set([undefined, "UTF8", "ENUM", "JSON"]);

function textReader({ type, logical_type, converted_type }: SchemaElement): BoundReader | undefined {
  const isText = TEXT_TYPES.has(logical_type?.type) && TEXT_CONVERTED.has(converted_type);
  return type === "BYTE_ARRAY" && isText ? readText : undefined;
}

const MICROS: Readonly<Record<"MILLIS" | "MICROS", bigint>> = { MILLIS: 1000n, MICROS: 1n };
const NANOS_PER_MICRO = 1000n;

function timestampReader({ type, logical_type, converted_type }: SchemaElement): BoundReader | undefined {
  if (type !== "INT64") {
    return undefined;
  }
  const converted = /^TIMESTAMP_(MILLIS|MICROS)$/.exec(converted_type ?? "")?.[1] as keyof typeof MICROS | undefined;
  const unit =
    logical_type?.type === "TIMESTAMP" ? logical_type.unit : logical_type === undefined ? converted : undefined;
  if (unit === "NANOS") {
    return (bytes, side) => toMicros(readInt(bytes), side);
  }
  return unit === undefined ? undefined : (bytes) => scale(readInt(bytes), MICROS[unit]);
}

function toMicros(nanos: bigint | undefined, side: "min" | "max"): bigint | undefined {
  if (nanos === undefined) {
    return undefined;
  }
  const micros = nanos / NANOS_PER_MICRO;
  return side === "min" ? micros - 1n : micros + 1n;
}

/** Of a decimal of any of the four encodings, or an integer that was widened. */
function decimalReader(element: SchemaElement): BoundReader | undefined {
  const fileScale = decimalScale(element);
  const read =
    element.type === "BYTE_ARRAY" || element.type === "FIXED_LEN_BYTE_ARRAY" ? bytesReader(element) : readInt;
  if (fileScale === undefined) {
    return undefined;
  }
  return (bytes) => {
    const unscaled = read(bytes);
    return unscaled === undefined ? undefined : scaledDecimal(`${unscaled}e-${fileScale}`, "exact");
  };
}

function decimalScale(element: SchemaElement): number | undefined {
  if (element.logical_type?.type === "DECIMAL") {
    return element.logical_type.scale;
  }
  if (element.logical_type === undefined && element.converted_type === "DECIMAL") {
    return element.scale ?? 0;
  }
  return isSignedInteger(element) ? 0 : undefined;
}

const MOST_DECIMAL_BYTES = 16;

/** Big-endian two's complement; one of another length than the values' was cut. */
function bytesReader({ type, type_length }: SchemaElement): (bytes: Uint8Array) => bigint | undefined {
  return (bytes) => {
    const isWhole = type === "FIXED_LEN_BYTE_ARRAY" ? bytes.length === type_length : bytes.length > 0;
    if (!isWhole || bytes.length > MOST_DECIMAL_BYTES) {
      return undefined;
    }
    const unsigned = bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
    return BigInt.asIntN(bytes.length * 8, unsigned);
  };
}

function scale(value: bigint | undefined, factor: bigint): bigint | undefined {
  return value === undefined ? undefined : value * factor;
}

function readBoolean(bytes: Uint8Array): bigint | undefined {
  const [byte = 2] = bytes;
  return bytes.length === 1 && byte < 2 ? BigInt(byte) : undefined;
}

function readInt(bytes: Uint8Array): bigint | undefined {
  if (bytes.length === 4) {
    return BigInt(viewOf(bytes).getInt32(0, true));
  }
  return bytes.length === 8 ? viewOf(bytes).getBigInt64(0, true) : undefined;
}

/** NaN bounds nothing. */
function readSingle(bytes: Uint8Array): number | undefined {
  return bytes.length === 4 ? unlessNan(viewOf(bytes).getFloat32(0, true)) : undefined;
}

function readDouble(bytes: Uint8Array): number | undefined {
  return bytes.length === 8 ? unlessNan(viewOf(bytes).getFloat64(0, true)) : undefined;
}

function unlessNan(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** A bound that was cut within a character: what is left before it is no greater, but no smaller than that either. */
function readText(bytes: Uint8Array, side: "min" | "max"): string | undefined {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const [whole = text] = text.split("\uFFFD");
  return side === "min" ? whole : whole === text ? text : undefined;
}
