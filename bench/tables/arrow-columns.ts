// Raw values to Arrow data, laid out by hand where builders would take minutes over millions of values.

import {
  Bool,
  type Data,
  DateDay,
  Decimal,
  Float64,
  Int32,
  Int64,
  makeData,
  TimestampMicrosecond,
  Utf8,
} from "apache-arrow";
import type { DeltaType, RawValue } from "./column-recipes.ts";

interface Validity {
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array | null;
}

export function toArrowData(type: DeltaType, values: readonly RawValue[]): Data {
  const base = { length: values.length, ...toValidity(values) };
  switch (type) {
    case "long":
      return makeData({ type: new Int64(), data: BigInt64Array.from(values, (value) => BigInt(value ?? 0)), ...base });
    case "timestamp":
      return makeData({
        type: new TimestampMicrosecond("UTC"),
        data: BigInt64Array.from(values, (value) => BigInt(value ?? 0)),
        ...base,
      });
    case "integer":
      return makeData({ type: new Int32(), data: Int32Array.from(values, (value) => Number(value ?? 0)), ...base });
    case "date":
      return makeData({ type: new DateDay(), data: Int32Array.from(values, (value) => Number(value ?? 0)), ...base });
    case "double":
      return makeData({ type: new Float64(), data: Float64Array.from(values, (value) => Number(value ?? 0)), ...base });
    case "boolean":
      return makeData({ type: new Bool(), data: toBitmap(values, (value) => value === true), ...base });
    case "string":
      return toUtf8Data(values);
    default:
      return makeData({ type: new Decimal(2, precisionOf(type), 128), data: toDecimals(values), ...base });
  }
}

/** Strings; undefined is null. */
export function toUtf8Data(values: readonly RawValue[]): Data<Utf8> {
  const offsets = new Int32Array(values.length + 1);
  let bytes = Buffer.allocUnsafe(1 << 20);
  let end = 0;
  values.forEach((value, index) => {
    const text = value === undefined ? "" : String(value);
    if (end + text.length * 3 > bytes.length) {
      const larger = Buffer.allocUnsafe((end + text.length * 3) * 2);
      bytes.copy(larger, 0, 0, end);
      bytes = larger;
    }
    end += bytes.write(text, end);
    offsets[index + 1] = end;
  });
  return makeData({
    type: new Utf8(),
    length: values.length,
    ...toValidity(values),
    valueOffsets: offsets,
    data: bytes.subarray(0, end),
  });
}

function toValidity(values: readonly unknown[]): Validity {
  const nullCount = values.reduce<number>((count, value) => (value === undefined ? count + 1 : count), 0);
  return { nullCount, nullBitmap: nullCount === 0 ? null : toBitmap(values, (value) => value !== undefined) };
}

function toBitmap<T>(values: readonly T[], isSet: (value: T) => boolean): Uint8Array {
  const bitmap = new Uint8Array((values.length + 7) >> 3);
  values.forEach((value, index) => {
    if (isSet(value)) bitmap[index >> 3] = (bitmap[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bitmap;
}

/** Little-endian 128-bit integers; the recipes' amounts are positive and below 2^32. */
function toDecimals(values: readonly RawValue[]): Uint32Array {
  const words = new Uint32Array(values.length * 4);
  values.forEach((value, index) => {
    words[index * 4] = Number(value ?? 0);
  });
  return words;
}

function precisionOf(type: string): number {
  return Number(/\((\d+),/.exec(type)?.[1]);
}
