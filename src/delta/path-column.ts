// Paths of files as bytes: the directory once, the name per row, and the hash of the whole path's canonical form.

import { createByteInterner } from "./byte-interner.ts";
import { canonicalPath, createPathHasher } from "./file-key.ts";
import type { Utf8Column } from "./ports.ts";
import { decodeUtf8 } from "./utf8-column.ts";

export interface PathColumn {
  readonly rowCount: number;
  /** Up to and with the last slash; row `r` is in `directories[directoryOf[r]]`. */
  readonly directories: readonly string[];
  /** Undefined when every row is in the first directory. */
  readonly directoryOf: Int32Array | undefined;
  /** The name of row `r` is `bytes[offsets[r] .. offsets[r + 1]]`. */
  readonly bytes: Uint8Array;
  readonly offsets: Int32Array;
  /** Of each whole path, as `createPathHasher` tells it. */
  readonly hashes: Int32Array;
}

const SLASH = 0x2f;

/** Copies what it keeps, so that the batch's own buffers can go. */
export function buildPathColumn(column: Utf8Column, rowCount: number): PathColumn {
  const hashes = hashAll(column, rowCount);
  const from = column.offsets[0] ?? 0;
  const to = column.offsets[rowCount] ?? 0;
  const slash = column.bytes.indexOf(SLASH, from);
  if (slash >= 0 && slash < to) return { ...splitDirectories(column, rowCount), hashes };
  const offsets = new Int32Array(rowCount + 1);
  for (let row = 0; row <= rowCount; row++) offsets[row] = (column.offsets[row] ?? 0) - from;
  return { rowCount, directories: [""], directoryOf: undefined, bytes: column.bytes.slice(from, to), offsets, hashes };
}

/** URI-encoded, as in the log. */
export function pathAt(column: PathColumn, row: number): string {
  const name = decodeUtf8(column.bytes, column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0);
  return directoryAt(column, row) + name;
}

/** Whether two rows name the same path, however it is spelled. */
export function isSamePath(a: PathColumn, rowA: number, b: PathColumn, rowB: number): boolean {
  if (a.hashes[rowA] !== b.hashes[rowB]) return false;
  if (directoryAt(a, rowA) === directoryAt(b, rowB) && isSameName(a, rowA, b, rowB)) return true;
  const encoder = new TextEncoder();
  const left = canonicalPath(encoder.encode(pathAt(a, rowA)));
  const right = canonicalPath(encoder.encode(pathAt(b, rowB)));
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

function hashAll(column: Utf8Column, rowCount: number): Int32Array {
  const hashes = new Int32Array(rowCount);
  const hash = createPathHasher(column.bytes);
  for (let row = 0; row < rowCount; row++) hashes[row] = hash(column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0);
  return hashes;
}

function splitDirectories({ bytes, offsets: from }: Utf8Column, rowCount: number): Omit<PathColumn, "hashes"> {
  const interner = createByteInterner();
  const directoryOf = new Int32Array(rowCount);
  const starts = new Int32Array(rowCount);
  const offsets = new Int32Array(rowCount + 1);
  let length = 0;
  for (let row = 0; row < rowCount; row++) {
    const start = from[row] ?? 0;
    const end = from[row + 1] ?? 0;
    const name = nameStart(bytes, start, end);
    directoryOf[row] = interner.intern(bytes, start, name);
    starts[row] = name;
    length += end - name;
    offsets[row + 1] = length;
  }
  return { rowCount, directories: interner.texts(), directoryOf, bytes: gatherNames(bytes, starts, offsets), offsets };
}

/** The name of row `r` begins at `starts[r]`; it goes to `offsets[r]`. */
function gatherNames(bytes: Uint8Array, starts: Int32Array, offsets: Int32Array): Uint8Array {
  const names = new Uint8Array(offsets[starts.length] ?? 0);
  for (let row = 0; row < starts.length; row++) {
    const target = offsets[row] ?? 0;
    const shift = (starts[row] ?? 0) - target;
    const end = offsets[row + 1] ?? 0;
    for (let at = target; at < end; at++) names[at] = bytes[at + shift] ?? 0;
  }
  return names;
}

function nameStart(bytes: Uint8Array, start: number, end: number): number {
  return end > start ? Math.max(bytes.lastIndexOf(SLASH, end - 1) + 1, start) : start;
}

function directoryAt(column: PathColumn, row: number): string {
  return column.directories[column.directoryOf?.[row] ?? 0] ?? "";
}

function isSameName(a: PathColumn, rowA: number, b: PathColumn, rowB: number): boolean {
  const startA = a.offsets[rowA] ?? 0;
  const startB = b.offsets[rowB] ?? 0;
  const length = (a.offsets[rowA + 1] ?? 0) - startA;
  if (length !== (b.offsets[rowB + 1] ?? 0) - startB) return false;
  for (let i = 0; i < length; i++) if (a.bytes[startA + i] !== b.bytes[startB + i]) return false;
  return true;
}
