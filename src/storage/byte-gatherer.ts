// One run of bytes out of chunks as they come, each copied once into a buffer that is there before them.

export interface ByteGatherer {
  push(chunk: Uint8Array): void;
  lengthBytes(): number;
  /** What came, without a copy where the expectation was right. */
  finish(): Uint8Array;
}

/** More than this is not set aside on somebody's word. */
const MOST_EXPECTED_BYTES = 256 * 1024 * 1024;

/** `expectedBytes` is a guess, 0 for none: more may come, or less. */
export function createByteGatherer(expectedBytes: number): ByteGatherer {
  let only: Uint8Array | undefined;
  let buffer = new Uint8Array(0);
  let length = 0;

  function withRoom(bytes: number): Uint8Array {
    if (bytes <= buffer.length) return buffer;
    const grown = new Uint8Array(Math.max(bytes, Math.min(expectedBytes, MOST_EXPECTED_BYTES), buffer.length * 2));
    grown.set(only ?? buffer.subarray(0, length));
    only = undefined;
    buffer = grown;
    return grown;
  }

  return {
    lengthBytes: () => length,
    push(chunk) {
      if (length === 0) only = chunk;
      else withRoom(length + chunk.length).set(chunk, length);
      length += chunk.length;
    },
    finish: () => only ?? (buffer.length === length ? buffer : buffer.slice(0, length)),
  };
}
