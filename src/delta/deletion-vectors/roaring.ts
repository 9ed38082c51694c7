// A 64-bit Roaring bitmap as PROTOCOL.md "Deletion Vector Format" has it: 32-bit bitmaps by their upper half.
//
// | layout   | magic (uint32)                 | then                                                           |
// |----------|--------------------------------|----------------------------------------------------------------|
// | portable | 1681511377, little-endian      | uint64 count; each: uint32 key, bitmap                         |
// | native   | 1681511376, either byte order  | int32 count; each: int32 length, bitmap; the index is the key  |
//
// The native layout is older and read by Spark; its big-endian form stands in the protocol's own inline example.

import { type ByteReader, createByteReader } from "./byte-reader.ts";
import { type Container, countBelow, readContainer } from "./container.ts";

/** Containers ascending by `base`, the row that their number 0 stands for. */
export interface RowSet {
  readonly bases: Float64Array;
  readonly containers: readonly Container[];
  /** Rows in the containers before each, and in all of them: one more than there are containers. */
  readonly counts: Float64Array;
}

const PORTABLE_MAGIC = 1681511377;
const NATIVE_MAGIC = 1681511376;
const COOKIE_WITH_RUNS = 12347;
const COOKIE = 12346;
/** With fewer containers a bitmap that has runs leaves out the offsets. */
const OFFSETS_FROM = 4;
/** Numbers that a container can hold. */
export const CONTAINER_ROWS = 65536;

interface Draft {
  readonly bases: number[];
  readonly containers: Container[];
}

/** Errors: RangeError saying what is wrong. */
export function parseRoaring(bytes: Uint8Array): RowSet {
  const reader = createByteReader(bytes);
  const magic = reader.uint32();
  const draft: Draft = { bases: [], containers: [] };
  if (magic === PORTABLE_MAGIC) readPortable(reader, draft);
  else if (magic === NATIVE_MAGIC) readNative(reader, draft, "little");
  else if (createByteReader(bytes).uint32("big") === NATIVE_MAGIC) readNative(reader, draft, "big");
  else throw new RangeError(`its magic number is ${magic}`);
  const counts = new Float64Array(draft.containers.length + 1);
  for (const [index, container] of draft.containers.entries()) {
    counts[index + 1] = (counts[index] ?? 0) + countBelow(container, CONTAINER_ROWS);
  }
  return { bases: Float64Array.from(draft.bases), containers: draft.containers, counts };
}

function readPortable(reader: ByteReader, draft: Draft): void {
  const count = reader.uint64();
  let previous = -1;
  for (let index = 0; index < count; index++) {
    const key = reader.uint32();
    if (key <= previous) throw new RangeError("its bitmaps do not ascend");
    // Rows beyond 2^53 can't be counted here, and no file has them.
    if (key >= 2 ** 21) throw new RangeError(`it marks rows beyond 2^53`);
    previous = key;
    readBitmap(reader, key, draft);
  }
}

function readNative(reader: ByteReader, draft: Draft, order: "little" | "big"): void {
  const count = reader.uint32(order);
  for (let key = 0; key < count; key++) {
    const length = reader.uint32(order);
    readBitmap(createByteReader(reader.bytes(length)), key, draft);
  }
}

/** The standard serialization of a 32-bit Roaring bitmap. */
function readBitmap(reader: ByteReader, key: number, draft: Draft): void {
  let previous = -1;
  for (const { high, cardinality, isRun } of readContainerHeaders(reader)) {
    if (high <= previous) throw new RangeError("its containers do not ascend");
    previous = high;
    const container = readContainer(reader, cardinality, isRun);
    if (countBelow(container, CONTAINER_ROWS) !== cardinality) throw new RangeError("a container's count is wrong");
    // Multiplied, not shifted: bit operators would make a negative number of the upper half.
    draft.bases.push(key * 2 ** 32 + high * CONTAINER_ROWS);
    draft.containers.push(container);
  }
}

interface ContainerHeader {
  /** The upper 16 bits of the container's numbers. */
  readonly high: number;
  readonly cardinality: number;
  readonly isRun: boolean;
}

function readContainerHeaders(reader: ByteReader): readonly ContainerHeader[] {
  const cookie = reader.uint32();
  const hasRuns = (cookie & 0xffff) === COOKIE_WITH_RUNS;
  if (!hasRuns && cookie !== COOKIE) throw new RangeError(`a bitmap's cookie is ${cookie}`);
  const count = hasRuns ? (cookie >>> 16) + 1 : reader.uint32();
  if (count > CONTAINER_ROWS) throw new RangeError(`a bitmap of ${count} containers`);
  const runs = hasRuns ? reader.bytes((count + 7) >>> 3) : new Uint8Array(0);
  const headers = Array.from({ length: count }, (_, index) => ({
    high: reader.uint16(),
    cardinality: reader.uint16() + 1,
    isRun: ((runs[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0,
  }));
  if (!hasRuns || count >= OFFSETS_FROM) reader.bytes(count * 4);
  return headers;
}
