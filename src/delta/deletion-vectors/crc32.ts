// CRC-32 (ISO-HDLC), which closes each vector in a file (PROTOCOL.md "Deletion Vector File Storage Format"), and which
// writers of Parquet put into page headers.

/** Table `t` is of a byte that `t` more follow: eight bytes a step are three times as fast as one. */
const [T0, T1, T2, T3, T4, T5, T6, T7] = buildTables();
const STEP = 8;

export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  let at = 0;
  for (const end = bytes.length - STEP; at <= end; at += STEP) crc = stepOf(bytes, at, crc);
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ entry(T0, crc ^ byteAt(bytes, at));
  return ~crc >>> 0;
}

function stepOf(bytes: Uint8Array, at: number, crc: number): number {
  const first =
    crc ^
    (byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16) | (byteAt(bytes, at + 3) << 24));
  return (
    entry(T7, first) ^
    entry(T6, first >>> 8) ^
    entry(T5, first >>> 16) ^
    entry(T4, first >>> 24) ^
    entry(T3, byteAt(bytes, at + 4)) ^
    entry(T2, byteAt(bytes, at + 5)) ^
    entry(T1, byteAt(bytes, at + 6)) ^
    entry(T0, byteAt(bytes, at + 7))
  );
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function entry(table: Int32Array, byte: number): number {
  return table[byte & 0xff] ?? 0;
}

function buildTables() {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  const next = (table: Int32Array) => table.map((value) => (value >>> 8) ^ entry(first, value));
  const second = next(first);
  const third = next(second);
  const fourth = next(third);
  const fifth = next(fourth);
  const sixth = next(fifth);
  const seventh = next(sixth);
  return [first, second, third, fourth, fifth, sixth, seventh, next(seventh)] as const;
}
