import { Bool, type DataType, Field, Int32, Int64, List, Map_, Struct, Utf8 } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { createStatsBudget, type FileChunk } from "#delta/file-chunk.ts";
import { pathAt } from "#delta/path-column.ts";
import type { Utf8Column } from "#delta/ports.ts";
import { utf8At } from "#delta/utf8-column.ts";
import { createCountingStore, engine, writeArrow } from "#testing/parquet-tables.ts";
import { createCheckpointReader } from "./checkpoint-reader.ts";

const text = new Utf8();
const long = new Int64();
const int = new Int32();
const texts = new List(new Field("element", text, true));
const entries = new Struct<{ key: Utf8; value: Utf8 }>([new Field("key", text, false), new Field("value", text, true)]);
const textMap = new Map_<Utf8, Utf8>(new Field("entries", entries, false));

function struct(fields: Readonly<Record<string, DataType>>): Struct {
  return new Struct(Object.entries(fields).map(([name, type]) => new Field(name, type, true)));
}

const protocolType = struct({ minReaderVersion: int, minWriterVersion: int, readerFeatures: texts });
const metaDataType = struct({
  id: text,
  format: struct({ provider: text, options: textMap }),
  schemaString: text,
  partitionColumns: texts,
  configuration: textMap,
  createdTime: long,
});
const txnType = struct({ appId: text, version: long });
const deletionVectorType = struct({
  storageType: text,
  pathOrInlineDv: text,
  offset: int,
  sizeInBytes: int,
  cardinality: long,
});
const addType = struct({
  path: text,
  partitionValues: textMap,
  size: long,
  modificationTime: long,
  dataChange: new Bool(),
  stats: text,
  stats_parsed: struct({ numRecords: long }),
  deletionVector: deletionVectorType,
});

interface Row {
  readonly protocol?: unknown;
  readonly metaData?: unknown;
  readonly txn?: unknown;
  readonly add?: unknown;
}

const types = { txn: txnType, add: addType, metaData: metaDataType, protocol: protocolType };

function checkpointOf(rows: readonly Row[], options: { rowGroupSize?: number; without?: readonly string[] } = {}) {
  const columns = Object.entries(types).flatMap(([name, type]) =>
    options.without?.includes(name) ? [] : [[name, [rows.map((row) => row[name as keyof Row] ?? null), type]] as const],
  );
  return writeArrow(Object.fromEntries(columns), options.rowGroupSize);
}

const name = "00000000000000000010.checkpoint.parquet";

function openCheckpoint(bytes: Uint8Array) {
  const { store, requests } = createCountingStore(new Map([[`_delta_log/${name}`, bytes]]));
  return { reader: createCheckpointReader({ store, engine }), requests };
}

async function collect(chunks: AsyncIterable<FileChunk>): Promise<readonly FileChunk[]> {
  const all: FileChunk[] = [];
  for await (const chunk of chunks) {
    all.push(chunk);
  }
  return all;
}

const budget = createStatsBudget(1e9);

function pathsOf({ rowCount, paths }: FileChunk): readonly string[] {
  return Array.from({ length: rowCount }, (_, row) => pathAt(paths, row));
}

function textsOf(column: Utf8Column | undefined): readonly (string | undefined)[] {
  return column === undefined ? [] : Array.from({ length: column.offsets.length - 1 }, (_, row) => utf8At(column, row));
}

function add(path: string, more: Readonly<Record<string, unknown>> = {}): Row {
  return { add: { path, size: 7n, modificationTime: 9n, dataChange: true, partitionValues: new Map(), ...more } };
}

const protocol = { minReaderVersion: 1, minWriterVersion: 2, readerFeatures: null };
const metaData = {
  id: "table",
  format: { provider: "parquet", options: new Map() },
  schemaString: "{}",
  partitionColumns: ["day"],
  configuration: new Map([["delta.appendOnly", "true"]]),
  createdTime: 5n,
};

