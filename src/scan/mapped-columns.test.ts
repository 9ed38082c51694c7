import type { SchemaElement } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import { parseSchema } from "#delta/schema.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import { engine, listFiles } from "#testing/parquet-tables.ts";
import { createTableReader } from "./read-rows.ts";

interface StoredColumn {
  readonly name: string;
  readonly id?: number;
  readonly values: readonly string[];
}

/** A data file of optional strings, with field ids where they are given. */
function writeFile(columns: readonly StoredColumn[]): Uint8Array {
  const elements = columns.map(({ name, id }): SchemaElement => {
    const element = { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" } as const;
    return id === undefined ? element : { ...element, field_id: id };
  });
  const columnData = columns.map(({ name, values }) => ({ name, data: [...values] }));
  const schema = [{ name: "root", num_children: columns.length }, ...elements];
  return new Uint8Array(parquetWriteBuffer({ columnData, schema }));
}

interface TableColumn {
  readonly name: string;
  readonly physicalName: string;
  readonly id: number;
}

async function readAll(mode: ColumnMappingMode, table: readonly TableColumn[], file: readonly StoredColumn[]) {
  const fields = table.map(({ name, physicalName, id }) => ({
    name,
    type: "string",
    nullable: true,
    metadata: { "delta.columnMapping.physicalName": physicalName, "delta.columnMapping.id": id },
  }));
  const schema = parseSchema(JSON.stringify({ type: "struct", fields }));
  const objects = new Map([["f", writeFile(file)]]);
  const partitionValues = new Map([["col-p", "of the log"]]);
  const files = listFiles(objects, [{ path: "f", partitionValues }]);
  const reader = createTableReader({ store: createMemoryStore(objects), engine, budgetBytes: 1e7 });
  const snapshot = { schema, partitionColumns: ["part"], columnMapping: mode, files };
  const rows = await reader.readRows(snapshot, { columns: fields.map((_, at) => at), start: 0, count: 10 });
  return Object.fromEntries(fields.map(({ name }, at) => [name, rows.columns[at]?.[0]]));
}

const a = { name: "a", physicalName: "col-a", id: 1 };
const b = { name: "b", physicalName: "col-b", id: 2 };
const part = { name: "part", physicalName: "col-p", id: 3 };

describe("mapped columns", () => {
  it.each<[string, ColumnMappingMode, readonly TableColumn[], readonly StoredColumn[], Record<string, string | null>]>([
    [
      "by their physical names",
      "name",
      [a, b],
      [
        { name: "col-b", values: ["B"] },
        { name: "col-a", values: ["A"] },
        { name: "a", values: ["of a dropped column"] },
      ],
      { a: "A", b: "B" },
    ],
    ["as null where the physical name is new", "name", [a], [{ name: "a", values: ["dropped"] }], { a: null }],
    [
      "by their names where there is no mapping, whatever the schema says",
      "none",
      [a],
      [
        { name: "col-a", values: ["mapped"] },
        { name: "a", values: ["plain"] },
      ],
      { a: "plain" },
    ],
    [
      "by id, though the names are swapped",
      "id",
      [a, b],
      [
        { name: "col-b", id: 1, values: ["A"] },
        { name: "col-a", id: 2, values: ["B"] },
      ],
      { a: "A", b: "B" },
    ],
    [
      "as null where the id is not in the file, though the name is",
      "id",
      [a, b],
      [
        { name: "col-a", id: 9, values: ["A"] },
        { name: "a", values: ["A"] },
        { name: "other", id: 2, values: ["B"] },
      ],
      { a: null, b: "B" },
    ],
    ["with partition values by physical name", "name", [part], [{ name: "x", values: ["1"] }], { part: "of the log" }],
    [
      "with partition values by physical name in mode id",
      "id",
      [part, a],
      [
        { name: "col-p", id: 3, values: ["of the file"] },
        { name: "x", id: 1, values: ["A"] },
      ],
      { part: "of the log", a: "A" },
    ],
  ])("are found %s", async (_what, mode, table, file, expected) => {
    expect(await readAll(mode, table, file)).toEqual(expected);
  });

  it("are refused by id in a file without ids", async () => {
    await expect(readAll("id", [a], [{ name: "col-a", values: ["A"] }])).rejects.toMatchObject({
      tag: "ProtocolViolation",
      message: expect.stringContaining("the file has no field ids"),
    });
  });

  it("are refused by id where a file has one twice", async () => {
    const file = [
      { name: "col-a", id: 1, values: ["A"] },
      { name: "x", id: 1, values: ["X"] },
    ];
    await expect(readAll("id", [a], file)).rejects.toMatchObject({ tag: "Unsupported" });
  });
});
