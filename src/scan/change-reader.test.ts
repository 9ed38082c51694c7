import { describe, expect, it } from "vitest";
import { commitName } from "#delta/log-path.ts";
import { createTableLog } from "#delta/table-log.ts";
import { createLogStore } from "#storage/log-store.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { createCountingLog } from "#testing/counting-log.ts";
import { frameVector, writeVector, writeVectorFile } from "#testing/deletion-vectors.ts";
import { createCountingStore, engine, writeParquet } from "#testing/parquet-tables.ts";
import { changeSchema } from "./change-reader.ts";
import { createTableReader, type SnapshotFiles } from "./read-rows.ts";

/** Ids from `first` up, ten rows to a row group. */
function numbers(
  first: number,
  count: number,
  types?: readonly (string | null)[],
  toText: (row: number) => string = String,
): Uint8Array {
  const rows = Array.from({ length: count }, (_, row) => first + row);
  const columns = [
    { name: "id", data: BigInt64Array.from(rows, BigInt), type: "INT64" as const },
    { name: "text", data: rows.map(toText), type: "STRING" as const },
  ];
  const type = types && [{ name: "_change_type", data: [...types], type: "STRING" as const }];
  return writeParquet([...columns, ...(type ?? [])], 10);
}

/** So long, and so hard to compress, that a file's tail holds but few rows. */
function longText(row: number): string {
  return Array.from({ length: 3000 }, (_, at) => (row * 7919 + at * 104_729) % 9973).join();
}

const VECTORS = [
  [1, 2, 35],
  [2, 35, 36, 97],
] as const;
const data = VECTORS.map((rows) => writeVector([[0, rows]]));
const vectorFile = writeVectorFile(data.map((each) => frameVector(each)));

function vector(index: number, more: object = {}) {
  const [offset, sizeInBytes] = [vectorFile.offsets[index], data[index]?.length];
  const cardinality = VECTORS[index]?.length;
  return { deletionVector: { storageType: "p", pathOrInlineDv: "v.bin", offset, sizeInBytes, cardinality, ...more } };
}

const SCHEMA = JSON.stringify({
  type: "struct",
  fields: ["id long", "text string", "p integer"].map((text) => {
    const [name, type] = text.split(" ");
    return { name, type, nullable: true, metadata: {} };
  }),
});

const first = [
  { protocol: { minReaderVersion: 3, minWriterVersion: 7, readerFeatures: ["deletionVectors"], writerFeatures: [] } },
  {
    metaData: {
      id: "m",
      format: { provider: "parquet", options: {} },
      schemaString: SCHEMA,
      partitionColumns: ["p"],
      configuration: { "delta.enableChangeDataFeed": "true" },
    },
  },
];

function file(kind: "add" | "remove" | "cdc", path: string, more: object = {}) {
  return { [kind]: { path, partitionValues: { p: "5" }, size: 0, dataChange: kind !== "cdc", ...more } };
}

type Commits = readonly (readonly object[])[];

/** The sizes in the log are those of `files`, unless they are told. */
function openChanges(
  commits: Commits,
  files: Readonly<Record<string, Uint8Array>>,
  change: (store: ObjectStore) => ObjectStore = (store) => store,
) {
  const objects = new Map([...Object.entries(files), ["v.bin", vectorFile.bytes] as const]);
  for (const [version, actions] of commits.entries()) {
    const lines = actions.map((action) =>
      JSON.stringify(action).replace(/"path":"([^"]+)"([^\n]*?)"size":0/g, (_all, path, between) => {
        return `"path":"${path}"${between}"size":${files[path]?.length ?? 1000}`;
      }),
    );
    objects.set(`_delta_log/${commitName(version)}`, new TextEncoder().encode(lines.join("\n")));
  }
  const { store: counting, requests } = createCountingStore(objects);
  const store = change(counting);
  const log = createTableLog({
    log: createLogStore(store),
    checkpoints: createCountingLog(new Map()),
    location: "memory:t",
  });
  const { changes, readRows } = createTableReader({ store, engine, budgetBytes: 64e6 });
  async function rowsOf(snapshot: SnapshotFiles) {
    return (await readRows(snapshot, { columns: [0, 1, 2], start: 0, count: 100 })).columns;
  }
  async function read(window: { start?: number; count?: number; columns?: readonly number[] } = {}) {
    const feed = await log.loadChanges({ from: 0, to: commits.length - 1 });
    requests.length = 0;
    const { start = 0, count = 1000, columns = [3, 0] } = window;
    const page = await changes.readChanges(feed, { columns, start, count });
    const rows = Array.from({ length: page.rowCount }, (_, row) => page.columns.map((values) => values[row] ?? null));
    const refusals = feed.versions.map((version) => changes.describe(version).refusal?.tag);
    return { feed, rows, refusals, totals: changes.totals(feed) };
  }
  return { log, changes, read, rowsOf, requests };
}

/** `insert 4`. */
function texts(rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.map((row) => row.join(" "));
}

