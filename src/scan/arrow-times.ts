// Dates and timestamps of Arrow data: days, and microseconds whatever unit the file has.

import { DataType as ArrowType, type Data, DateUnit, TimeUnit } from "apache-arrow";
import type { PrimitiveType } from "#delta/data-type.ts";
import { type ColumnContext, corruptColumn, typeMismatch, type ValueReader } from "./value-reader.ts";

const NANOS_PER_MICRO = 1000n;
const MICROS_PER_DAY = 86400000000n;
const microsPerUnit: ReadonlyMap<TimeUnit, bigint> = new Map([
  [TimeUnit.SECOND, 1000000n],
  [TimeUnit.MILLISECOND, 1000n],
  [TimeUnit.MICROSECOND, 1n],
]);

export function readDate(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  // Old writers leave dates without the annotation that says so.
  if (!isDays(data) && !isInt32(data)) {
    throw typeMismatch(context, type, data);
  }
  const values = data.values as Int32Array;
  const rebase = context.findRebase(context.leaf);
  return rebase === undefined ? (index) => values[index] ?? 0 : (index) => rebase.days(values[index] ?? 0);
}

export function readTimestamp(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  const read = readMicros(context, type, data);
  const rebase = context.findRebase(context.leaf);
  return rebase === undefined ? read : (index) => rebase.micros(read(index));
}

/** The wall clock, never rebased, whether or not the file calls it UTC. A date is its midnight (Type Widening). */
export function readTimestampNtz(context: ColumnContext, type: PrimitiveType, data: Data): ValueReader {
  if (isDays(data)) {
    const days = data.values as Int32Array;
    return (index) => BigInt(days[index] ?? 0) * MICROS_PER_DAY;
  }
  return readMicros(context, type, data);
}

function isDays(data: Data): boolean {
  return ArrowType.isDate(data.type) && data.type.unit === DateUnit.DAY;
}

function isInt32(data: Data): boolean {
  return ArrowType.isInt(data.type) && data.type.bitWidth === 32 && data.type.isSigned;
}

function readMicros(context: ColumnContext, type: PrimitiveType, data: Data): (index: number) => bigint {
  if (!ArrowType.isTimestamp(data.type)) {
    throw typeMismatch(context, type, data);
  }
  const values = data.values as BigInt64Array;
  const factor = microsPerUnit.get(data.type.unit);
  if (factor !== undefined) {
    return (index) => (values[index] ?? 0n) * factor;
  }
  return (index) => {
    const nanos = values[index] ?? 0n;
    if (nanos % NANOS_PER_MICRO !== 0n) {
      throw corruptColumn(context, `${nanos} ns since 1970 is no whole number of microseconds`);
    }
    return nanos / NANOS_PER_MICRO;
  };
}
