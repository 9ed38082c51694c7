import { Binary, type DataType, Field, Int64, List, Struct, Utf8 } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { createTableReader } from "#scan/read-rows.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import { engine, listFiles, schemaOf, writeArrow } from "#testing/parquet-tables.ts";

/** The names a and b. */
const metadata = Uint8Array.of(0x01, 2, 0, 1, 2, 0x61, 0x62);
const seven = Uint8Array.of(0x0c, 7);
const objectB = Uint8Array.of(0x02, 1, 1, 0, 2, 0x0c, 7);
const objectA = Uint8Array.of(0x02, 1, 0, 0, 2, 0x0c, 7);

function struct(fields: Readonly<Record<string, DataType>>): Struct {
  return new Struct(Object.entries(fields).map(([name, type]) => new Field(name, type, true)));
}

const binary = new Binary();
const part = (typed: DataType) => struct({ value: binary, typed_value: typed });
const ofLong = struct({ metadata: binary, value: binary, typed_value: new Int64() });
const ofObject = struct({
  typed_value: struct({ a: part(new Int64()), c: part(new Utf8()) }),
  value: binary,
  metadata: binary,
});
const ofList = struct({
  metadata: binary,
  value: binary,
  typed_value: new List(new Field("element", part(new Int64()))),
});

async function read(type: DataType, value: unknown): Promise<unknown> {
  const objects = new Map([["f", writeArrow({ v: [[value], type] })]]);
  const reader = createTableReader({ store: createMemoryStore(objects), engine, budgetBytes: 1e7 });
  const files = listFiles(objects, [{ path: "f" }]);
  const snapshot = { schema: schemaOf({ v: "variant" }), partitionColumns: [], columnMapping: "none" as const, files };
  const rows = await reader.readRows(snapshot, { columns: [0], start: 0, count: 1 });
  return rows.columns[0]?.[0];
}

// The cases of Parquet's VariantShredding.md, "Value Shredding" and "Data Skipping".
describe("variants in files", () => {
  it.each<[string, DataType, unknown, string | null]>([
    ["of a value alone", struct({ value: binary, metadata: binary }), { metadata, value: seven }, "7"],
    ["in the other order", struct({ metadata: binary, value: binary }), { metadata, value: seven }, "7"],
    ["that are null", ofLong, null, null],
    ["that are null within", ofLong, { metadata, value: Uint8Array.of(0) }, "null"],
    ["without either part", ofLong, { metadata }, "null"],
    ["in the typed column", ofLong, { metadata, typed_value: 9007199254740993n }, "9007199254740993"],
    ["in the value column, of another type", ofLong, { metadata, value: objectB }, '{"b":7}'],
    [
      "wholly in typed fields, one missing",
      ofObject,
      { metadata, typed_value: { a: { typed_value: 1n }, c: {} } },
      '{"a":1}',
    ],
    [
      "in typed fields, values and a rest, by name",
      ofObject,
      { metadata, value: objectB, typed_value: { a: { value: seven }, c: { typed_value: "x" } } },
      '{"a":7,"b":7,"c":"x"}',
    ],
    ["in a typed object without fields", ofObject, { metadata, typed_value: { a: {}, c: {} } }, "{}"],
    [
      "with a field that is stored twice, as typed",
      ofObject,
      { metadata, value: objectA, typed_value: { a: { typed_value: 1n }, c: {} } },
      '{"a":1}',
    ],
    ["that are no object where others are", ofObject, { metadata, value: seven }, "7"],
    [
      "in a typed list",
      ofList,
      {
        metadata,
        typed_value: [
          { typed_value: 1n, value: null },
          { typed_value: null, value: objectB },
          { typed_value: null, value: Uint8Array.of(0) },
        ],
      },
      '[1,{"b":7},null]',
    ],
    ["in an empty typed list", ofList, { metadata, typed_value: [] }, "[]"],
  ])("%s are read", async (_what, type, value, expected) => {
    expect(await read(type, value)).toBe(expected);
  });

  it.each<[string, DataType, unknown]>([
    ["a number stored twice", ofLong, { metadata, value: seven, typed_value: 7n }],
    ["an object with a rest that is none", ofObject, { metadata, value: seven, typed_value: { a: {}, c: {} } }],
    ["a list stored twice", ofList, { metadata, value: seven, typed_value: [] }],
    ["metadata of another version", ofLong, { metadata: Uint8Array.of(0x02, 0, 0), value: objectB }],
    ["no metadata", ofLong, { value: objectB }],
  ])("with %s are refused", async (_what, type, value) => {
    await expect(read(type, value)).rejects.toMatchObject({ tag: "CorruptParquet" });
  });

  it.each<[string, DataType]>([
    ["a group without metadata", struct({ value: binary })],
    ["a group without a value", struct({ metadata: binary, other: binary })],
    ["a list", new List(new Field("element", binary))],
    ["bytes", binary],
  ])("are not read out of %s", async (_what, type) => {
    await expect(read(type, null)).rejects.toMatchObject({ tag: "Unsupported" });
  });
});
