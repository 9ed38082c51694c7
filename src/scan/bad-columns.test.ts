import { Field, Int32, List, Struct, Utf8 } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "#storage/memory-store.ts";
import { engine, listFiles, schemaOf, writeArrow, writeParquet } from "#testing/parquet-tables.ts";
import { createTableReader } from "./read-rows.ts";

async function readFirst(file: Uint8Array, columns: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const objects = new Map([["f", file]]);
  const reader = createTableReader({ store: createMemoryStore(objects), engine, budgetBytes: 1e6 });
  const files = listFiles(objects, [{ path: "f" }]);
  const snapshot = { schema: schemaOf(columns), partitionColumns: [], columnMapping: "none" as const, files };
  return (await reader.readRows(snapshot, { columns: [0], start: 0, count: 10 })).columns[0] ?? [];
}

describe("nulls within values", () => {
  it("tell a list that is null from an empty one and from one of nulls", async () => {
    const type = new List(new Field("element", new Int32(), true));
    const file = writeArrow({ l: [[null, [], [null], [1, null]], type] });
    const list = '{"type":"array","elementType":"integer","containsNull":true}';
    expect(await readFirst(file, { l: list })).toEqual([null, [], [null], [1, null]]);
  });

  it("tell a struct that is null from one of nulls", async () => {
    const type = new Struct([new Field("a", new Int32(), true), new Field("b", new Utf8(), true)]);
    const file = writeArrow({ s: [[null, { a: null, b: null }, { a: 1, b: "x" }], type] });
    const field = (name: string, of: string) => ({ name, type: of, nullable: true, metadata: {} });
    const struct = JSON.stringify({ type: "struct", fields: [field("a", "integer"), field("b", "string")] });
    expect(await readFirst(file, { s: struct })).toEqual([null, [null, null], [1, "x"]]);
  });
});

describe("a column", () => {
  it.each(["", "_change_type", "_row_id", "hasOwnProperty", "toString", "a`b'c\"d", "e\u0301", "tab\there"])(
    "may be named %j",
    async (name) => {
      const file = writeParquet([
        { name: "other", data: Int32Array.of(1), type: "INT32" },
        { name, data: Int32Array.of(2), type: "INT32" },
      ]);
      expect(await readFirst(file, { [name]: "integer" })).toEqual([2]);
    },
  );

  it("is found by its exact name among those that differ by case, and refused where it has none", async () => {
    const file = writeParquet([
      { name: "Name", data: Int32Array.of(1), type: "INT32" },
      { name: "NAME", data: Int32Array.of(2), type: "INT32" },
    ]);
    expect(await readFirst(file, { NAME: "integer" })).toEqual([2]);
    await expect(readFirst(file, { name: "integer" })).rejects.toMatchObject({
      tag: "Unsupported",
      context: { what: "several Parquet columns that match one column of the table" },
    });
  });
});
