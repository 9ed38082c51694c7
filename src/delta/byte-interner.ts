// Gives equal byte strings one small number, for columns with few distinct values: directories, partition values.

import { decodeUtf8 } from "./utf8-column.ts";

export interface ByteInterner {
  /** The code of `bytes[start .. end]`: 0, 1, 2 … in the order first seen. */
  intern(bytes: Uint8Array, start: number, end: number): number;
  /** The strings by code. */
  texts(): readonly string[];
}

export function createByteInterner(): ByteInterner {
  const entries: Uint8Array[] = [];
  const hashes: number[] = [];
  let slots = new Int32Array(16).fill(-1);
  let last = -1;

  /** The slot of the code, or the free slot where it belongs. */
  function probe(hash: number, bytes: Uint8Array, start: number, end: number): number {
    let slot = hash & (slots.length - 1);
    while (!isFreeOr(slots[slot] ?? -1, hash, bytes, start, end)) slot = (slot + 1) & (slots.length - 1);
    return slot;
  }

  function isFreeOr(code: number, hash: number, bytes: Uint8Array, start: number, end: number): boolean {
    return code < 0 || (hashes[code] === hash && isEqual(entries[code], bytes, start, end));
  }

  function intern(bytes: Uint8Array, start: number, end: number): number {
    // Neighbours in a checkpoint often share a partition.
    if (last >= 0 && isEqual(entries[last], bytes, start, end)) return last;
    const hash = hashBytes(bytes, start, end);
    const slot = probe(hash, bytes, start, end);
    last = slots[slot] ?? -1;
    if (last >= 0) return last;
    last = entries.length;
    slots[slot] = last;
    entries.push(bytes.slice(start, end));
    hashes.push(hash);
    if (entries.length * 2 > slots.length) slots = rehashed(hashes, slots.length * 2);
    return last;
  }

  return { intern, texts: () => entries.map((entry) => decodeUtf8(entry, 0, entry.length)) };
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

function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash;
}

function isEqual(entry: Uint8Array | undefined, bytes: Uint8Array, start: number, end: number): boolean {
  if (entry === undefined || entry.length !== end - start) return false;
  for (let i = 0; i < entry.length; i++) if (entry[i] !== bytes[start + i]) return false;
  return true;
}
