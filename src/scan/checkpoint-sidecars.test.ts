import { Bool, type DataType, Field, Int32, Int64, List, Map_, Struct, Utf8 } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { isTableError } from "#delta/errors.ts";
import { hintChecksum } from "#delta/hint-checksum.ts";
import { fileCount, filePath } from "#delta/live-files.ts";
import { createTableLog } from "#delta/table-log.ts";
import { createLogStore } from "#storage/log-store.ts";
import { createCountingStore, engine, writeArrow } from "#testing/parquet-tables.ts";
import { createCheckpointReader } from "./checkpoint-reader.ts";

const text = new Utf8();
const long = new Int64();
const texts = new List(new Field("element", text, true));
const entries = new Struct<{ key: Utf8; value: Utf8 }>([new Field("key", text, false), new Field("value", text, true)]);
const textMap = new Map_<Utf8, Utf8>(new Field("entries", entries, false));

function struct(fields: Readonly<Record<string, DataType>>): Struct {
  return new Struct(Object.entries(fields).map(([name, type]) => new Field(name, type, true)));
}

const types: Readonly<Record<string, Struct>> = {
  protocol: struct({ minReaderVersion: new Int32(), minWriterVersion: new Int32(), readerFeatures: texts }),
  metaData: struct({ id: text, schemaString: text, partitionColumns: texts, configuration: textMap }),
  checkpointMetadata: struct({ version: long, tags: textMap }),
  sidecar: struct({ path: text, sizeInBytes: long, modificationTime: long }),
  add: struct({ path: text, size: long, modificationTime: long, dataChange: new Bool(), stats: text }),
  remove: struct({ path: text }),
};

function parquetOf(rows: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]): Uint8Array {
  return writeArrow(
    Object.fromEntries(
      columns.map((name) => [name, [rows.map((row) => row[name] ?? null), types[name] as DataType]] as const),
    ),
    2,
  );
}

const schemaString = '{"type":"struct","fields":[{"name":"id","type":"long","nullable":true,"metadata":{}}]}';
const mainName = "00000000000000000004.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.parquet";

function add(path: string) {
  return { add: { path, size: 7n, modificationTime: 9n, dataChange: true, stats: '{"numRecords":3}' } };
}

/** A table whose only log is a checkpoint in Parquet with two sidecars, and a hint that repeats it or not. */
function createTable(options: { repeats?: boolean; spoil?: (objects: Map<string, Uint8Array>) => void } = {}) {
  const sidecars = [
    parquetOf([add("a"), add("b"), add("c"), { remove: { path: "x" } }], ["add", "remove"]),
    parquetOf([{ remove: { path: "y" } }, add("d")], ["remove", "add"]),
  ];
  const sidecarFiles = sidecars.map(({ length }, i) => ({
    path: `s${i}.parquet`,
    sizeInBytes: length,
    modificationTime: 0,
  }));
  const protocol = { minReaderVersion: 3, minWriterVersion: 7, readerFeatures: ["v2Checkpoint"] };
  const metaData = { id: "t", schemaString, partitionColumns: [], configuration: new Map() };
  const tags = new Map([["numOfAddFiles", "4"]]);
  const main = parquetOf(
    [
      { checkpointMetadata: { version: 4n, tags } },
      { protocol },
      { metaData },
      ...sidecarFiles.map((file) => ({
        sidecar: { ...file, sizeInBytes: BigInt(file.sizeInBytes), modificationTime: 0n },
      })),
    ],
    ["protocol", "metaData", "checkpointMetadata", "sidecar", "add"],
  );
  const nonFileActions = [
    { protocol },
    { metaData: { ...metaData, configuration: {} } },
    { checkpointMetadata: { version: 4, tags: Object.fromEntries(tags) } },
  ];
  const repeated = options.repeats === true ? { nonFileActions, sidecarFiles } : {};
  const hint = { version: 4, size: 9, v2Checkpoint: { path: mainName, sizeInBytes: main.length, ...repeated } };
  const checksum = hintChecksum(JSON.stringify(hint));
  const objects = new Map([
    ["_delta_log/_last_checkpoint", new TextEncoder().encode(JSON.stringify({ ...hint, checksum }))],
    [`_delta_log/${mainName}`, main],
    ...sidecars.map((bytes, i) => [`_delta_log/_sidecars/s${i}.parquet`, bytes] as const),
  ]);
  options.spoil?.(objects);
  const { store, requests } = createCountingStore(objects);
  const log = { ...createLogStore(store), list: async () => undefined };
  const table = createTableLog({ log, checkpoints: createCheckpointReader({ store, engine }), location: "memory:t" });
  return { load: () => table.loadSnapshot({ at: { kind: "latest" } }), requests };
}

describe("a V2 checkpoint in Parquet", () => {
  it.each([true, false])("opens with the files of all its sidecars; hint repeats it: %s", async (repeats) => {
    const { files, warnings, checkpointVersion } = await createTable({ repeats }).load();
    expect({ warnings, checkpointVersion }).toEqual({ warnings: [], checkpointVersion: 4 });
    expect(Array.from({ length: fileCount(files) }, (_, i) => filePath(files, i))).toEqual(["a", "b", "c", "d"]);
    expect(files.totals).toEqual({ files: 4, sizeBytes: 28, rows: 12, filesWithUnknownRows: 0 });
  });

  it("costs one request for each small file", async () => {
    const { load, requests } = createTable();
    await load();
    const keys = requests.map(({ key }) => key).filter((key) => key.endsWith(".parquet"));
    expect(keys).toEqual([
      `_delta_log/${mainName}`,
      "_delta_log/_sidecars/s0.parquet",
      "_delta_log/_sidecars/s1.parquet",
    ]);
  });

  it("needs no read of its main file where the hint repeats it", async () => {
    const { load, requests } = createTable({ repeats: true });
    await load();
    const keys = requests.map(({ key }) => key).filter((key) => key.endsWith(".parquet"));
    expect(keys).toEqual(["_delta_log/_sidecars/s0.parquet", "_delta_log/_sidecars/s1.parquet"]);
  });

  it.each<[string, string, (bytes: Uint8Array) => Uint8Array | undefined]>([
    ["a sidecar is missing", "_sidecars/s1.parquet", () => undefined],
    ["a sidecar is cut short", "_sidecars/s1.parquet", (bytes) => bytes.slice(0, -100)],
    ["a sidecar's first bytes are gone", "_sidecars/s0.parquet", (bytes) => bytes.slice(100)],
    ["a sidecar is another file of the same size", "_sidecars/s0.parquet", (bytes) => bytes.map(() => 0)],
    ["a sidecar is empty", "_sidecars/s0.parquet", () => new Uint8Array(0)],
    ["the main file is cut short", mainName, (bytes) => bytes.slice(0, -1)],
  ])("is an error when %s", async (_what, name, spoil) => {
    const { load } = createTable({
      spoil(objects) {
        const key = `_delta_log/${name}`;
        const spoiled = spoil(objects.get(key) ?? new Uint8Array(0));
        if (spoiled === undefined) objects.delete(key);
        else objects.set(key, spoiled);
      },
    });
    const error: unknown = await load().catch((reason: unknown) => reason);
    const tags = ["CorruptCheckpoint", "ObjectTruncated", "ObjectChanged"] as const;
    expect(isTableError(error, ...tags)).toBe(true);
  });
});
