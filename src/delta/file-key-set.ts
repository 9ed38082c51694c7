// The keys that a replay has seen (PROTOCOL.md "Action Reconciliation"): an open-addressing table of rows of chunks,
// so that a key costs 16 bytes whatever the length of its path.

import { type FileKeys, hashKey, isSameKey } from "./file-chunk.ts";

export interface FileKeySet {
  readonly size: () => number;
  /** True when the key was not there. */
  add(keys: FileKeys, row: number): boolean;
  has(keys: FileKeys, row: number): boolean;
}

export function createFileKeySet(): FileKeySet {
  const sources: FileKeys[] = [];
  let count = 0;
  let hashes = new Int32Array(64);
  let rows = new Int32Array(64);
  let sourceOf = new Int32Array(64);
  /** Entry + 1; 0 is free. Twice as many slots as entries at least. */
  let slots = new Int32Array(128);

  /** The slot that holds the key, or the free slot where it belongs. */
  function probe(keys: FileKeys, row: number, hash: number): number {
    let slot = hash & (slots.length - 1);
    while (!isFreeOr((slots[slot] ?? 0) - 1, keys, row, hash)) slot = (slot + 1) & (slots.length - 1);
    return slot;
  }

  function isFreeOr(entry: number, keys: FileKeys, row: number, hash: number): boolean {
    if (entry < 0) return true;
    if (hashes[entry] !== hash) return false;
    const source = sources[sourceOf[entry] ?? 0];
    return source !== undefined && isSameKey(source, rows[entry] ?? 0, keys, row);
  }

  function grow(): void {
    hashes = doubled(hashes);
    rows = doubled(rows);
    sourceOf = doubled(sourceOf);
    slots = new Int32Array(hashes.length * 2);
    for (let entry = 0; entry < count; entry++) {
      let slot = (hashes[entry] ?? 0) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = entry + 1;
    }
  }

  return {
    size: () => count,
    has: (keys, row) => slots[probe(keys, row, hashKey(keys, row))] !== 0,
    add(keys, row) {
      const hash = hashKey(keys, row);
      const slot = probe(keys, row, hash);
      if (slots[slot] !== 0) return false;
      if (sources.at(-1) !== keys) sources.push(keys);
      hashes[count] = hash;
      rows[count] = row;
      sourceOf[count] = sources.length - 1;
      count += 1;
      slots[slot] = count;
      if (count === hashes.length) grow();
      return true;
    },
  };
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(array.length * 2);
  grown.set(array);
  return grown;
}
