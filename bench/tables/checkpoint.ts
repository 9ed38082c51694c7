// A classic checkpoint as one Parquet file, in Spark's column layout: protocol and metadata first, then the adds.

import {
  Bool,
  type Data,
  type DataType,
  Field,
  Int32,
  Int64,
  List,
  Map_,
  makeData,
  Struct,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { toArrowData, toUtf8Data } from "./arrow-columns.ts";
import { type NamedData, toParquet } from "./parquet-file.ts";
import { checkpointName, type LoggedFile, protocol, type TableMetadata, writeTableFile } from "./table-log.ts";

const nullable = <T extends DataType>(name: string, type: T) => new Field(name, type, true);
const required = <T extends DataType>(name: string, type: T) => new Field(name, type, false);

const mapEntry = new Struct<{ key: Utf8; value: Utf8 }>([required("key", new Utf8()), nullable("value", new Utf8())]);
const stringMap = new Map_(required("key_value", mapEntry), false);
// Arrow's constructor renames its entries to "entries"; Parquet's, and so Spark's, name is key_value.
for (const entries of stringMap.children) Reflect.set(entries, "name", "key_value");
const stringList = new List(nullable("element", new Utf8()));

const deletionVector = new Struct([
  nullable("storageType", new Utf8()),
  nullable("pathOrInlineDv", new Utf8()),
  nullable("offset", new Int32()),
  nullable("sizeInBytes", new Int32()),
  nullable("cardinality", new Int64()),
]);

const actionTypes: Readonly<Record<string, Struct>> = {
  txn: new Struct([
    nullable("appId", new Utf8()),
    nullable("version", new Int64()),
    nullable("lastUpdated", new Int64()),
  ]),
  add: new Struct([
    nullable("path", new Utf8()),
    nullable("partitionValues", stringMap),
    nullable("size", new Int64()),
    nullable("modificationTime", new Int64()),
    nullable("dataChange", new Bool()),
    nullable("tags", stringMap),
    nullable("deletionVector", deletionVector),
    nullable("stats", new Utf8()),
  ]),
  remove: new Struct([
    nullable("path", new Utf8()),
    nullable("deletionTimestamp", new Int64()),
    nullable("dataChange", new Bool()),
    nullable("extendedFileMetadata", new Bool()),
    nullable("partitionValues", stringMap),
    nullable("size", new Int64()),
    nullable("deletionVector", deletionVector),
  ]),
  metaData: new Struct([
    nullable("id", new Utf8()),
    nullable("name", new Utf8()),
    nullable("description", new Utf8()),
    nullable("format", new Struct([nullable("provider", new Utf8()), nullable("options", stringMap)])),
    nullable("schemaString", new Utf8()),
    nullable("partitionColumns", stringList),
    nullable("configuration", stringMap),
    nullable("createdTime", new Int64()),
  ]),
  protocol: new Struct([
    nullable("minReaderVersion", new Int32()),
    nullable("minWriterVersion", new Int32()),
    nullable("readerFeatures", stringList),
    nullable("writerFeatures", stringList),
  ]),
  domainMetadata: new Struct([
    nullable("domain", new Utf8()),
    nullable("configuration", new Utf8()),
    nullable("removed", new Bool()),
  ]),
};

export interface CheckpointRecipe {
  readonly version: number;
  readonly metadata: TableMetadata;
  /** Adds by runs, so that a million of them need not be held as objects at once. */
  readonly addRuns: Iterable<readonly LoggedFile[]>;
  readonly rowGroupRows: number;
}

/** Writes the checkpoint and the `_last_checkpoint` hint. Returns the checkpoint's bytes. */
export function writeCheckpoint(
  folder: string,
  { version, metadata, addRuns, rowGroupRows }: CheckpointRecipe,
): number {
  const batches: (readonly NamedData[])[] = [toHeadBatch(metadata)];
  let addCount = 0;
  for (const adds of addRuns) {
    addCount += adds.length;
    batches.push(toAddBatch(adds));
  }
  const bytes = toParquet(batches, { compression: "snappy", rowGroupRows });
  writeTableFile(folder, `_delta_log/${checkpointName(version)}`, bytes);
  const hint = { version, size: addCount + 2, sizeInBytes: bytes.length, numOfAddFiles: addCount };
  writeTableFile(folder, "_delta_log/_last_checkpoint", JSON.stringify(hint));
  return bytes.length;
}

function toHeadBatch(metadata: TableMetadata): NamedData[] {
  const { id, name, schemaString, partitionColumns, createdMs } = metadata;
  const rows: Readonly<Record<string, readonly unknown[]>> = {
    protocol: [{ ...protocol, readerFeatures: null, writerFeatures: null }, null],
    metaData: [
      null,
      {
        id,
        name,
        description: null,
        format: { provider: "parquet", options: new Map() },
        schemaString,
        partitionColumns: [...partitionColumns],
        configuration: new Map(),
        createdTime: BigInt(createdMs),
      },
    ],
  };
  return Object.entries(actionTypes).map(([action, type]) => {
    const values = rows[action];
    return { name: action, data: values ? firstChunk(vectorFromArray([...values], type).data) : toNullData(type, 2) };
  });
}

function toAddBatch(adds: readonly LoggedFile[]): NamedData[] {
  const longs = (values: readonly number[]) => toArrowData("long", values);
  const columns: Readonly<Record<string, Data>> = {
    path: toUtf8Data(adds.map(({ path }) => path)),
    partitionValues: toMapData(adds.map(({ partitionValues }) => Object.entries(partitionValues))),
    size: longs(adds.map(({ sizeBytes }) => sizeBytes)),
    modificationTime: longs(adds.map(({ modifiedMs }) => modifiedMs)),
    // What a checkpoint holds did not change any data.
    dataChange: toArrowData("boolean", new Array<boolean>(adds.length).fill(false)),
    stats: toUtf8Data(adds.map(({ stats }) => stats)),
  };
  return Object.entries(actionTypes).map(([action, type]) => {
    if (action !== "add") return { name: action, data: toNullData(type, adds.length) };
    const children = type.children.map(({ name, type: child }) => columns[name] ?? toNullData(child, adds.length));
    return { name: action, data: makeData({ type, length: adds.length, nullCount: 0, children }) };
  });
}

function toMapData(rows: readonly (readonly (readonly [string, string])[])[]): Data {
  const entries = rows.flat();
  const valueOffsets = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => {
    valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + row.length;
  });
  const child = makeData({
    type: mapEntry,
    length: entries.length,
    nullCount: 0,
    children: [toUtf8Data(entries.map(([key]) => key)), toUtf8Data(entries.map(([, value]) => value))],
  });
  return makeData({ type: stringMap, length: rows.length, nullCount: 0, valueOffsets, child });
}

