import { describe, expect, it } from "vitest";
import { readFixture } from "#testing/parquet-tables.ts";
import { checkPages } from "./check-pages.ts";
import { type ColumnChunk, readFooter } from "./parquet-footer.ts";
import { createMemorySource } from "./parquet-source.ts";
import { thriftInteger, thriftStruct, writeThrift } from "./thrift-writer.ts";

async function firstChunk(name: string): Promise<{ readonly chunk: ColumnChunk; readonly pages: Uint8Array }> {
  const { bytes } = readFixture(name);
  const { rowGroups } = await readFooter(createMemorySource(name, bytes));
  const chunk = rowGroups[0]?.chunks[0];
  if (chunk === undefined) throw new Error(`${name} has no column chunk`);
  return { chunk, pages: bytes.slice(chunk.start, chunk.end) };
}

/** One page whose header says what it likes. */
function page(
  header: { type: number; unpacked: number; packed: number; values: number },
  data: Uint8Array,
): Uint8Array {
  const own = thriftStruct([1, thriftInteger("i32", header.values)]);
  const bytes = writeThrift(
    thriftStruct(
      [1, thriftInteger("i32", header.type)],
      [2, thriftInteger("i32", header.unpacked)],
      [3, thriftInteger("i32", header.packed)],
      [header.type === 2 ? 7 : 5, own],
    ),
  );
  const whole = new Uint8Array(bytes.length + data.length);
  whole.set(bytes);
  whole.set(data, bytes.length);
  return whole;
}

const chunkOf = (valueCount: number) => ({ start: 4, valueCount }) as ColumnChunk;

describe("pages", () => {
  it.each(["spark-snappy", "spark-zstd", "legacy-format", "v2-pages", "codec-gzip"])(
    "of %s are as they were",
    async (name) => {
      const { chunk, pages } = await firstChunk(name);
      expect(() => checkPages(name, chunk, pages)).not.toThrow();
    },
  );

  it("with a checksum are refused for any bit of them that changed", async () => {
    const { chunk, pages } = await firstChunk("spark-snappy");
    const last = pages.length - 1;
    for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
      const changed = pages.map((byte, at) => (at === last ? byte ^ bit : byte));
      expect(() => checkPages("f", chunk, changed)).toThrow("does not match its checksum");
    }
  });

  it.each<[string, Uint8Array, number, string]>([
    ["end early", page({ type: 0, unpacked: 4, packed: 4, values: 2 }, new Uint8Array(4)), 3, "no page begins"],
    [
      "hold more than the footer says",
      page({ type: 0, unpacked: 4, packed: 4, values: 9 }, new Uint8Array(4)),
      3,
      "hold 9 values",
    ],
    [
      "are longer than their chunk",
      page({ type: 0, unpacked: 4, packed: 5, values: 3 }, new Uint8Array(4)),
      3,
      "does not fit",
    ],
    [
      "have a negative size",
      page({ type: 0, unpacked: 4, packed: -5, values: 3 }, new Uint8Array(4)),
      3,
      "does not fit",
    ],
    [
      "claim to unpack to a gigabyte",
      page({ type: 0, unpacked: 2 ** 30, packed: 4, values: 3 }, new Uint8Array(4)),
      3,
      "claims to hold",
    ],
    [
      "have a dictionary of more values than bytes",
      page({ type: 2, unpacked: 4, packed: 4, values: 1e8 }, new Uint8Array(4)),
      3,
      "dictionary",
    ],
    ["are none", new Uint8Array(9).fill(0xff), 3, "no page begins"],
  ])("are refused that %s", (_what, pages, values, reason) => {
    expect(() => checkPages("f", chunkOf(values), pages)).toThrow(reason);
  });
});
