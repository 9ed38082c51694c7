// The identity of a logical file (PROTOCOL.md "Action Reconciliation"): its path and its deletion vector's unique id.
// Paths are URIs: two spellings of one path (`/x` and `file:/x`, `%41` and `A`) are the same file.

import type { DeletionVectorDescriptor } from "./actions.ts";
import { viewOf } from "./byte-view.ts";
import { HASH_START, hashWords, mix } from "./hash-words.ts";

const PERCENT = 0x25;
const SLASH = 0x2f;
const FILE_SCHEME = [0x66, 0x69, 0x6c, 0x65, 0x3a];

/** PROTOCOL.md "Deletion Vector Descriptor Schema", derived field uniqueId. */
export function deletionVectorId(descriptor: DeletionVectorDescriptor): string {
  const id = descriptor.storageType + descriptor.pathOrInlineDv;
  return descriptor.offset === undefined ? id : `${id}@${descriptor.offset}`;
}

/** One string per logical file. `path` is URI-encoded, as in the log. */
export function fileKey(path: string, deletionVector?: DeletionVectorDescriptor): string {
  const canonical = new TextDecoder().decode(canonicalPath(new TextEncoder().encode(path)));
  return deletionVector === undefined ? canonical : `${canonical}\0${deletionVectorId(deletionVector)}`;
}

/** The path's canonical bytes: percent-decoded once, a local path without its `file:` scheme. */
export function canonicalPath(path: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(path.length);
  let length = 0;
  for (let at = pathStart(path, 0, path.length); at < path.length; at++) {
    const escaped = escapedByte(path, at, path.length);
    decoded[length++] = escaped < 0 ? (path[at] ?? 0) : escaped;
    if (escaped >= 0) at += 2;
  }
  return decoded.subarray(0, length);
}

/** Tells a 32-bit hash of the canonical form of the path at `bytes[start .. end]`. */
export function createPathHasher(bytes: Uint8Array): (start: number, end: number) => number {
  const view = viewOf(bytes);
  return (start, end) => {
    let hash = HASH_START;
    let at = pathStart(bytes, start, end);
    // Four bytes a step: a byte at a time costs more than all the rest of reading a checkpoint's path.
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at, true);
      if (hasPercent(word)) return hashCanonical(bytes, start, end);
      hash = mix(hash, word);
    }
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === PERCENT) return hashCanonical(bytes, start, end);
      hash = mix(hash, byte);
    }
    return hash;
  };
}

function hashCanonical(bytes: Uint8Array, start: number, end: number): number {
  const path = canonicalPath(bytes.subarray(start, end));
  return hashWords(viewOf(path), 0, path.length);
}

/** Whether one of the four bytes is `%`. */
function hasPercent(word: number): boolean {
  const zeroWhereEqual = word ^ 0x25252525;
  return ((zeroWhereEqual - 0x01010101) & ~zeroWhereEqual & 0x80808080) !== 0;
}

/** `hash` continued with a short text, for example a deletion vector's id. */
export function hashText(hash: number, text: string): number {
  let mixed = hash;
  for (let at = 0; at < text.length; at++) mixed = mix(mixed, text.charCodeAt(at));
  return mixed;
}

/** Where the canonical path begins: after `file:` and all but one of the slashes that follow it. */
function pathStart(bytes: Uint8Array, start: number, end: number): number {
  for (let i = 0; i < FILE_SCHEME.length; i++) if (bytes[start + i] !== FILE_SCHEME[i]) return start;
  let at = start + FILE_SCHEME.length;
  if (at >= end || bytes[at] !== SLASH) return start;
  while (at + 1 < end && bytes[at + 1] === SLASH) at += 1;
  return at;
}

/** The byte that `%XX` at `at` stands for; -1 when there is none. */
function escapedByte(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== PERCENT || at + 2 >= end) return -1;
  const high = hexValue(bytes[at + 1] ?? 0);
  const low = hexValue(bytes[at + 2] ?? 0);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
