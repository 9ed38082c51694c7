// A 32-bit hash of bytes, for tables in memory: FNV-1a by words of four bytes. A byte at a time was a third of what
// reading a large checkpoint cost.

export const HASH_START = 0x811c9dc5;
const PRIME = 0x01000193;

/** A word's high bytes reach the low bits, which choose a slot. */
export function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, PRIME);
  return mixed ^ (mixed >>> 15);
}

export function hashWords(view: DataView, start: number, end: number): number {
  let hash = HASH_START;
  let at = start;
  for (; at + 4 <= end; at += 4) hash = mix(hash, view.getInt32(at, true));
  for (; at < end; at++) hash = mix(hash, view.getUint8(at));
  return hash;
}
