// MD5 (RFC 1321), which the checksum of `_last_checkpoint` asks for and the host's cryptography does not offer.

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
const BLOCK_BYTES = 64;

/** 32 hex digits, lower case. */
export function md5(bytes: Uint8Array): string {
  const padded = pad(bytes);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let at = 0; at < padded.length; at += BLOCK_BYTES) {
    mixBlock(state, new DataView(padded.buffer, at, BLOCK_BYTES));
  }
  return [...new Uint8Array(state.buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A one bit, zeros, and the length in bits as 64 bits, so that whole blocks come out. */
function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const length = new DataView(padded.buffer, padded.length - 8);
  length.setBigUint64(0, BigInt(bytes.length) * 8n, true);
  return padded;
}

function mixBlock(state: Int32Array, block: DataView): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step++) {
    const { mixed, word } = round(step, b, c, d);
    const sum = (a + mixed + (SINES[step] ?? 0) + block.getInt32(word * 4, true)) | 0;
    const shift = SHIFTS[step >>> 4]?.[step & 3] ?? 0;
    [a, d, c] = [d, c, b];
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  for (const [index, value] of [a, b, c, d].entries()) state[index] = (state[index] ?? 0) + value;
}

function round(step: number, b: number, c: number, d: number): { readonly mixed: number; readonly word: number } {
  switch (step >>> 4) {
    case 0:
      return { mixed: (b & c) | (~b & d), word: step };
    case 1:
      return { mixed: (d & b) | (~d & c), word: (5 * step + 1) & 15 };
    case 2:
      return { mixed: b ^ c ^ d, word: (3 * step + 5) & 15 };
    default:
      return { mixed: c ^ (b | ~d), word: (7 * step) & 15 };
  }
}
