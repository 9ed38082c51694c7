// Deletion vectors written by hand, as PROTOCOL.md lays them out: their data, and files that hold several.

import { crc32 } from "#delta/deletion-vectors/crc32.ts";

/** The portable layout, containers as arrays of ascending numbers. */
export function writeVector(bitmaps: readonly (readonly [key: number, rows: readonly number[]])[]): Uint8Array {
  const bytes: number[] = [];
  const put = (value: number, length: number) => {
    for (let byte = 0; byte < length; byte++) bytes.push(Math.floor(value / 256 ** byte) % 256);
  };
  put(1681511377, 4);
  put(bitmaps.length, 8);
  for (const [key, rows] of bitmaps) {
    put(key, 4);
    const highs = [...new Set(rows.map((row) => row >>> 16))];
    put(12346, 4);
    put(highs.length, 4);
    const inside = (high: number) => rows.filter((row) => row >>> 16 === high);
    for (const high of highs) {
      put(high, 2);
      put(inside(high).length - 1, 2);
    }
    for (const _ of highs) put(0, 4);
    for (const high of highs) for (const row of inside(high)) put(row % 65536, 2);
  }
  return Uint8Array.from(bytes);
}

/** Size, data and checksum of one vector, as they stand in a file. */
export function frameVector(data: Uint8Array, size = data.length, checksum = crc32(data)): Uint8Array {
  const bytes = new Uint8Array(data.length + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, size);
  bytes.set(data, 4);
  view.setUint32(4 + data.length, checksum);
  return bytes;
}

/** A file of framed vectors, and the offset of each. */
export function writeVectorFile(entries: readonly Uint8Array[]): {
  readonly bytes: Uint8Array;
  readonly offsets: readonly number[];
} {
  const offsets: number[] = [];
  let end = 1;
  for (const entry of entries) {
    offsets.push(end);
    end += entry.length;
  }
  const bytes = new Uint8Array(end);
  bytes[0] = 1;
  for (const [index, entry] of entries.entries()) bytes.set(entry, offsets[index]);
  return { bytes, offsets };
}
