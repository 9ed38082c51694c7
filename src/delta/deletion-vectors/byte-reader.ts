// Reads numbers from bytes in order. A read beyond the end throws a RangeError, which the parser turns into its own error.

import { viewOf } from "#delta/byte-view.ts";

export interface ByteReader {
  position(): number;
  remaining(): number;
  uint16(): number;
  /** Little-endian unless told otherwise. */
  uint32(order?: "little" | "big"): number;
  /** Little-endian. Errors: RangeError beyond 2^53. */
  uint64(): number;
  /** A view, not a copy. */
  bytes(length: number): Uint8Array;
}

export function createByteReader(source: Uint8Array): ByteReader {
  const view = viewOf(source);
  let position = 0;

  function advance(length: number): number {
    if (length < 0 || position + length > source.length) {
      throw new RangeError(`it ends at byte ${source.length}, before ${position + length}`);
    }
    position += length;
    return position - length;
  }

  return {
    position: () => position,
    remaining: () => source.length - position,
    uint16: () => view.getUint16(advance(2), true),
    uint32: (order = "little") => view.getUint32(advance(4), order === "little"),
    uint64: () => {
      const value = view.getBigUint64(advance(8), true);
      if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`a count of ${value}`);
      return Number(value);
    },
    bytes: (length) => {
      const start = advance(length);
      return source.subarray(start, start + length);
    },
  };
}
