import { describe, expect, it } from "vitest";
import { createCountingStore } from "#testing/parquet-tables.ts";
import { createParquetSource, WHOLE_FILE_BYTES } from "./parquet-source.ts";

function setup(sizeBytes: number) {
  const bytes = Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 7) % 251);
  const { store, requests } = createCountingStore(new Map([["a", bytes]]));
  return { bytes, requests, source: createParquetSource({ store, key: "a", sizeBytes }) };
}

/** Faster than a matcher over half a million bytes. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other);
}

describe("a Parquet file's bytes", () => {
  it("of a small file cost one request, whatever is read", async () => {
    const { bytes, requests, source } = setup(WHOLE_FILE_BYTES);
    expect(isSame(await source.read(10, 30), bytes.subarray(10, 30))).toBe(true);
    expect(isSame(await source.readTail(), bytes)).toBe(true);
    expect(requests).toHaveLength(1);
  });

  it.each([
    { name: "before the tail", start: 100, end: 200, more: 100 },
    { name: "into the tail", start: -100, end: 50, more: 100 },
    { name: "within the tail", start: 10, end: 50, more: 0 },
  ])("$name fetch only what the tail does not hold", async ({ start, end, more }) => {
    const sizeBytes = WHOLE_FILE_BYTES * 2;
    const { bytes, requests, source } = setup(sizeBytes);
    const tail = await source.readTail();
    const tailStart = sizeBytes - tail.length;
    const [from, to] = start === 100 ? [start, end] : [tailStart + start, tailStart + end];
    const before = requests.length;
    const read = await source.read(from, to);
    expect(isSame(read, bytes.subarray(from, to))).toBe(true);
    expect(requests.slice(before).reduce((sum, request) => sum + request.bytes, 0)).toBe(more);
  });
});
