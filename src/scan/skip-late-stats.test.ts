// A checkpoint whose statistics are columns alone: what they rule out is left out, and what they do not is read.

import { Bool, type DataType, Field, Int32, Int64, List, Struct, TimestampMicrosecond, Utf8 } from "apache-arrow";
import { describe, expect, it } from "vitest";
import type { Predicate } from "#delta/skipping/predicate.ts";
import { createTableLog } from "#delta/table-log.ts";
import { createLogStore } from "#storage/log-store.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import { engine, writeArrow } from "#testing/parquet-tables.ts";
import { createCheckpointReader } from "./checkpoint-reader.ts";
import { createTableReader } from "./read-rows.ts";

const long = new Int64();
const text = new Utf8();
const texts = new List(new Field("element", text, true));
const struct = (fields: Readonly<Record<string, DataType>>) =>
  new Struct(Object.entries(fields).map(([name, type]) => new Field(name, type, true)));

const bounds = struct({ id: long, at: new TimestampMicrosecond("UTC"), in: struct({ name: text }) });
const counts = struct({ id: long, at: long, in: struct({ name: long }) });
const statsParsed = struct({ numRecords: long, minValues: bounds, maxValues: bounds, nullCount: counts });
const types = {
  protocol: struct({ minReaderVersion: new Int32(), minWriterVersion: new Int32() }),
  metaData: struct({ id: text, schemaString: text, partitionColumns: texts }),
  add: struct({ path: text, size: long, modificationTime: long, dataChange: new Bool(), stats_parsed: statsParsed }),
};

const field = (name: string, type: unknown) => ({ name, type, nullable: true, metadata: {} });
const inner = { type: "struct", fields: [field("name", "string")] };
const schemaString = JSON.stringify({
  type: "struct",
  fields: [field("id", "long"), field("at", "timestamp"), field("in", inner)],
});

/** Ten rows of `id` from `first` on, a second of 1970 each. */
function dataFile(first: number): Uint8Array {
  const ids = Array.from({ length: 10 }, (_, row) => BigInt(first + row));
  return writeArrow({
    id: [ids, long],
    at: [ids.map((id) => Number(id) * 1000), new TimestampMicrosecond("UTC")],
    in: [ids.map((id) => ({ name: `n${id}` })), struct({ name: text })],
  });
}

function addOf(first: number, size: number) {
  const of = (id: number) => ({ id: BigInt(id), at: id * 1000, in: { name: `n${id}` } });
  const nullCount = { id: 0n, at: 0n, in: { name: 0n } };
  const stats_parsed = { numRecords: 10n, minValues: of(first), maxValues: of(first + 9), nullCount };
  return { path: `f${first}`, size: BigInt(size), modificationTime: 0n, dataChange: true, stats_parsed };
}

const FIRSTS = [10, 20, 30];

async function open() {
  const files = FIRSTS.map((first) => [`f${first}`, dataFile(first)] as const);
  const rows: readonly Readonly<Record<string, unknown>>[] = [
    { protocol: { minReaderVersion: 1, minWriterVersion: 2 } },
    { metaData: { id: "t", schemaString, partitionColumns: [] } },
    ...FIRSTS.map((first, at) => ({ add: addOf(first, files[at]?.[1].length ?? 0) })),
  ];
  const column = (name: keyof typeof types) => [rows.map((row) => row[name] ?? null), types[name]] as const;
  const checkpoint = writeArrow({ protocol: column("protocol"), metaData: column("metaData"), add: column("add") }, 2);
  const objects = new Map<string, Uint8Array>([
    ["_delta_log/_last_checkpoint", new TextEncoder().encode('{"version":1,"size":5}')],
    ["_delta_log/00000000000000000001.checkpoint.parquet", checkpoint],
    ...files,
  ]);
  const store = createMemoryStore(objects);
  const checkpoints = createCheckpointReader({ store, engine, startThreads: async () => [] });
  const log = createTableLog({ log: createLogStore(store), checkpoints, location: "memory:t" });
  const snapshot = await log.loadSnapshot({ at: { kind: "latest" } });
  return { snapshot, reader: createTableReader({ store, engine, budgetBytes: 1024 * 1024 }) };
}

async function read(predicate: Predicate): Promise<readonly unknown[]> {
  const { snapshot, reader } = await open();
  const { rows, files } = await reader.matching.read(snapshot, { columns: [0], predicate });
  expect(files).toBe(3);
  const found: unknown[] = [];
  for await (const part of rows) found.push(part.columns[0]?.[0]);
  return found;
}

const is = (column: string, operator: "=" | "<" | ">=", value: bigint | string): Predicate => ({
  kind: "compare",
  column: column.split("."),
  operator,
  value,
});

describe("statistics that a checkpoint has as columns alone", () => {
  it("are not kept with the list", async () => {
    const { snapshot } = await open();
    expect(snapshot.files.totals).toMatchObject({ files: 3, rows: 30 });
    expect(snapshot.files.chunks.map(({ chunk }) => [chunk.stats, chunk.origin?.firstAdd])).toEqual([
      [undefined, 0],
      [undefined, 2],
    ]);
  });

  it.each<[string, Predicate, readonly bigint[]]>([
    ["a long", is("id", "=", 25n), [20n]],
    ["a time", is("at", "<", 15_000_000n), [10n]],
    ["a nested string", is("in.name", ">=", "n3"), [30n]],
    ["nulls, of which there are none", { kind: "is-null", column: ["id"] }, []],
    ["a condition on no column", { kind: "unknown" }, [10n, 20n, 30n]],
    ["what nothing is known of", { kind: "or", of: [is("id", "=", 25n), { kind: "unknown" }] }, [10n, 20n, 30n]],
  ])("decide by %s", async (_what, predicate, firsts) => {
    expect(await read(predicate)).toEqual(firsts);
  });
});
