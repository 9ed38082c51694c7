// Numbers of Arrow data as the table's numeric type. A narrower type of the file is widened where that is exact, as
// Spark does; a value that the table's type can't hold is refused.

import { DataType as ArrowType, type Data, Precision } from "apache-arrow";
import type { DecimalType, PrimitiveType } from "#delta/data-type.ts";
import { dayTimeText, yearMonthText } from "#delta/interval-text.ts";
import { type ColumnContext, corruptColumn, typeMismatch, type ValueReader } from "./value-reader.ts";

const INTEGER_BITS: Readonly<Partial<Record<PrimitiveType["name"], number>>> = { byte: 8, short: 16, integer: 32 };
const MAX_LONG = 2n ** 63n - 1n;
/** Digits that a decimal must have before its point to hold any integer of so many bits. */
const DIGITS_OF_BITS: ReadonlyMap<number, number> = new Map([
  [8, 3],
  [16, 5],
  [32, 10],
  [64, 20],
]);

/** byte, short, integer. */
export function readInteger(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  const values = smallIntegers(data);
  if (values === undefined) {
    throw typeMismatch(context, type, data);
  }
  const bound = 2 ** ((INTEGER_BITS[type.name] ?? 32) - 1);
  return (index) => {
    const value = values[index] ?? 0;
    if (value < -bound || value >= bound) {
      throw corruptColumn(context, `${value} is out of the range of ${type.name}`);
    }
    return value;
  };
}

export function readLong(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  const small = smallIntegers(data);
  if (small !== undefined) {
    return (index) => BigInt(small[index] ?? 0);
  }
  const values = bigIntegers(data);
  if (values === undefined) {
    throw typeMismatch(context, type, data);
  }
  return (index) => {
    const value = values[index] ?? 0n;
    if (value > MAX_LONG) {
      throw corruptColumn(context, `${value} is out of the range of ${type.name}`);
    }
    return value;
  };
}

/** Months, as text. */
export function readYearMonth(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  const values = ArrowType.isInt(data.type) && data.type.isSigned ? smallIntegers(data) : undefined;
  if (values === undefined) {
    throw typeMismatch(context, type, data);
  }
  return (index) => yearMonthText(values[index] ?? 0);
}

/** Microseconds, as text. */
export function readDayTime(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  const values = ArrowType.isInt(data.type) && data.type.isSigned ? bigIntegers(data) : undefined;
  if (values === undefined) {
    throw typeMismatch(context, type, data);
  }
  return (index) => dayTimeText(values[index] ?? 0n);
}

export function readFloat(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  const values = floats(data, Precision.SINGLE);
  if (values === undefined) {
    throw typeMismatch(context, type, data);
  }
  return (index) => values[index] ?? 0;
}

export function readDouble(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  const values = floats(data, Precision.DOUBLE) ?? floats(data, Precision.SINGLE) ?? smallIntegers(data);
  if (values === undefined) {
    throw typeMismatch(context, type, data);
  }
  return (index) => values[index] ?? 0;
}

export function readDecimal(context: ColumnContext, type: DecimalType, data: Data): ValueReader {
  const unscaled = unscaledIntegers(type, data);
  if (unscaled === undefined) {
    throw typeMismatch(context, type, data);
  }
  const factor = 10n ** BigInt(type.scale - unscaled.scale);
  return (index) => formatDecimal(unscaled.read(index) * factor, type.scale);
}

/** Exactly `scale` digits after the point. */
function formatDecimal(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const sign = unscaled < 0n ? "-" : "";
  const point = digits.length - scale;
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

interface Unscaled {
  readonly scale: number;
  readonly read: (index: number) => bigint;
}

function unscaledIntegers(type: DecimalType, data: Data): Unscaled | undefined {
  if (ArrowType.isInt(data.type)) {
    const digits = DIGITS_OF_BITS.get(data.type.bitWidth) ?? Number.POSITIVE_INFINITY;
    const values = smallIntegers(data) ?? bigIntegers(data) ?? [];
    return holdsDigits(type, digits, 0) ? { scale: 0, read: (index) => BigInt(values[index] ?? 0) } : undefined;
  }
  if (!ArrowType.isDecimal(data.type) || data.type.bitWidth !== 128) {
    return undefined;
  }
  const { precision, scale } = data.type;
  return holdsDigits(type, precision - scale, scale)
    ? { scale, read: readInt128(data.values as Uint32Array) }
    : undefined;
}

function holdsDigits(type: DecimalType, before: number, after: number): boolean {
  return type.scale >= after && type.precision - type.scale >= before;
}

function readInt128(words: Uint32Array): (index: number) => bigint {
  const halves = new DataView(words.buffer, words.byteOffset, words.byteLength);
  return (index) => (halves.getBigInt64(index * 16 + 8, true) << 64n) | halves.getBigUint64(index * 16, true);
}

/** Integers of at most 32 bits, signed or not. */
function smallIntegers(data: Data): ArrayLike<number> | undefined {
  return ArrowType.isInt(data.type) && data.type.bitWidth <= 32 ? (data.values as Int32Array) : undefined;
}

function bigIntegers(data: Data): ArrayLike<bigint> | undefined {
  return ArrowType.isInt(data.type) && data.type.bitWidth === 64 ? (data.values as BigInt64Array) : undefined;
}

function floats(data: Data, precision: Precision): ArrayLike<number> | undefined {
  return ArrowType.isFloat(data.type) && data.type.precision === precision ? (data.values as Float64Array) : undefined;
}
