// Small tables of Parquet files for tests: the fixtures of reference writers, files made in place, a store that counts.

import { readdirSync, readFileSync } from "node:fs";
import { DataType, Table, tableToIPC, Vector, vectorFromArray } from "apache-arrow";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import * as parquetWasm from "parquet-wasm/node";
import type { AddAction } from "#delta/actions.ts";
import type { StructType } from "#delta/data-type.ts";
import { createChunkBuilder, createStatsBudget } from "#delta/file-chunk.ts";
import { appendChunks, type LiveFiles, liveChunk, NO_FILES } from "#delta/live-files.ts";
import { parseSchema } from "#delta/schema.ts";
import type { Value } from "#delta/value.ts";
import { createParquetEngine, type ParquetEngine } from "#scan/parquet-engine.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import type { ObjectStore } from "#storage/object-store.ts";

export const engine: ParquetEngine = createParquetEngine(parquetWasm);

const fixtures = new URL("../../fixtures/parquet/", import.meta.url);

export interface ParquetFixture {
  readonly bytes: Uint8Array;
  readonly schema: StructType;
  readonly schemaString: string;
  /** As fixtures/parquet/README.md says. */
  readonly columns: readonly (readonly unknown[])[];
}

export function fixtureNames(): readonly string[] {
  return readdirSync(fixtures).flatMap((name) => (name.endsWith(".json") ? [name.slice(0, -".json".length)] : []));
}

export function readFixture(name: string): ParquetFixture {
  const { schema, columns } = JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), "utf8"));
  const bytes = new Uint8Array(readFileSync(new URL(`${name}.parquet`, fixtures)));
  const schemaString = JSON.stringify(schema);
  return { bytes, schema: parseSchema(schemaString), schemaString, columns };
}

/** A value as the fixtures' JSON has it. */
export function toPlain(value: Value): unknown {
  if (typeof value === "bigint") {
    return String(value);
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString("hex");
  }
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))) {
    return Object.is(value, -0) ? "-0" : String(value);
  }
  return Array.isArray(value) ? value.map(toPlain) : value;
}

export function schemaOf(fields: Readonly<Record<string, string>>, required: readonly string[] = []): StructType {
  const list = Object.entries(fields).map(([name, type]) => ({
    name,
    type: type.startsWith("{") ? JSON.parse(type) : type,
    nullable: !required.includes(name),
    metadata: {},
  }));
  return parseSchema(JSON.stringify({ type: "struct", fields: list }));
}

/** A Parquet file written by hyparquet-writer, with as many rows to a group. */
export function writeParquet(columnData: ColumnSource[], rowGroupSize = 1000): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize, codec: "SNAPPY" }));
}

/** A Parquet file written by parquet-wasm from Arrow columns: values and their type. */
export function writeArrow(
  columns: Readonly<Record<string, Vector | readonly [values: readonly unknown[], type: DataType]>>,
  rowGroupSize = 1000,
): Uint8Array {
  const vectors: Record<string, Vector> = {};
  for (const [name, column] of Object.entries(columns)) {
    vectors[name] = column instanceof Vector ? column : toVector(...column);
  }
  const table = parquetWasm.Table.fromIPCStream(tableToIPC(new Table(vectors), "stream"));
  return parquetWasm.writeParquet(
    table,
    new parquetWasm.WriterPropertiesBuilder().setMaxRowGroupSize(rowGroupSize).build(),
  );
}

function toVector(values: readonly unknown[], type: DataType): Vector {
  return vectorFromArray(
    values.map((value) => fillNulls(value, type)),
    type,
  );
}

/** Arrow's builder takes no struct that lacks a field. */
function fillNulls(value: unknown, type: DataType): unknown {
  if (value === null || value === undefined || !DataType.isStruct(type)) {
    return value ?? null;
  }
  const given = new Map(Object.entries(value));
  return Object.fromEntries(type.children.map((field) => [field.name, fillNulls(given.get(field.name), field.type)]));
}

/** Adds of one commit; their sizes are those of `objects`, and without `stats` a file's rows are not known. */
export function listFiles(
  objects: ReadonlyMap<string, Uint8Array>,
  adds: readonly (Pick<AddAction, "path"> & Partial<AddAction>)[],
): LiveFiles {
  const builder = createChunkBuilder();
  for (const add of adds) {
    const size = objects.get(add.path)?.length ?? 0;
    const rest = { partitionValues: new Map(), size, modificationTime: 0, dataChange: true };
    builder.add({ kind: "add", ...rest, ...add });
  }
  const chunk = liveChunk(builder.finish(createStatsBudget(1000)), () => true);
  return chunk === undefined ? NO_FILES : appendChunks(NO_FILES, [chunk]);
}

export interface CountedRequest {
  readonly key: string;
  readonly bytes: number;
}

/** A memory store and what was asked of it. */
export function createCountingStore(objects: ReadonlyMap<string, Uint8Array>): {
  readonly store: ObjectStore;
  readonly requests: CountedRequest[];
} {
  const memory = createMemoryStore(objects);
  const requests: CountedRequest[] = [];
  const count = (key: string, bytes: number | undefined) => requests.push({ key, bytes: bytes ?? 0 });
  const store: ObjectStore = {
    ...memory,
    async get(key, options) {
      const object = await memory.get(key, options);
      count(key, object?.bytes.length);
      return object;
    },
    async getRange(key, range, options) {
      const bytes = await memory.getRange(key, range, options);
      count(key, bytes.length);
      return bytes;
    },
    async getHead(key, lengthBytes, options) {
      const head = await memory.getHead(key, lengthBytes, options);
      count(key, head?.bytes.length);
      return head;
    },
  };
  return { store, requests };
}
