import { describe, expect, it } from "vitest";
import type { AddAction } from "#delta/actions.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import {
  createCountingStore,
  engine,
  listFiles,
  readFixture,
  schemaOf,
  writeParquet,
} from "#testing/parquet-tables.ts";
import { hashFileKey } from "./file-hash.ts";
import { createTableReader } from "./read-rows.ts";

const budgetBytes = 16 * 1024 * 1024;
const schema = schemaOf({ id: "long", city: "string" });

function numbers(first: number, count: number): Uint8Array {
  const ids = BigInt64Array.from({ length: count }, (_, row) => BigInt(first + row));
  const city = Array.from(ids, (id) => `city ${id}`);
  return writeParquet(
    [
      { name: "id", data: ids, type: "INT64" },
      { name: "city", data: city, type: "STRING" },
    ],
    10,
  );
}

const three = new Map([
  ["a", numbers(0, 25)],
  ["b", numbers(25, 0)],
  ["c", numbers(25, 30)],
]);

const counted = [
  { path: "a", stats: '{"numRecords":25}' },
  { path: "b", stats: '{"numRecords":0}' },
  { path: "c", stats: '{"numRecords":30}' },
];

interface Table {
  readonly objects?: ReadonlyMap<string, Uint8Array>;
  readonly adds?: readonly (Pick<AddAction, "path"> & Partial<AddAction>)[];
  readonly columns?: Readonly<Record<string, string>>;
  readonly partitionColumns?: readonly string[];
  readonly required?: readonly string[];
}

function openTable({ objects = three, adds = counted, columns, partitionColumns = [], required = [] }: Table = {}) {
  const { store, requests } = createCountingStore(objects);
  const files = listFiles(objects, adds);
  const ofTable = columns ? schemaOf(columns, required) : schema;
  const snapshot = { schema: ofTable, partitionColumns, columnMapping: "none" as const, files };
  return { reader: createTableReader({ store, engine, budgetBytes }), snapshot, requests };
}

function range(start: number, end: number): readonly bigint[] {
  return Array.from({ length: end - start }, (_, index) => BigInt(start + index));
}

describe("windows of rows", () => {
  it.each([
    { name: "of the first file", start: 0, count: 5, ids: range(0, 5) },
    { name: "across row groups", start: 8, count: 14, ids: range(8, 22) },
    { name: "across files, one of them empty", start: 20, count: 12, ids: range(20, 32) },
    { name: "of the last row", start: 54, count: 1, ids: range(54, 55) },
    { name: "that passes the end", start: 50, count: 100, ids: range(50, 55) },
    { name: "behind the end", start: 55, count: 10, ids: [] },
    { name: "of no rows", start: 5, count: 0, ids: [] },
  ])("holds the rows $name", async ({ start, count, ids }) => {
    const { reader, snapshot } = openTable();
    const rows = await reader.readRows(snapshot, { columns: [0, 1], start, count });
    expect(rows.columns).toEqual([ids, ids.map((id) => `city ${id}`)]);
    expect(rows.rowCount).toBe(ids.length);
  });

  it("names each row by its file and physical position", async () => {
    const { reader, snapshot } = openTable();
    const rows = await reader.readRows(snapshot, { columns: [0], start: 23, count: 4 });
    const names = Array.from(rows.source, (source, row) => [rows.sources[source]?.path, rows.position[row]]);
    expect(names).toEqual([
      ["a", 23],
      ["a", 24],
      ["c", 0],
      ["c", 1],
    ]);
    expect(rows.sources[0]).toEqual({
      fileHash: hashFileKey("a", undefined),
      path: "a",
      sizeBytes: three.get("a")?.length,
      rowCount: 25,
    });
  });

  it("counts rows without reading a file when no column is asked for", async () => {
    const { reader, snapshot, requests } = openTable();
    const rows = await reader.readRows(snapshot, { columns: [], start: 20, count: 12 });
    expect(rows).toMatchObject({ rowCount: 12, columns: [] });
    expect(requests).toEqual([]);
  });

  it("holds no rows of a table without files", async () => {
    const { reader, snapshot } = openTable({ objects: new Map(), adds: [] });
    const rows = await reader.readRows(snapshot, { columns: [0], start: 0, count: 10 });
    expect(rows).toMatchObject({ rowCount: 0, columns: [[]], sources: [] });
  });

  it("reads columns in the order asked for", async () => {
    const { reader, snapshot } = openTable();
    const rows = await reader.readRows(snapshot, { columns: [1, 0, 1], start: 3, count: 1 });
    expect(rows.columns).toEqual([["city 3"], [3n], ["city 3"]]);
  });

  it("reads 2,000 columns", async () => {
    const names = Array.from({ length: 2000 }, (_, column) => `c${column}`);
    const file = writeParquet(names.map((name, column) => ({ name, data: Int32Array.of(column), type: "INT32" })));
    const columns = Object.fromEntries(names.map((name) => [name, "integer"]));
    const { reader, snapshot } = openTable({ objects: new Map([["w", file]]), adds: [{ path: "w" }], columns });
    const rows = await reader.readRows(snapshot, { columns: names.map((_, column) => column), start: 0, count: 1 });
    expect(rows.columns.map(([value]) => value)).toEqual(names.map((_, column) => column));
  }, 30_000);
});

