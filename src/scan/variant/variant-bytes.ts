// The binary encoding of variants (Parquet, VariantEncoding.md): where the parts of a value are. What does not fit in its
// bytes is a RangeError that says so.

/** The name of a field by its id in the metadata's dictionary. */
export type KeyReader = (id: number) => string;

export type VariantPart =
  | { readonly kind: "primitive"; readonly typeId: number; readonly bytes: DataView }
  | { readonly kind: "string"; readonly bytes: Uint8Array }
  | { readonly kind: "object"; readonly fields: readonly { readonly key: number; readonly value: Uint8Array }[] }
  | { readonly kind: "array"; readonly items: readonly Uint8Array[] };

const VERSION = 1;

/** | header: version, sorted, offset size | size | size + 1 offsets | names | */
export function createKeyReader(metadata: Uint8Array): KeyReader {
  const header = byteAt(metadata, 0);
  if ((header & 0x0f) !== VERSION) {
    throw new RangeError(`a variant's metadata has version ${header & 0x0f}`);
  }
  const width = (header >>> 6) + 1;
  const size = uintAt(metadata, 1, width);
  const names = 1 + width * (size + 2);
  return (id) => {
    if (id >= size) {
      throw new RangeError(`a variant's field has the name ${id} of ${size}`);
    }
    const at = 1 + width * (id + 1);
    const start = names + uintAt(metadata, at, width);
    return utf8(slice(metadata, start, names + uintAt(metadata, at + width, width)));
  };
}

/** The value that begins with the first byte; bytes behind it are another's. */
export function readPart(value: Uint8Array): VariantPart {
  const first = byteAt(value, 0);
  const header = first >>> 2;
  switch (first & 0x03) {
    case 0:
      return {
        kind: "primitive",
        typeId: header,
        bytes: new DataView(value.buffer, value.byteOffset + 1, value.length - 1),
      };
    case 1:
      return { kind: "string", bytes: slice(value, 1, 1 + header) };
    case 2:
      return readObject(value, header);
    default:
      return readArray(value, header);
  }
}

/** | count | ids of the names, ascending by name | count + 1 offsets, in the order of the ids | values | */
function readObject(value: Uint8Array, header: number): VariantPart {
  const offsetWidth = (header & 0x03) + 1;
  const idWidth = ((header >>> 2) & 0x03) + 1;
  const countWidth = (header >>> 4) & 0x01 ? 4 : 1;
  const count = readCount(value, countWidth, idWidth + offsetWidth);
  const ids = 1 + countWidth;
  const offsets = ids + count * idWidth;
  const values = offsets + (count + 1) * offsetWidth;
  const end = values + uintAt(value, offsets + count * offsetWidth, offsetWidth);
  const fields = Array.from({ length: count }, (_, at) => ({
    key: uintAt(value, ids + at * idWidth, idWidth),
    value: slice(value, values + uintAt(value, offsets + at * offsetWidth, offsetWidth), end),
  }));
  return { kind: "object", fields };
}

/** | count | count + 1 offsets | values | */
function readArray(value: Uint8Array, header: number): VariantPart {
  const offsetWidth = (header & 0x03) + 1;
  const countWidth = (header >>> 2) & 0x01 ? 4 : 1;
  const count = readCount(value, countWidth, offsetWidth);
  const offsets = 1 + countWidth;
  const values = offsets + (count + 1) * offsetWidth;
  const at = (index: number) => values + uintAt(value, offsets + index * offsetWidth, offsetWidth);
  const items = Array.from({ length: count }, (_, index) => slice(value, at(index), at(index + 1)));
  return { kind: "array", items };
}

/** Checked before as many parts are made. */
function readCount(value: Uint8Array, width: number, bytesEach: number): number {
  const count = uintAt(value, 1, width);
  if (count * bytesEach > value.length) {
    throw new RangeError(`a variant of ${value.length} bytes counts ${count} parts`);
  }
  return count;
}

export function slice(bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (start > end || end > bytes.length) {
    throw new RangeError(`a part of a variant lies at bytes ${start} to ${end} of ${bytes.length}`);
  }
  return bytes.subarray(start, end);
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new RangeError("a variant's text is not UTF-8");
  }
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) {
    throw new RangeError(`a variant ends at byte ${bytes.length}`);
  }
  return byte;
}

/** Little-endian, one to four bytes. */
function uintAt(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let byte = width - 1; byte >= 0; byte -= 1) {
    value = value * 256 + byteAt(bytes, at + byte);
  }
  return value;
}