const stats = (numRecords: number) => ({ stats: JSON.stringify({ numRecords }) });

describe("changes of files", () => {
  const base: Commits = [
    [...first, file("add", "f", stats(100))],
    [file("remove", "f"), file("add", "f", { ...stats(100), ...vector(0) })],
    [file("remove", "f", vector(0)), file("add", "f", { ...stats(100), ...vector(1) })],
    [file("remove", "f", vector(1)), file("add", "f", stats(100))],
    [file("remove", "f", stats(100))],
  ];
  const files = { f: numbers(0, 100) };

  it.each([
    [1, ["delete 1", "delete 2", "delete 35"]],
    [2, ["delete 36", "delete 97", "insert 1"]],
    [3, ["insert 2", "insert 35", "insert 36", "insert 97"]],
  ])("of version %i are the rows that its deletion vectors tell apart", async (version, expected) => {
    const { read } = openChanges(base, files);
    const { rows } = await read({ columns: [3, 0, 4] });
    expect(texts(rows.filter(([, , at]) => at === BigInt(version)).map((row) => row.slice(0, 2)))).toEqual(expected);
  });

  it("of a new vector cost the row groups of its rows alone, once", async () => {
    const f = numbers(0, 100, undefined, longText);
    const { read, requests } = openChanges(base, { f });
    // Behind the 100 inserts and the 3 deletes of version 1.
    const { rows } = await read({ start: 103, count: 2, columns: [3, 0, 1] });
    expect(texts(rows.map((row) => row.slice(0, 2)))).toEqual(["delete 36", "delete 97"]);
    const bytesOf = (name: string) => requests.flatMap(({ key, bytes }) => (key === name ? [bytes] : []));
    // Of the vectors' file its version and two vectors; of the data file its tail, once, and what of two row groups
    // the tail does not hold: a row group is a tenth of the file.
    expect(bytesOf("v.bin")).toHaveLength(4);
    const [tail = 0, ...groups] = bytesOf("f");
    expect(tail).toBeLessThan(f.length / 10);
    expect(groups.length).toBeLessThanOrEqual(4);
    expect(groups.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(f.length / 8);
  });

  it("cost no file where only other versions' rows are wanted and the log counts them", async () => {
    const { read, requests } = openChanges(base, { ...files, g: numbers(0, 10) });
    const { rows } = await read({ start: 0, count: 5, columns: [0] });
    expect(rows).toHaveLength(5);
    expect(new Set(requests.map(({ key }) => key))).toEqual(new Set(["f"]));
  });

  it("are the same in windows of any size", async () => {
    const { read, feed, all } = await readAll(base, files);
    expect(all).toHaveLength(100 + 3 + 3 + 4 + 100);
    for (const count of [1, 7, 64]) {
      const paged: (readonly unknown[])[] = [];
      for (let start = 0; start < all.length; start += count) paged.push(...(await read({ start, count })).rows);
      expect(paged).toEqual(all);
    }
    expect((await read({ start: all.length, count: 5 })).rows).toEqual([]);
    expect(changeSchema(feed).fields.map(({ name }) => name)).toEqual([
      "id",
      "text",
      "p",
      "_change_type",
      "_commit_version",
      "_commit_timestamp",
    ]);
  });

  it("have the partition values of the log", async () => {
    const { all } = await readAll(base, files, [2]);
    expect(new Set(all.flat())).toEqual(new Set([5]));
  });

  it("are counted by the file where the log is wrong", async () => {
    const { read } = openChanges([[...first, file("add", "f", stats(7))]], { f: numbers(0, 25) });
    expect((await read()).totals).toEqual({ rows: 25, exact: true });
  });

  it("of a data file that has a _change_type of its own are inserts all the same, and its rows do not show it", async () => {
    const { read, log, rowsOf } = openChanges([[...first, file("add", "f", stats(2))]], {
      f: numbers(0, 2, ["delete", null]),
    });
    expect(texts((await read()).rows)).toEqual(["insert 0", "insert 1"]);
    const snapshot = await log.loadSnapshot({ at: { kind: "latest" } });
    expect(snapshot.schema.fields.map(({ name }) => name)).toEqual(["id", "text", "p"]);
    expect(await rowsOf(snapshot)).toEqual([
      [0n, 1n],
      ["0", "1"],
      [5, 5],
    ]);
  });

  it("are none where a column that is not there is asked for", async () => {
    const { read } = openChanges(base, files);
    await expect(read({ columns: [6] })).rejects.toMatchObject({ tag: "Internal" });
  });

  async function readAll(commits: Commits, of: Readonly<Record<string, Uint8Array>>, columns = [3, 0]) {
    const { read } = openChanges(commits, of);
    const { rows, feed } = await read({ columns });
    return { read, feed, all: rows };
  }
});

describe("change data files", () => {
  const types = ["insert", "update_preimage", "update_postimage", "delete"];

  it("tell each row's change, and their add and remove nothing", async () => {
    const { read } = openChanges(
      [first, [file("add", "f", stats(50)), file("cdc", "_change_data/c"), file("remove", "gone")]],
      { f: numbers(0, 50), "_change_data/c": numbers(10, 4, types) },
    );
    const { rows, refusals } = await read();
    expect(texts(rows)).toEqual(["insert 10", "update_preimage 11", "update_postimage 12", "delete 13"]);
    expect(refusals).toEqual([undefined, undefined]);
  });

  it.each([
    ["an unknown change", ["insert", "upsert"], "ProtocolViolation"],
    ["no change", ["insert", null], "ProtocolViolation"],
    ["no such column", undefined, "ProtocolViolation"],
  ])("with %s leave out their version alone", async (_what, changes, tag) => {
    const { read } = openChanges([[...first, file("add", "f", stats(3))], [file("cdc", "c")], [file("cdc", "d")]], {
      f: numbers(0, 3),
      c: numbers(10, 2, changes),
      d: numbers(20, 1, ["delete"]),
    });
    // Asked for or not, a change of an unknown kind is none of ours to show.
    for (const columns of [[3, 0], [0]]) {
      const { rows, refusals, totals } = await read({ columns });
      expect(rows.map((row) => row.at(-1))).toEqual([0n, 1n, 2n, 20n]);
      expect(refusals).toEqual([undefined, tag, undefined]);
      expect(totals).toEqual({ rows: 4, exact: true });
    }
  });
});

describe("versions whose files can't be read", () => {
  const files = { a: numbers(0, 3), c: numbers(20, 3) };
  const commits: Commits = [
    [...first, file("add", "a", stats(3))],
    [file("add", "c", stats(3)), file("remove", "b", stats(3))],
    [file("add", "c", stats(3))],
  ];

  it("are left out whole and named", async () => {
    const { read } = openChanges(commits, files);
    const { rows, refusals, totals } = await read();
    expect(texts(rows)).toEqual(["insert 0", "insert 1", "insert 2", "insert 20", "insert 21", "insert 22"]);
    expect(refusals).toEqual([undefined, "ObjectMissing", undefined]);
    expect(totals).toEqual({ rows: 6, exact: true });
  });

  it("are left out before the first of their rows is told, though a later file is the one that is gone", async () => {
    const late: Commits = [[...first, file("add", "a", stats(3)), file("add", "b", stats(3))]];
    const { rows, refusals } = await openChanges(late, files).read({ count: 2 });
    expect(rows).toEqual([]);
    expect(refusals).toEqual(["ObjectMissing"]);
  });

  it.each<[what: string, commits: Commits, bytes: Uint8Array | undefined, tag: string]>([
    ["a broken file", [[...first, file("add", "b")]], new Uint8Array(400), "CorruptParquet"],
    [
      "a vector that is not the one told",
      [[...first, file("add", "b", vector(0, { cardinality: 9 }))]],
      numbers(0, 100),
      "CorruptDeletionVector",
    ],
    [
      "a vector beyond its file",
      [[...first, file("add", "b", { ...stats(20), ...vector(1) })]],
      numbers(0, 20),
      "CorruptDeletionVector",
    ],
    [
      "a vector that is gone",
      [[...first, file("add", "b", vector(0, { pathOrInlineDv: "w.bin" }))]],
      numbers(0, 100),
      "ObjectMissing",
    ],
    [
      "a file outside the table",
      [[...first, file("add", "s3://else/where/b", { size: 10 })]],
      undefined,
      "Unsupported",
    ],
    [
      "a partition value that is none",
      [[...first, file("add", "b", { partitionValues: { p: "x" } })]],
      numbers(0, 2),
      "ProtocolViolation",
    ],
    [
      "a type that is not the column's",
      [[...first, file("add", "b")]],
      writeParquet([{ name: "id", data: ["x"], type: "STRING" }]),
      "Unsupported",
    ],
  ])("are named by what is wrong: %s", async (_what, broken, bytes, tag) => {
    const { read } = openChanges(broken, bytes === undefined ? {} : { b: bytes });
    const { rows, refusals } = await read({ columns: [0, 2] });
    expect(refusals).toEqual([tag]);
    expect(rows).toEqual([]);
  });

  it("are not those that the store fails to give for now", async () => {
    const { read } = openChanges(commits, files, (store) => ({
      ...store,
      getRange: async (key, ...rest) => {
        if (key === "a") throw new Error("no network");
        return await store.getRange(key, ...rest);
      },
    }));
    await expect(read()).rejects.toThrow("no network");
  });

  it("are none when the read is cancelled", async () => {
    const { log, changes } = openChanges(commits, files);
    const feed = await log.loadChanges({ from: 0, to: 2 });
    const controller = new AbortController();
    const reading = changes.readChanges(feed, { columns: [0], start: 0, count: 9 }, { signal: controller.signal });
    const reason = new DOMException("enough", "AbortError");
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(feed.versions.map((version) => changes.describe(version).refusal)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