describe("row counts", () => {
  it("come from footers where the log has none", async () => {
    const { reader, snapshot } = openTable({ adds: [{ path: "a" }, { path: "b" }, { path: "c" }] });
    expect(reader.rowTotals(snapshot.files)).toEqual({ rows: 0, filesWithUnknownRows: 3 });
    const rows = await reader.readRows(snapshot, { columns: [0], start: 24, count: 3 });
    expect(rows.columns).toEqual([range(24, 27)]);
    expect(reader.rowTotals(snapshot.files)).toEqual({ rows: 55, filesWithUnknownRows: 0 });
  });

  it("need no footer behind the window", async () => {
    const { reader, snapshot, requests } = openTable({ adds: [{ path: "a" }, { path: "c" }] });
    await reader.readRows(snapshot, { columns: [0], start: 0, count: 3 });
    expect(requests.map(({ key }) => key)).toEqual(["a"]);
  });

  it("of the log give way to the footer's", async () => {
    const adds = [
      { path: "a", stats: '{"numRecords":20}' },
      { path: "c", stats: '{"numRecords":30}' },
    ];
    const { reader, snapshot } = openTable({ adds });
    const rows = await reader.readRows(snapshot, { columns: [0], start: 18, count: 9 });
    expect(rows.columns).toEqual([range(18, 27)]);
    expect(reader.rowTotals(snapshot.files)).toEqual({ rows: 55, filesWithUnknownRows: 0 });
  });

  it("can be completed by reading every footer", async () => {
    const { reader, snapshot } = openTable({ adds: [{ path: "a" }, { path: "b" }, { path: "c" }] });
    await reader.countUnknownRows(snapshot.files);
    expect(reader.rowTotals(snapshot.files)).toEqual({ rows: 55, filesWithUnknownRows: 0 });
  });
});

describe("a row's name", () => {
  it.each([
    { file: "a", position: 24, row: 24 },
    { file: "c", position: 0, row: 25 },
    { file: "c", position: 30, row: undefined },
    { file: "gone", position: 0, row: undefined },
  ])("finds row $row by position $position of file $file", async ({ file, position, row }) => {
    const { reader, snapshot } = openTable({ adds: [{ path: "a" }, { path: "b" }, { path: "c" }] });
    const fileHash = hashFileKey(file, undefined);
    expect(await reader.locateRow(snapshot.files, { fileHash, position })).toBe(row);
  });
});

