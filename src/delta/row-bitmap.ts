// Which rows of a chunk are live, with a rank every 1,024 rows: the n-th live row is found without walking the chunk.

export interface RowBitmap {
  /** A set bit is a live row. */
  readonly words: Uint32Array;
  /** Live rows before each block of 32 words. */
  readonly ranks: Uint32Array;
  readonly liveCount: number;
}

const BLOCK_WORDS = 32;

/** `isLive` is asked once a row, in order. Undefined when every row is live. */
export function buildRowBitmap(rowCount: number, isLive: (row: number) => boolean): RowBitmap | undefined {
  const words = new Uint32Array(Math.ceil(rowCount / 32));
  for (let row = 0; row < rowCount; row++) {
    if (isLive(row)) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
  }
  const ranks = new Uint32Array(Math.ceil(words.length / BLOCK_WORDS));
  let liveCount = 0;
  words.forEach((word, index) => {
    if (index % BLOCK_WORDS === 0) ranks[index / BLOCK_WORDS] = liveCount;
    liveCount += bitCount(word);
  });
  return liveCount === rowCount ? undefined : { words, ranks, liveCount };
}

/** The row of the `index`-th live one, counted from 0. */
export function nthLiveRow(bitmap: RowBitmap, index: number): number {
  const block = lastAtMost(bitmap.ranks, index);
  let left = index - (bitmap.ranks[block] ?? 0);
  let at = block * BLOCK_WORDS;
  for (let count = bitCount(bitmap.words[at] ?? 0); left >= count; count = bitCount(bitmap.words[at] ?? 0)) {
    left -= count;
    at += 1;
  }
  let word = bitmap.words[at] ?? 0;
  for (; left > 0; left--) word &= word - 1;
  return at * 32 + (31 - Math.clz32(word & -word));
}

export function isLiveRow(bitmap: RowBitmap, row: number): boolean {
  return (((bitmap.words[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

/** The last position in rising `values` whose value is at most `wanted`. */
export function lastAtMost(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
