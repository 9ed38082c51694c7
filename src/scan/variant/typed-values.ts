// Values that shredding stores as typed columns (Parquet, VariantShredding.md "Shredded Value Types"), as JSON text.

import { DataType as ArrowType, type Data, DateUnit, Precision, TimeUnit } from "apache-arrow";
import { isSet } from "#scan/value-reader.ts";
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
import { utf8 } from "./variant-bytes.ts";

/** The JSON text at an index that is not null. */
export type ScalarReader = (index: number) => string;

const NANOS_PER_SECOND = 1_000_000_000n;
const UUID_BYTES = 16;

/** Undefined for a type that a variant can't be shredded into. */
export function createScalarReader(data: Data): ScalarReader | undefined {
  const { type } = data;
  if (ArrowType.isBool(type)) {
    const bits = data.values as Uint8Array;
    return (index) => String(isSet(bits, data.offset + index));
  }
  return numberReader(data) ?? timeReader(data) ?? bytesReader(data);
}

function numberReader(data: Data): ScalarReader | undefined {
  const { type } = data;
  if (ArrowType.isInt(type) && type.isSigned) {
    const values = data.values as ArrayLike<number | bigint>;
    return (index) => String(values[index] ?? 0);
  }
  if (ArrowType.isFloat(type) && type.precision !== Precision.HALF) {
    const values = data.values as Float64Array;
    const write = type.precision === Precision.SINGLE ? jsonFloat : jsonDouble;
    return (index) => write(values[index] ?? 0);
  }
  if (ArrowType.isDecimal(type) && type.bitWidth === 128) {
    const words = data.values as Uint32Array;
    const halves = new DataView(words.buffer, words.byteOffset, words.byteLength);
    const { scale } = type;
    return (index) =>
      jsonDecimal((halves.getBigInt64(index * 16 + 8, true) << 64n) | halves.getBigUint64(index * 16, true), scale);
  }
  return undefined;
}

function timeReader(data: Data): ScalarReader | undefined {
  const { type } = data;
  if (ArrowType.isDate(type) && type.unit === DateUnit.DAY) {
    const values = data.values as Int32Array;
    return (index) => jsonDate(BigInt(values[index] ?? 0));
  }
  const values = data.values as BigInt64Array;
  if (ArrowType.isTimestamp(type)) {
    const zone = type.timezone ? "+00:00" : "";
    const write = timestampWriter(type.unit);
    return write && ((index) => write(values[index] ?? 0n, zone));
  }
  return ArrowType.isTime(type) && type.unit === TimeUnit.MICROSECOND
    ? (index) => jsonTime(values[index] ?? 0n)
    : undefined;
}

function timestampWriter(unit: TimeUnit): ((units: bigint, zone: "+00:00" | "") => string) | undefined {
  switch (unit) {
    case TimeUnit.MICROSECOND:
      return jsonTimestamp;
    case TimeUnit.NANOSECOND:
      return (nanos, zone) => jsonTimestamp(nanos, zone, NANOS_PER_SECOND);
    default:
      return undefined;
  }
}

function bytesReader(data: Data): ScalarReader | undefined {
  const { type } = data;
  const bytes = data.values as Uint8Array;
  if (ArrowType.isFixedSizeBinary(type) && type.byteWidth === UUID_BYTES) {
    return (index) => jsonUuid(bytes.subarray(index * UUID_BYTES, (index + 1) * UUID_BYTES));
  }
  const at = createBytesReader(data);
  if (at === undefined) {
    return undefined;
  }
  return ArrowType.isUtf8(type) ? (index) => jsonString(utf8(at(index))) : (index) => jsonBinary(at(index));
}

/** The bytes at an index of strings or binary values; undefined for other data. */
export function createBytesReader(data: Data): ((index: number) => Uint8Array) | undefined {
  if (!ArrowType.isUtf8(data.type) && !ArrowType.isBinary(data.type)) {
    return undefined;
  }
  const offsets = data.valueOffsets as Int32Array;
  const bytes = data.values as Uint8Array;
  return (index) => bytes.subarray(offsets[index], offsets[index + 1]);
}
