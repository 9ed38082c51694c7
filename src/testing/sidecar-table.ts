// A table whose log is a V2 checkpoint in Parquet with two sidecars, written by parquet-wasm and read by the real reader.

import { Bool, type DataType, Field, Int32, Int64, List, Map_, Struct, Utf8 } from "apache-arrow";
import { hintChecksum } from "#delta/hint-checksum.ts";
import { createTableLog } from "#delta/table-log.ts";
import { createCheckpointReader } from "#scan/checkpoint-reader.ts";
import { createLogStore } from "#storage/log-store.ts";
import { createCountingStore, engine, writeArrow } from "./parquet-tables.ts";

const text = new Utf8();
const long = new Int64();
const texts = new List(new Field("element", text, true));
const entries = new Struct<{ key: Utf8; value: Utf8 }>([new Field("key", text, false), new Field("value", text, true)]);
const textMap = new Map_<Utf8, Utf8>(new Field("entries", entries, false));

function struct(fields: Readonly<Record<string, DataType>>): Struct {
  return new Struct(Object.entries(fields).map(([name, type]) => new Field(name, type, true)));
}

const types: Readonly<Record<string, Struct>> = {
  protocol: struct({
    minReaderVersion: new Int32(),
    minWriterVersion: new Int32(),
    readerFeatures: texts,
    writerFeatures: texts,
  }),
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
export const MAIN_NAME = "00000000000000000004.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.parquet";

function add(path: string) {
  return { add: { path, size: 7n, modificationTime: 9n, dataChange: true, stats: '{"numRecords":3}' } };
}

/** A table whose only log is a checkpoint in Parquet with two sidecars, and a hint that repeats it or not. */
export function createSidecarTable(
  options: { repeats?: boolean; spoil?: (objects: Map<string, Uint8Array>) => void } = {},
) {
  const sidecars = [
    parquetOf([add("a"), add("b"), add("c"), { remove: { path: "x" } }], ["add", "remove"]),
    parquetOf([{ remove: { path: "y" } }, add("d")], ["remove", "add"]),
  ];
  const sidecarFiles = sidecars.map(({ length }, i) => ({
    path: `s${i}.parquet`,
    sizeInBytes: length,
    modificationTime: 0,
  }));
  const features = ["v2Checkpoint"];
  const protocol = { minReaderVersion: 3, minWriterVersion: 7, readerFeatures: features, writerFeatures: features };
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
  const hint = { version: 4, size: 9, v2Checkpoint: { path: MAIN_NAME, sizeInBytes: main.length, ...repeated } };
  const checksum = hintChecksum(JSON.stringify(hint));
  const objects = new Map([
    ["_delta_log/_last_checkpoint", new TextEncoder().encode(JSON.stringify({ ...hint, checksum }))],
    [`_delta_log/${MAIN_NAME}`, main],
    ...sidecars.map((bytes, i) => [`_delta_log/_sidecars/s${i}.parquet`, bytes] as const),
  ]);
  options.spoil?.(objects);
  const { store, requests } = createCountingStore(objects);
  const log = { ...createLogStore(store), list: async () => undefined };
  const table = createTableLog({ log, checkpoints: createCheckpointReader({ store, engine }), location: "memory:t" });
  return { load: () => table.loadSnapshot({ at: { kind: "latest" } }), requests };
}
