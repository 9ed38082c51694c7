import { Field, Int32, Int64, makeData, makeVector, Struct, TimestampNanosecond } from "apache-arrow";
import type { BasicType, ColumnSource } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "#storage/memory-store.ts";
import { engine, listFiles, schemaOf, toPlain, writeArrow, writeParquet } from "#testing/parquet-tables.ts";
import { createTableReader } from "./read-rows.ts";

async function readAs(file: Uint8Array, type: string): Promise<readonly unknown[]> {
  const objects = new Map([["f", file]]);
  const reader = createTableReader({ store: createMemoryStore(objects), engine, budgetBytes: 1e6 });
  const files = listFiles(objects, [{ path: "f" }]);
  const snapshot = { schema: schemaOf({ x: type }), partitionColumns: [], columnMapping: "none" as const, files };
  const { columns } = await reader.readRows(snapshot, { columns: [0], start: 0, count: 100 });
  return columns[0]?.map(toPlain) ?? [];
}

function column(type: BasicType, data: ColumnSource["data"], nullable = false): Uint8Array {
  return writeParquet([{ name: "x", data, type, nullable }]);
}

// What Spark 4.2 does with the same pair of types stands beside each row.
const widened = [
  { parquet: "INT32", data: [7], type: "long", expected: ["7"] },
  { parquet: "INT32", data: [7], type: "double", expected: [7] },
  { parquet: "INT32", data: [7], type: "decimal(12,2)", expected: ["7.00"] },
  { parquet: "INT64", data: [7n], type: "decimal(20,0)", expected: ["7"] },
  { parquet: "INT32", data: [5], type: "date", expected: [5] },
  { parquet: "INT32", data: [14], type: "interval year", expected: ["INTERVAL '1-2' YEAR TO MONTH"] },
  {
    parquet: "INT64",
    data: [-93_784_005_000n],
    type: "interval day to second",
    expected: ["INTERVAL '-1 02:03:04.005' DAY TO SECOND"],
  },
  { parquet: "FLOAT", data: [1.5], type: "double", expected: [1.5] },
  { parquet: "BYTE_ARRAY", data: [Uint8Array.of(0x61)], type: "string", expected: ["a"] },
  { parquet: "STRING", data: ["a"], type: "binary", expected: ["61"] },
] as const;

const refused = [
  { parquet: "INT64", data: [7n], type: "integer" },
  { parquet: "INT64", data: [7n], type: "interval month" },
  { parquet: "INT32", data: [7], type: "interval day" },
  { parquet: "INT64", data: [7n], type: "double" },
  { parquet: "INT64", data: [7n], type: "timestamp" },
  { parquet: "INT64", data: [7n], type: "decimal(19,0)" },
  { parquet: "INT32", data: [7], type: "decimal(9,0)" },
  { parquet: "INT32", data: [7], type: "string" },
  { parquet: "INT32", data: [7], type: "float" },
  { parquet: "INT32", data: [7], type: "boolean" },
  { parquet: "DOUBLE", data: [1.5], type: "float" },
  { parquet: "BOOLEAN", data: [true], type: "integer" },
  { parquet: "STRING", data: ["a"], type: "long" },
  { parquet: "STRING", data: ["a"], type: "date" },
  { parquet: "STRING", data: ["a"], type: '{"type":"array","elementType":"string","containsNull":true}' },
  { parquet: "STRING", data: ["a"], type: '{"type":"struct","fields":[]}' },
  { parquet: "STRING", data: ["a"], type: "variant" },
  { parquet: "STRING", data: ["a"], type: "geometry" },
] as const;

describe("a file's type that is not the table's", () => {
  it.each(widened)("is widened from $parquet to $type", async ({ parquet, data, type, expected }) => {
    expect(await readAs(column(parquet, [...data]), type)).toEqual(expected);
  });

  it.each(refused)("is refused from $parquet to $type, by the column's name", async ({ parquet, data, type }) => {
    const read = readAs(column(parquet, [...data]), type);
    await expect(read).rejects.toMatchObject({ tag: "Unsupported", context: { detail: "x in f" } });
  });

  it.each([
    { type: "byte", data: [128] },
    { type: "short", data: [-32769] },
  ])("is corrupt where a value is out of the range of $type", async ({ type, data }) => {
    await expect(readAs(column("INT32", data), type)).rejects.toMatchObject({ tag: "CorruptParquet" });
  });
});

describe("text", () => {
  it("that is not UTF-8 is corrupt", async () => {
    const read = readAs(column("BYTE_ARRAY", [Uint8Array.of(0xff)]), "string");
    await expect(read).rejects.toMatchObject({ tag: "CorruptParquet" });
  });
});

describe("nanoseconds", () => {
  const write = (nanos: bigint) => {
    const data = makeData({ type: new TimestampNanosecond("UTC"), data: BigInt64Array.of(nanos) });
    return writeArrow({ x: makeVector(data) });
  };

  it.each([
    { nanos: -1000n, expected: ["-1"] },
    { nanos: 1_700_000_000_123_456_000n, expected: ["1700000000123456"] },
  ])("are microseconds where $nanos is a whole number of them", async ({ nanos, expected }) => {
    expect(await readAs(write(nanos), "timestamp")).toEqual(expected);
  });

  it.each([{ nanos: 1001n }, { nanos: -1n }])("are refused where $nanos is not", async ({ nanos }) => {
    await expect(readAs(write(nanos), "timestamp")).rejects.toMatchObject({ tag: "CorruptParquet" });
  });
});

describe("struct fields", () => {
  const type = new Struct([new Field("b", new Int64(), true), new Field("A", new Int32(), true)]);
  const file = writeArrow({ x: [[{ b: 1n, A: 2 }, null, { b: null, A: null }], type] });
  const structOf = (...names: readonly string[]) => {
    const fields = names.map((name) => ({
      name,
      type: name === "b" ? "long" : "integer",
      nullable: true,
      metadata: {},
    }));
    return JSON.stringify({ type: "struct", fields });
  };

  it("go by name, in the table's order, and are null where the file lacks them", async () => {
    expect(await readAs(file, structOf("a", "c", "b"))).toEqual([[2, null, "1"], null, [null, null, null]]);
  });

  it("that the file lacks one and all leave a struct that is not null", async () => {
    expect(await readAs(file, structOf("c"))).toEqual([[null], null, [null]]);
  });
});
