import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AddAction, DeletionVectorDescriptor } from "#delta/actions.ts";
import { frameVector, writeVector, writeVectorFile } from "#testing/deletion-vectors.ts";
import { createCountingStore, engine, listFiles, schemaOf, writeParquet } from "#testing/parquet-tables.ts";
import { hashFileKey } from "./file-hash.ts";
import { createTableReader } from "./read-rows.ts";

const schema = schemaOf({ id: "long", p: "string" });

/** Ids from 0 up, ten rows to a row group. */
function numbers(count: number): Uint8Array {
  const ids = BigInt64Array.from({ length: count }, (_, row) => BigInt(row));
  return writeParquet([{ name: "id", data: ids, type: "INT64" }], 10);
}

interface VectorFile {
  readonly marks: readonly number[];
  readonly rowCount?: number;
  readonly numRecords?: number | null;
  readonly descriptor?: Partial<DeletionVectorDescriptor>;
}

/** One data file for each vector, all vectors in one file, and one vector behind them that no one refers to. */
function openTable(vectors: readonly VectorFile[], change: (file: Uint8Array) => Uint8Array = (file) => file) {
  const data = vectors.map(({ marks }) => writeVector([[0, marks]]));
  const { bytes, offsets } = writeVectorFile(data.map((each) => frameVector(each)));
  const objects = new Map([["v.bin", change(bytes)]]);
  const adds = vectors.map(({ marks, rowCount = 25, numRecords = rowCount, descriptor }, index) => {
    objects.set(`f${index}`, numbers(rowCount));
    const deletionVector: DeletionVectorDescriptor = {
      storageType: "p",
      pathOrInlineDv: "v.bin",
      offset: offsets[index] ?? 0,
      sizeInBytes: data[index]?.length ?? 0,
      cardinality: marks.length,
      ...descriptor,
    };
    const stats = numRecords === null ? {} : { stats: JSON.stringify({ numRecords, tightBounds: false }) };
    const partitionValues = new Map([["p", String(index)]]);
    const add: Pick<AddAction, "path"> & Partial<AddAction> = { path: `f${index}`, partitionValues, deletionVector };
    return { ...add, ...stats };
  });
  const files = listFiles(objects, adds);
  const { store, requests } = createCountingStore(objects);
  const reader = createTableReader({ store, engine, budgetBytes: 16 * 1024 * 1024 });
  const snapshot = { schema, partitionColumns: ["p"], columnMapping: "none" as const, files };
  return { reader, files, snapshot, requests };
}

function liveOf({ marks, rowCount = 25 }: VectorFile): readonly bigint[] {
  return Array.from({ length: rowCount }, (_, row) => row)
    .filter((row) => !marks.includes(row))
    .map(BigInt);
}

const all = Array.from({ length: 25 }, (_, row) => row);