describe("columns", () => {
  it("of a partition come from the log, whatever the file holds", async () => {
    const adds = [{ path: "a", partitionValues: new Map([["city", "Oslo"]]) }];
    const { reader, snapshot } = openTable({ adds, partitionColumns: ["city"] });
    const rows = await reader.readRows(snapshot, { columns: [0, 1], start: 0, count: 2 });
    expect(rows.columns).toEqual([range(0, 2), ["Oslo", "Oslo"]]);
  });

  it("that a file lacks are null, and those it has besides are hidden", async () => {
    const columns = { added: "string", ID: "long" };
    const { reader, snapshot } = openTable({ columns });
    const rows = await reader.readRows(snapshot, { columns: [0, 1], start: 0, count: 2 });
    expect(rows.columns).toEqual([[null, null], range(0, 2)]);
  });

  it("that may not be null must be in the file", async () => {
    const { reader, snapshot } = openTable({ columns: { added: "string" }, required: ["added"] });
    const read = reader.readRows(snapshot, { columns: [0], start: 0, count: 1 });
    await expect(read).rejects.toMatchObject({ tag: "ProtocolViolation" });
  });

  it.each(["a.b", "with space", "\u{1f680}", "__proto__", "constructor", "`tick`"])("may be named %s", async (name) => {
    const file = writeParquet([
      { name: "a", data: Int32Array.of(1), type: "INT32" },
      { name, data: Int32Array.of(2), type: "INT32" },
    ]);
    const columns = { [name]: "integer" };
    const { reader, snapshot } = openTable({ objects: new Map([["n", file]]), adds: [{ path: "n" }], columns });
    const rows = await reader.readRows(snapshot, { columns: [0], start: 0, count: 1 });
    expect(rows.columns).toEqual([[2]]);
  });

  it("of type void are null without reading a file", async () => {
    const { reader, snapshot, requests } = openTable({ columns: { nothing: "void" } });
    const rows = await reader.readRows(snapshot, { columns: [0], start: 0, count: 2 });
    expect(rows.columns).toEqual([[null, null]]);
    expect(requests).toEqual([]);
  });
});

describe("bad data files", () => {
  const broken = three.get("a")?.slice() ?? new Uint8Array();
  broken.fill(0xff, 4, 60);

  it.each([
    { name: "without footer", bytes: new Uint8Array(100), tag: "CorruptParquet" },
    { name: "of a few bytes", bytes: new Uint8Array(5), tag: "CorruptParquet" },
    { name: "with a broken page", bytes: broken, tag: "CorruptParquet" },
    { name: "with an encrypted footer", bytes: new TextEncoder().encode("PAR1........PARE"), tag: "Unsupported" },
  ])("$name are refused as $tag", async ({ bytes, tag }) => {
    const { reader, snapshot } = openTable({ objects: new Map([["x", bytes]]), adds: [{ path: "x" }] });
    const read = reader.readRows(snapshot, { columns: [0], start: 0, count: 1 });
    await expect(read).rejects.toMatchObject({ tag });
  });

  it("are still read where other columns are sound", async () => {
    const { reader, snapshot } = openTable({ objects: new Map([["x", broken]]), adds: [{ path: "x" }] });
    const rows = await reader.readRows(snapshot, { columns: [1], start: 0, count: 1 });
    expect(rows.columns).toEqual([["city 0"]]);
  });

  it("are named when they are missing", async () => {
    const { reader, snapshot } = openTable({ adds: [{ path: "gone/file.parquet", size: 100 }] });
    const read = reader.readRows(snapshot, { columns: [0], start: 0, count: 1 });
    await expect(read).rejects.toMatchObject({ tag: "ObjectMissing", context: { path: "gone/file.parquet" } });
  });

  it("outside the table's folder are refused", async () => {
    const { reader, snapshot } = openTable({ adds: [{ path: "s3://elsewhere/file.parquet" }] });
    const read = reader.readRows(snapshot, { columns: [0], start: 0, count: 1 });
    await expect(read).rejects.toMatchObject({ tag: "Unsupported" });
  });
});