/** `length` nulls of any type. */
function toNullData(type: DataType, length: number): Data {
  const nulls = { length, nullCount: length, nullBitmap: new Uint8Array((length + 7) >> 3) };
  if (type instanceof Struct) {
    return makeData({ type, ...nulls, children: type.children.map((field) => toNullData(field.type, length)) });
  }
  const valueOffsets = new Int32Array(length + 1);
  if (type instanceof Map_) return makeData({ type, ...nulls, valueOffsets, child: toEmptyEntries() });
  if (type instanceof List) return makeData({ type, ...nulls, valueOffsets, child: toNullData(type.valueType, 0) });
  if (type instanceof Utf8) return makeData({ type, ...nulls, valueOffsets, data: new Uint8Array(0) });
  if (type instanceof Int64) return makeData({ type, ...nulls, data: new BigInt64Array(length) });
  if (type instanceof Int32) return makeData({ type, ...nulls, data: new Int32Array(length) });
  return makeData({ type: new Bool(), ...nulls, data: new Uint8Array((length + 7) >> 3) });
}

function toEmptyEntries(): Data<typeof mapEntry> {
  const children = [toUtf8Data([]), toUtf8Data([])];
  return makeData({ type: mapEntry, length: 0, nullCount: 0, children });
}

function firstChunk(chunks: readonly Data[]): Data {
  const [first] = chunks;
  if (!first) throw new Error("Cannot build the checkpoint: Arrow gave no data");
  return first;
}
