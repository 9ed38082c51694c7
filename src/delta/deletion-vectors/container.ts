// The containers of a Roaring bitmap: a set of numbers below 65,536 in one of three forms.

import type { ByteReader } from "./byte-reader.ts";

export type Container =
  /** Ascending. */
  | { readonly kind: "array"; readonly values: Uint16Array }
  /** 65,536 bits, least significant first in each byte. */
  | { readonly kind: "bitset"; readonly bytes: Uint8Array }
  /** Ascending, disjoint; `lasts` are inclusive. */
  | { readonly kind: "runs"; readonly firsts: Uint16Array; readonly lasts: Uint16Array };

const BITSET_BYTES = 8192;
const LARGEST_ARRAY = 4096;

/** Errors: RangeError when the bytes end early or the numbers do not ascend. */
export function readContainer(reader: ByteReader, cardinality: number, isRun: boolean): Container {
  if (isRun) return readRuns(reader);
  if (cardinality > LARGEST_ARRAY) return { kind: "bitset", bytes: reader.bytes(BITSET_BYTES) };
  const values = new Uint16Array(cardinality);
  for (let index = 0; index < cardinality; index++) {
    const value = reader.uint16();
    if (index > 0 && value <= (values[index - 1] ?? 0)) throw new RangeError("its rows do not ascend");
    values[index] = value;
  }
  return { kind: "array", values };
}

function readRuns(reader: ByteReader): Container {
  const count = reader.uint16();
  const firsts = new Uint16Array(count);
  const lasts = new Uint16Array(count);
  for (let index = 0; index < count; index++) {
    const first = reader.uint16();
    const last = first + reader.uint16();
    if (last > 0xffff || (index > 0 && first <= (lasts[index - 1] ?? 0)))
      throw new RangeError("its runs do not ascend");
    firsts[index] = first;
    lasts[index] = last;
  }
  return { kind: "runs", firsts, lasts };
}

/** How many numbers of the container are below `limit` (0 to 65,536). */
export function countBelow(container: Container, limit: number): number {
  switch (container.kind) {
    case "array":
      return lowerBound(container.values, limit);
    case "bitset":
      return countBits(container.bytes, limit);
    case "runs":
      return countRuns(container, limit);
  }
}

/** The smallest number of the container that is at least `from`; undefined when there is none. */
export function firstAtLeast(container: Container, from: number): number | undefined {
  switch (container.kind) {
    case "array":
      return container.values[lowerBound(container.values, from)];
    case "bitset":
      return firstBit(container.bytes, from);
    case "runs": {
      const run = lowerBound(container.lasts, from);
      const first = container.firsts[run];
      return first === undefined ? undefined : Math.max(first, from);
    }
  }
}

/** The smallest number from `from` on that the container does not hold; 65,536 when it holds all. */
export function firstAbsent(container: Container, from: number): number {
  switch (container.kind) {
    case "array": {
      let absent = from;
      for (let index = lowerBound(container.values, from); container.values[index] === absent; index++) absent += 1;
      return absent;
    }
    case "bitset":
      return firstClearBit(container.bytes, from);
    case "runs": {
      let absent = from;
      for (let run = lowerBound(container.lasts, from); (container.firsts[run] ?? 65536) <= absent; run++) {
        absent = (container.lasts[run] ?? 0) + 1;
      }
      return absent;
    }
  }
}

/** The first index whose value is at least `limit`. */
function lowerBound(values: Uint16Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countRuns({ firsts, lasts }: Extract<Container, { kind: "runs" }>, limit: number): number {
  let count = 0;
  for (const [index, first] of firsts.entries()) {
    if (first >= limit) break;
    count += Math.min(lasts[index] ?? 0, limit - 1) - first + 1;
  }
  return count;
}

const BITS_OF_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
});

function countBits(bytes: Uint8Array, limit: number): number {
  let count = 0;
  const wholeBytes = limit >>> 3;
  for (let index = 0; index < wholeBytes; index++) count += BITS_OF_BYTE[bytes[index] ?? 0] ?? 0;
  const rest = (bytes[wholeBytes] ?? 0) & ((1 << (limit & 7)) - 1);
  return count + (BITS_OF_BYTE[rest] ?? 0);
}

function firstBit(bytes: Uint8Array, from: number): number | undefined {
  let index = from >>> 3;
  let byte = (bytes[index] ?? 0) & ((0xff << (from & 7)) & 0xff);
  while (byte === 0) {
    index += 1;
    if (index >= bytes.length) return undefined;
    byte = bytes[index] ?? 0;
  }
  return index * 8 + Math.log2(byte & -byte);
}

function firstClearBit(bytes: Uint8Array, from: number): number {
  let index = from >>> 3;
  let byte = (bytes[index] ?? 0) | ~(0xff << (from & 7));
  while ((byte & 0xff) === 0xff && index < bytes.length) {
    index += 1;
    byte = bytes[index] ?? 0;
  }
  const clear = ~byte & 0xff;
  return index * 8 + (index < bytes.length ? Math.log2(clear & -clear) : 0);
}