describe("requests", () => {
  /** Above the size that is read whole: incompressible columns in two row groups. */
  const count = 60_000;
  const noise = (seed: number) =>
    Float64Array.from({ length: count }, (_, row) => Math.sin(row * 12.9898 + seed) * 43758.5453);
  const wide = new Map([
    [
      "w",
      writeParquet(
        ["x", "y", "z"].map((name, seed) => ({ name, data: noise(seed), type: "DOUBLE" })),
        count / 2,
      ),
    ],
  ]);
  const columns = { x: "double", y: "double", z: "double" };
  const adds = [{ path: "w", stats: `{"numRecords":${count}}` }];

  it("of the last row are one tail and one row group's visible column", async () => {
    const { reader, snapshot, requests } = openTable({ objects: wide, adds, columns });
    const rows = await reader.readRows(snapshot, { columns: [1], start: count - 1, count: 1 });
    expect(rows.columns).toEqual([[noise(1)[count - 1]]]);
    expect(requests).toHaveLength(2);
    expect(requests[1]?.bytes).toBeLessThan((count / 2) * 8 + 5000);
  });

  it("of a small file are one", async () => {
    const { reader, snapshot, requests } = openTable({ adds: [counted[0] ?? { path: "a" }] });
    await reader.readRows(snapshot, { columns: [0, 1], start: 0, count: 25 });
    expect(requests).toHaveLength(1);
  });

  it("are none for rows that were read", async () => {
    const { reader, snapshot, requests } = openTable({ objects: wide, adds, columns });
    await reader.readRows(snapshot, { columns: [0], start: 10, count: 10 });
    const before = requests.length;
    await reader.readRows(snapshot, { columns: [0], start: 15, count: 100 });
    expect(requests).toHaveLength(before);
  });

  it("of the first file's tail can be made ahead", async () => {
    const { reader, snapshot, requests } = openTable({ objects: wide, adds, columns });
    await reader.prefetchFirst(snapshot.files);
    expect(requests).toHaveLength(1);
    await reader.readRows(snapshot, { columns: [0], start: 0, count: 10 });
    expect(requests).toHaveLength(2);
  });

  it("stop when they are aborted", async () => {
    const { reader, snapshot } = openTable();
    const signal = AbortSignal.abort();
    const read = reader.readRows(snapshot, { columns: [0], start: 0, count: 10 }, { signal });
    await expect(read).rejects.toBe(signal.reason);
  });

  it("of an aborted window do not fail another's", async () => {
    const { reader, snapshot } = openTable();
    const controller = new AbortController();
    const first = reader.readRows(snapshot, { columns: [0], start: 0, count: 2 }, { signal: controller.signal });
    const second = reader.readRows(snapshot, { columns: [0], start: 0, count: 2 });
    controller.abort();
    await expect(first).rejects.toBe(controller.signal.reason);
    expect((await second).columns).toEqual([range(0, 2)]);
  });
});

it("reads any window of a file of many row groups as its writer wrote it", async () => {
  const fixture = readFixture("row-groups");
  const objects = new Map([["f", fixture.bytes]]);
  const reader = createTableReader({ store: createMemoryStore(objects), engine, budgetBytes });
  const files = listFiles(objects, [{ path: "f" }]);
  const snapshot = { schema: fixture.schema, partitionColumns: [], columnMapping: "none" as const, files };
  for (const [start, count] of [
    [95, 10],
    [0, 500],
    [199, 2],
    [499, 1],
    [300, 100],
  ] as const) {
    const rows = await reader.readRows(snapshot, { columns: [1, 3], start, count });
    expect(rows.columns).toEqual([1, 3].map((column) => fixture.columns[column]?.slice(start, start + count)));
  }
});

it("reads one whole value", async () => {
  const { reader, snapshot } = openTable();
  expect(await reader.readValue(snapshot, { row: 30, column: 1 })).toBe("city 30");
  expect(await reader.readValue(snapshot, { row: 55, column: 1 })).toBeUndefined();
});
