// Gives equal byte strings one small number, for columns with few distinct values: directories, partition values.

import { viewOf } from "./byte-view.ts";
import { hashWords } from "./hash-words.ts";
import { decodeUtf8 } from "./utf8-column.ts";

export interface ByteInterner {
  /** The code of `bytes[start .. end]`: 0, 1, 2 … in the order first seen. */
  intern(bytes: Uint8Array, start: number, end: number): number;
  /** The strings by code. */
  texts(): readonly string[];
}

export function createByteInterner(): ByteInterner {
  const entries: DataView[] = [];
  const hashes: number[] = [];
  let slots = new Int32Array(16).fill(-1);
  let last = -1;
  let source: Uint8Array | undefined;
  let view: DataView = new DataView(new ArrayBuffer(0));

  /** The slot of the code, or the free slot where it belongs. */
  function probe(hash: number, start: number, end: number): number {
    let slot = hash & (slots.length - 1);
    while (!isFreeOr(slots[slot] ?? -1, hash, start, end)) slot = (slot + 1) & (slots.length - 1);
    return slot;
  }

  function isFreeOr(code: number, hash: number, start: number, end: number): boolean {
    return code < 0 || (hashes[code] === hash && isEqual(entries[code], view, start, end));
  }

  function intern(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== source) {
      source = bytes;
      view = viewOf(bytes);
    }
    // Neighbours in a checkpoint often share a partition.
    if (last >= 0 && isEqual(entries[last], view, start, end)) return last;
    const hash = hashWords(view, start, end);
    const slot = probe(hash, start, end);
    last = slots[slot] ?? -1;
    if (last >= 0) return last;
    last = entries.length;
    slots[slot] = last;
    entries.push(new DataView(bytes.slice(start, end).buffer));
    hashes.push(hash);
    if (entries.length * 2 > slots.length) slots = rehashed(hashes, slots.length * 2);
    return last;
  }

  return { intern, texts: () => entries.map((entry) => decodeUtf8(new Uint8Array(entry.buffer), 0, entry.byteLength)) };
}

function rehashed(hashes: readonly number[], size: number): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(size).fill(-1);
  hashes.forEach((hash, code) => {
    let slot = hash & (size - 1);
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (size - 1);
    slots[slot] = code;
  });
  return slots;
}

function isEqual(entry: DataView | undefined, view: DataView, start: number, end: number): boolean {
  const length = end - start;
  if (entry === undefined || entry.byteLength !== length) return false;
  let at = 0;
  for (; at + 4 <= length; at += 4) if (entry.getInt32(at, true) !== view.getInt32(start + at, true)) return false;
  for (; at < length; at++) if (entry.getUint8(at) !== view.getUint8(start + at)) return false;
  return true;
}