describe("actions that are not about files", () => {
  it("are found among the files, optional fields absent where they are null", async () => {
    const rows = [add("a"), { txn: { appId: "app", version: 2n ** 60n } }, { metaData }, add("b"), { protocol }];
    const { reader } = openCheckpoint(checkpointOf(rows));
    expect(await reader.readNonFileActions({ name, sizeBytes: undefined })).toEqual([
      { kind: "txn", appId: "app", version: 2n ** 60n },
      {
        kind: "metaData",
        id: "table",
        format: { provider: "parquet", options: new Map() },
        schemaString: "{}",
        partitionColumns: ["day"],
        configuration: new Map([["delta.appendOnly", "true"]]),
        createdTime: 5,
      },
      { kind: "protocol", minReaderVersion: 1, minWriterVersion: 2 },
    ]);
  });

  it("are not there when their columns are not", async () => {
    const { reader } = openCheckpoint(checkpointOf([add("a")], { without: ["txn", "metaData", "protocol"] }));
    expect(await reader.readNonFileActions({ name, sizeBytes: undefined })).toEqual([]);
  });

  it("are not there when a writer filled their struct with nulls", async () => {
    const nothing = { minReaderVersion: null, minWriterVersion: null, readerFeatures: null };
    const { reader } = openCheckpoint(checkpointOf([{ ...add("a"), protocol: nothing }]));
    expect(await reader.readNonFileActions({ name, sizeBytes: undefined })).toEqual([]);
  });
});

describe("adds", () => {
  it("leave out the rows of other actions, and keep their order over row groups", async () => {
    const rows = [{ protocol }, add("a"), { metaData }, add("b"), add("c"), { txn: { appId: "x", version: 1n } }];
    const { reader } = openCheckpoint(checkpointOf(rows, { rowGroupSize: 2 }));
    const chunks = await collect(
      reader.streamAdds({ name, sizeBytes: undefined }, { partitionColumns: [], stats: true, budget }),
    );
    expect(chunks.flatMap(pathsOf)).toEqual(["a", "b", "c"]);
    expect(chunks.flatMap(({ sizeBytes }) => [...sizeBytes])).toEqual([7, 7, 7]);
    expect(chunks.flatMap(({ modificationTimeMs }) => [...modificationTimeMs])).toEqual([9, 9, 9]);
  });

  it("keep sizes beyond 32 bits", async () => {
    const { reader } = openCheckpoint(checkpointOf([add("a", { size: 2n ** 52n + 1n })]));
    const [chunk] = await collect(
      reader.streamAdds({ name, sizeBytes: undefined }, { partitionColumns: [], stats: false, budget }),
    );
    expect(chunk?.sizeBytes[0]).toBe(2 ** 52 + 1);
  });

  it("have a column for each partition column asked for, null where a row has no such key", async () => {
    const rows = [
      add("a", {
        partitionValues: new Map([
          ["day", "1"],
          ["city", "Oslo"],
        ]),
      }),
      add("b", {
        partitionValues: new Map([
          ["city", null],
          ["day", "2"],
        ]),
      }),
      add("c"),
    ];
    const { reader } = openCheckpoint(checkpointOf(rows));
    const [chunk] = await collect(
      reader.streamAdds({ name, sizeBytes: undefined }, { partitionColumns: ["city", "day"], stats: false, budget }),
    );
    const columns = [...(chunk?.partitionValues ?? [])].map(([key, { values, codes }]) => [
      key,
      [...codes].map((code) => values[code]),
    ]);
    expect(columns).toEqual([
      ["city", ["Oslo", null, null]],
      ["day", ["1", "2", null]],
    ]);
    expect(chunk?.stats).toBeUndefined();
  });

  it("have statistics as JSON and parsed, where the checkpoint has them", async () => {
    const rows = [add("a", { stats: '{"numRecords":3}' }), add("b", { stats_parsed: { numRecords: 4n } })];
    const { reader } = openCheckpoint(checkpointOf(rows));
    const [chunk] = await collect(
      reader.streamAdds({ name, sizeBytes: undefined }, { partitionColumns: [], stats: true, budget }),
    );
    expect(textsOf(chunk?.stats)).toEqual(['{"numRecords":3}', undefined]);
    expect([...(chunk?.numRecords ?? [])]).toEqual([3, 4]);
  });

  it("have a deletion vector only where its storage type is not empty", async () => {
    const empty = { storageType: "", pathOrInlineDv: null, offset: null, sizeInBytes: null, cardinality: null };
    const vector = { storageType: "u", pathOrInlineDv: "xyz", offset: 0, sizeInBytes: 40, cardinality: 6n };
    const inline = { storageType: "i", pathOrInlineDv: "abc", offset: null, sizeInBytes: 44, cardinality: 2n };
    const rows = [
      add("a"),
      add("b", { deletionVector: empty }),
      add("c", { deletionVector: vector }),
      add("d", { deletionVector: inline }),
    ];
    const { reader } = openCheckpoint(checkpointOf(rows));
    const [chunk] = await collect(
      reader.streamAdds({ name, sizeBytes: undefined }, { partitionColumns: [], stats: false, budget }),
    );
    expect([...(chunk?.deletionVectors ?? [])]).toEqual([
      [2, { storageType: "u", pathOrInlineDv: "xyz", offset: 0, sizeInBytes: 40, cardinality: 6 }],
      [3, { storageType: "i", pathOrInlineDv: "abc", sizeInBytes: 44, cardinality: 2 }],
    ]);
  });

  it("are none where the checkpoint has no such column", async () => {
    const { reader } = openCheckpoint(checkpointOf([{ protocol }], { without: ["add"] }));
    const chunks = await collect(
      reader.streamAdds({ name, sizeBytes: undefined }, { partitionColumns: [], stats: true, budget }),
    );
    expect(chunks).toEqual([]);
  });

  it("without a path make the checkpoint corrupt", async () => {
    const { reader } = openCheckpoint(checkpointOf([add("a"), { add: { size: 1n } }]));
    const read = collect(
      reader.streamAdds({ name, sizeBytes: undefined }, { partitionColumns: [], stats: false, budget }),
    );
    await expect(read).rejects.toMatchObject({ tag: "CorruptCheckpoint" });
  });
});

