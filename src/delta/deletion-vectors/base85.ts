// Z85, the alphabet of inline vectors and of file names in descriptors (PROTOCOL.md "Deletion Vector Descriptor
// Schema"): five characters stand for four bytes, most significant first.

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

const DIGITS: ReadonlyMap<string, number> = new Map([...ALPHABET].map((character, digit) => [character, digit]));

/** Undefined when the text is not Z85: another length, a character outside the alphabet, or a block beyond 32 bits. */
export function decodeBase85(text: string): Uint8Array | undefined {
  if (text.length % 5 !== 0) return undefined;
  const bytes = new Uint8Array((text.length / 5) * 4);
  const view = new DataView(bytes.buffer);
  for (let block = 0; block * 5 < text.length; block++) {
    let value = 0;
    for (const character of text.slice(block * 5, block * 5 + 5)) {
      // A block of five digits stays far below 2^53.
      value = value * 85 + (DIGITS.get(character) ?? Number.NaN);
    }
    if (!(value <= 0xffffffff)) return undefined;
    view.setUint32(block * 4, value);
  }
  return bytes;
}