describe("rows under deletion vectors", () => {
  it.each([
    { name: "in the first row group", marks: [0, 1, 9] },
    { name: "in several row groups", marks: [3, 10, 19, 20, 24] },
    { name: "that are a whole row group", marks: all.slice(10, 20) },
    { name: "that are all but one", marks: all.slice(1) },
    { name: "that are the last", marks: [24] },
  ])("leave out those $name", async ({ marks }) => {
    const { reader, snapshot, files } = openTable([{ marks }]);
    const rows = await reader.readRows(snapshot, { columns: [0], start: 0, count: 100 });
    expect(rows.columns[0]).toEqual(liveOf({ marks }));
    expect(Array.from(rows.position, BigInt)).toEqual(rows.columns[0]);
    expect(reader.rowTotals(files)).toEqual({ rows: 25 - marks.length, filesWithUnknownRows: 0 });
  });

  it("are the same in any window, projected or not", async () => {
    const marks = fc.uniqueArray(fc.nat(24), { minLength: 1, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(marks, marks, fc.nat(50), fc.nat(30), async (first, second, start, count) => {
        const vectors = [first, second].map((each) => ({ marks: each.toSorted((a, b) => a - b) }));
        const { reader, snapshot } = openTable(vectors);
        const expected = vectors.flatMap((each, file) => liveOf(each).map((id) => [id, String(file)]));
        const wanted = expected.slice(start, start + count);
        const rows = await reader.readRows(snapshot, { columns: [0, 1], start, count });
        expect(rows.columns[0]?.map((id, row) => [id, rows.columns[1]?.[row]])).toEqual(wanted);
        const partitions = await reader.readRows(snapshot, { columns: [1], start, count });
        expect(partitions.columns[0]).toEqual(wanted.map(([, file]) => file));
        expect(Array.from(partitions.position, BigInt)).toEqual(wanted.map(([id]) => id));
      }),
      { numRuns: 30 },
    );
  });

  it("are none of a file whose rows are all marked, and the next file follows", async () => {
    const { reader, snapshot } = openTable([{ marks: all }, { marks: [0] }]);
    const rows = await reader.readRows(snapshot, { columns: [0, 1], start: 0, count: 3 });
    expect(rows.columns).toEqual([
      [1n, 2n, 3n],
      ["1", "1", "1"],
    ]);
  });

  it.each([
    { name: "does not count the file's rows", numRecords: null },
    { name: "counts too few rows", numRecords: 4 },
    { name: "counts too many rows", numRecords: 400 },
  ])("are right where the log $name", async ({ numRecords }) => {
    const marks = [2, 3, 4, 23];
    const { reader, snapshot, files } = openTable([{ marks, numRecords }, { marks: [0] }]);
    const rows = await reader.readRows(snapshot, { columns: [0], start: 18, count: 5 });
    expect(rows.columns[0]).toEqual([21n, 22n, 24n, 1n, 2n]);
    expect(reader.rowTotals(files).rows).toBe(45);
  });

  it("go by their physical position in links", async () => {
    const vector = { marks: [1, 2, 12] };
    const { reader, files } = openTable([{ marks: [0] }, vector]);
    const add = files.chunks[0]?.chunk.deletionVectors.get(1);
    const fileHash = hashFileKey("f1", add);
    const find = (position: number) => reader.locateRow(files, { fileHash, position });
    expect(await Promise.all([0, 1, 2, 3, 12, 24, 25].map(find))).toEqual([
      24,
      undefined,
      undefined,
      25,
      undefined,
      45,
      undefined,
    ]);
  });
});

describe("requests for deletion vectors", () => {
  it("are one for each vector and one for a file's first byte", async () => {
    const { reader, snapshot, requests } = openTable([{ marks: [1] }, { marks: [2] }, { marks: [3] }]);
    await reader.readRows(snapshot, { columns: [0], start: 0, count: 1 });
    await reader.readRows(snapshot, { columns: [0], start: 1, count: 71 });
    const sizes = requests.filter(({ key }) => key === "v.bin").map(({ bytes }) => bytes);
    expect(sizes).toEqual([1, expect.any(Number), expect.any(Number), expect.any(Number)]);
  });

  it("can be made ahead", async () => {
    const { reader, snapshot, files, requests } = openTable([{ marks: [1] }]);
    await reader.prefetchFirst(files);
    const ahead = requests.length;
    await reader.readRows(snapshot, { columns: [0], start: 0, count: 1 });
    expect(requests.length).toBe(ahead);
  });
});

describe("a deletion vector that can't be relied on", () => {
  const flip = (at: number) => (file: Uint8Array) => file.map((byte, index) => (index === at ? byte ^ 1 : byte));

  it.each<[string, VectorFile, ((file: Uint8Array) => Uint8Array)?]>([
    ["of another format version", { marks: [1] }, flip(0)],
    ["whose size differs", { marks: [1] }, flip(4)],
    ["whose data was changed", { marks: [1] }, flip(30)],
    ["whose file ends early", { marks: [1] }, (file) => file.subarray(0, -1)],
    ["that marks more rows than the log says", { marks: [1, 2], descriptor: { cardinality: 1 } }],
    ["that marks fewer rows than the log says", { marks: [1, 2], descriptor: { cardinality: 3 } }],
    ["that is said to mark every row", { marks: [1, 2], descriptor: { cardinality: 25 } }],
    ["that is said to mark more rows than there are", { marks: [1, 2], descriptor: { cardinality: 100 } }],
    ["that marks rows behind the file's last", { marks: [1, 25] }],
    ["that marks rows behind the file's last, with wrong counts", { marks: [1, 25], numRecords: 30 }],
    ["of an unknown kind", { marks: [1], descriptor: { storageType: "x" } }],
    ["that leaves the table's folder", { marks: [1], descriptor: { storageType: "u", pathOrInlineDv: "../00000" } }],
  ])("refuses the rows: one %s", async (_what, vector, change) => {
    const { reader, snapshot } = openTable([vector], change);
    for (const columns of [[0], [1]]) {
      const read = reader.readRows(snapshot, { columns, start: 0, count: 5 });
      await expect(read).rejects.toMatchObject({ tag: "CorruptDeletionVector" });
    }
  });

  it("is missed by name", async () => {
    const { reader, snapshot } = openTable([{ marks: [1], descriptor: { pathOrInlineDv: "gone.bin" } }]);
    const read = reader.readRows(snapshot, { columns: [0], start: 0, count: 5 });
    await expect(read).rejects.toMatchObject({ tag: "ObjectMissing", context: { path: "gone.bin" } });
  });
});