describe("requests", () => {
  const small = checkpointOf([{ protocol }, { metaData }, add("a")]);
  const long = Array.from({ length: 30_000 }, (_, row) =>
    add(`part-${row}-${Math.sin(row)}.parquet`, { stats: `{"numRecords":${row},"minValues":{"x":${Math.cos(row)}}}` }),
  );
  const large = checkpointOf([{ protocol }, { metaData }, ...long], { rowGroupSize: 10_000 });

  it.each([
    { name: "of known size", sizeBytes: small.length },
    { name: "of unknown size", sizeBytes: undefined },
  ])("for a small checkpoint $name are one for both calls", async ({ sizeBytes }) => {
    const { reader, requests } = openCheckpoint(small);
    await reader.readNonFileActions({ name, sizeBytes });
    await collect(reader.streamAdds({ name, sizeBytes }, { partitionColumns: [], stats: true, budget }));
    expect(requests).toHaveLength(1);
  });

  it("for a large one are its tail and the chunks of the columns read, of row groups that can hold such actions", async () => {
    const { reader, requests } = openCheckpoint(large);
    const file = { name, sizeBytes: large.length };
    expect(await reader.readNonFileActions(file)).toHaveLength(2);
    const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
    expect(bytes).toBeLessThan(64 * 1024 + 4096);
    const before = requests.length;
    const chunks = await collect(reader.streamAdds(file, { partitionColumns: [], stats: false, budget }));
    expect(chunks.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(30_000);
    // Path, size, time, the five fields of the deletion vector and the parsed count, in four row groups at most.
    expect(requests.length - before).toBeLessThanOrEqual(9 * 4);
  });

  it("for adds read ahead are made with the first ones, and not again", async () => {
    const { reader, requests } = openCheckpoint(large);
    const options = { partitionColumns: ["city"], stats: true, budget };
    const plain = openCheckpoint(large);
    await plain.reader.readNonFileActions({ name, sizeBytes: large.length });
    const expected = await collect(plain.reader.streamAdds({ name, sizeBytes: large.length }, options));

    reader.readAhead?.({ name, sizeBytes: large.length });
    await reader.readNonFileActions({ name, sizeBytes: large.length });
    await expect.poll(() => requests.length).toBeGreaterThan(2);
    const chunks = await collect(reader.streamAdds({ name, sizeBytes: large.length }, options));
    const contents = (all: readonly FileChunk[]) => all.flatMap(pathsOf);
    expect(contents(chunks).join() === contents(expected).join()).toBe(true);
    expect(requests).toHaveLength(plain.requests.length);
  });
});

describe("bad checkpoints", () => {
  it.each([
    { name: "garbage", bytes: new Uint8Array(1000) },
    { name: "an empty file", bytes: new Uint8Array(0) },
  ])("$name is a corrupt checkpoint", async ({ bytes }) => {
    const { reader } = openCheckpoint(bytes);
    const read = reader.readNonFileActions({ name, sizeBytes: undefined });
    await expect(read).rejects.toMatchObject({ tag: "CorruptCheckpoint", context: { file: `_delta_log/${name}` } });
  });

  it.each([{ sizeBytes: undefined }, { sizeBytes: 1000 }])(
    "an absent one of size $sizeBytes is missing",
    async ({ sizeBytes }) => {
      const { reader } = openCheckpoint(new Uint8Array(0));
      const read = reader.readNonFileActions({ name: "gone.checkpoint.parquet", sizeBytes });
      await expect(read).rejects.toMatchObject({ tag: "ObjectMissing" });
    },
  );
});
