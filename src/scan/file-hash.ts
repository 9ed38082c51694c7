// The short name of a file in links: the first 8 hex digits of the SHA-256 (FIPS 180-4) of its key. Synchronous, since a
// link is found by hashing every file of the snapshot, and the browser's own digest is a promise a file.

import type { DeletionVectorDescriptor } from "#delta/actions.ts";
import { fileKey } from "#delta/file-key.ts";
import { fileCount, fileDeletionVector, filePath, type LiveFiles } from "#delta/live-files.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { pause } from "./pause.ts";

/** `path` is URI-encoded, as in the log. */
export function hashFileKey(path: string, deletionVector: DeletionVectorDescriptor | undefined): string {
  return sha256Prefix(new TextEncoder().encode(fileKey(path, deletionVector)));
}

/** Files hashed before others get their turn. */
const HASH_RUN = 2000;

/** The position of the first file of that name; undefined where there is none. */
export async function findByHash(files: LiveFiles, hash: string, options?: ReadOptions): Promise<number | undefined> {
  for (let file = 0; file < fileCount(files); file += 1) {
    if (hashFileKey(filePath(files, file), fileDeletionVector(files, file)) === hash) {
      return file;
    }
    if (file % HASH_RUN === HASH_RUN - 1) {
      await pause();
      options?.signal?.throwIfAborted();
    }
  }
  return undefined;
}

const BLOCK_BYTES = 64;
/** The bit 1 after the message, and its length in bits. */
const PADDING_BYTES = 9;

const roundConstants = Int32Array.from(fractionBits(64, (prime) => Math.cbrt(prime)));
const initialState = Int32Array.from(fractionBits(8, (prime) => Math.sqrt(prime)));

/** The first 32 bits of the digest, as 8 hex digits. */
export function sha256Prefix(message: Uint8Array): string {
  const blocks = Math.ceil((message.length + PADDING_BYTES) / BLOCK_BYTES);
  const padded = new Uint8Array(blocks * BLOCK_BYTES);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, message.length * 8);
  const state = initialState.slice();
  const schedule = new Int32Array(64);
  for (let offset = 0; offset < padded.length; offset += BLOCK_BYTES) {
    fillSchedule(schedule, view, offset);
    compress(state, schedule);
  }
  return ((state[0] ?? 0) >>> 0).toString(16).padStart(8, "0");
}

function fillSchedule(schedule: Int32Array, view: DataView, offset: number): void {
  for (let index = 0; index < 16; index += 1) {
    schedule[index] = view.getInt32(offset + index * 4);
  }
  for (let index = 16; index < 64; index += 1) {
    const early = schedule[index - 15] ?? 0;
    const late = schedule[index - 2] ?? 0;
    const small0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const small1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[index] = (schedule[index - 16] ?? 0) + small0 + (schedule[index - 7] ?? 0) + small1;
  }
}

function compress(state: Int32Array, schedule: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index += 1) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + big1 + choice + (roundConstants[index] ?? 0) + (schedule[index] ?? 0)) | 0;
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + big0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word;
  });
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits of the fractional part of a root of each of the first primes. */
function fractionBits(count: number, root: (prime: number) => number): readonly number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) {
      primes.push(candidate);
    }
  }
  return primes.map((prime) => Math.floor((root(prime) % 1) * 2 ** 32));
}
