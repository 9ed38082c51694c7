// Columns of chosen rows out of Arrow data, without an object per row: bytes are shared where the layout allows.

import { DataType as ArrowType, type Data } from "apache-arrow";
import type { Utf8Column } from "#delta/ports.ts";
import { isSet } from "./value-reader.ts";

/** An index of no row: its value is null. */
export const NO_ROW = -1;

/** Indexes of the rows that are not null. */
export function presentRows(data: Data): Int32Array {
  const rows = new Int32Array(data.length - data.nullCount);
  const bitmap = data.nullBitmap;
  let count = 0;
  for (let row = 0; count < rows.length; row += 1) {
    if (data.nullCount === 0 || bitmap === null || bitmap === undefined || isSet(bitmap, data.offset + row)) {
      rows[count] = row;
      count += 1;
    }
  }
  return rows;
}

/** Undefined for data that is not strings. */
export function gatherUtf8(data: Data, rows: Int32Array): Utf8Column | undefined {
  if (!ArrowType.isUtf8(data.type) && !ArrowType.isBinary(data.type)) {
    return undefined;
  }
  const offsets = data.valueOffsets as Int32Array;
  const bytes = data.values as Uint8Array;
  const shared = shareBytes(offsets, rows);
  const column = shared === undefined ? copyBytes(bytes, offsets, rows) : { bytes, offsets: shared };
  return { ...column, valid: validity(data, rows) };
}

/** New offsets into the same bytes; undefined where bytes of other rows lie between those of the chosen ones. */
function shareBytes(offsets: Int32Array, rows: Int32Array): Int32Array | undefined {
  const shared = new Int32Array(rows.length + 1);
  let end = offsets[rows.find((row) => row !== NO_ROW) ?? 0] ?? 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? NO_ROW;
    shared[index] = end;
    if (row !== NO_ROW) {
      if (offsets[row] !== end) {
        return undefined;
      }
      end = offsets[row + 1] ?? end;
    }
  }
  shared[rows.length] = end;
  return shared;
}

function copyBytes(bytes: Uint8Array, offsets: Int32Array, rows: Int32Array) {
  const copiedOffsets = new Int32Array(rows.length + 1);
  let length = 0;
  for (let index = 0; index < rows.length; index += 1) {
    length += lengthAt(offsets, rows[index] ?? NO_ROW);
    copiedOffsets[index + 1] = length;
  }
  const copied = new Uint8Array(length);
  for (let index = 0; index < rows.length; index += 1) {
    const source = offsets[rows[index] ?? NO_ROW] ?? 0;
    const start = copiedOffsets[index] ?? 0;
    const end = copiedOffsets[index + 1] ?? 0;
    // Values are short: a loop is faster than a view and a set.
    for (let target = start; target < end; target += 1) {
      copied[target] = bytes[source + target - start] ?? 0;
    }
  }
  return { bytes: copied, offsets: copiedOffsets };
}

function lengthAt(offsets: Int32Array, row: number): number {
  return row === NO_ROW ? 0 : (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
}

function validity(data: Data, rows: Int32Array): Uint8Array | undefined {
  const bitmap = data.nullCount === 0 ? undefined : (data.nullBitmap ?? undefined);
  if (bitmap === undefined && !rows.includes(NO_ROW)) {
    return undefined;
  }
  const valid = new Uint8Array(rows.length);
  let present = 0;
  rows.forEach((row, index) => {
    if (row !== NO_ROW && (bitmap === undefined || isSet(bitmap, data.offset + row))) {
      valid[index] = 1;
      present += 1;
    }
  });
  return present === rows.length ? undefined : valid;
}

/** Integers as doubles, NaN for null; undefined for data that is not integers. */
export function gatherNumbers(data: Data, rows: Int32Array): Float64Array | undefined {
  if (!ArrowType.isInt(data.type)) {
    return undefined;
  }
  const read = data.type.bitWidth === 64 ? readHalves(data.values as BigInt64Array) : readSmall(data.values);
  const numbers = new Float64Array(rows.length);
  const valid = validity(data, rows);
  for (let index = 0; index < rows.length; index += 1) {
    numbers[index] = valid !== undefined && valid[index] === 0 ? Number.NaN : read(rows[index] ?? 0);
  }
  return numbers;
}

/** 64-bit integers, `absent` for null; undefined for data that is not such. */
export function gatherLongs(data: Data, rows: Int32Array, absent: bigint): BigInt64Array | undefined {
  if (!ArrowType.isInt(data.type) || data.type.bitWidth !== 64) {
    return undefined;
  }
  const longs = new BigInt64Array(rows.length);
  const valid = validity(data, rows);
  for (let index = 0; index < rows.length; index += 1) {
    const isNull = valid !== undefined && valid[index] === 0;
    longs[index] = isNull ? absent : (data.values[rows[index] ?? 0] as bigint);
  }
  return longs;
}

/** Without a bigint per value. */
function readHalves(values: BigInt64Array): (row: number) => number {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  return (row) => (halves[row * 2 + 1] ?? 0) * 4294967296 + ((halves[row * 2] ?? 0) >>> 0);
}

function readSmall(values: ArrayLike<number>): (row: number) => number {
  return (row) => values[row] ?? 0;
}
