import { describe, expect, it } from "vitest";
import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import type { StructType } from "#delta/data-type.ts";
import { parseSchema, typeText } from "#delta/schema.ts";
import type { Value } from "#delta/value.ts";
import { type SchemaOfVersion, unionColumns, unionSchemas } from "./union-schema.ts";
import { viewOf } from "./version-view.ts";

type Field = readonly [name: string, type: unknown, id?: number, physical?: string];

function struct(...fields: readonly Field[]) {
  return {
    type: "struct",
    fields: fields.map(([name, type, id, physical]) => ({
      name,
      type,
      nullable: true,
      metadata: {
        ...(id === undefined ? {} : { "delta.columnMapping.id": id }),
        ...(physical === undefined ? {} : { "delta.columnMapping.physicalName": physical }),
      },
    })),
  };
}

function array(elementType: unknown) {
  return { type: "array", elementType, containsNull: true };
}

function map(keyType: unknown, valueType: unknown) {
  return { type: "map", keyType, valueType, valueContainsNull: true };
}

function schemaOf(...fields: readonly Field[]): StructType {
  return parseSchema(JSON.stringify(struct(...fields)));
}

/** Oldest first, a version each. */
function union(mode: ColumnMappingMode, ...schemas: readonly (readonly Field[])[]) {
  const versions = schemas.map((fields, version): SchemaOfVersion => {
    return { schema: schemaOf(...fields), columnMapping: mode, lastVersion: version };
  });
  const all = unionSchemas(versions.toReversed());
  return {
    columns: unionColumns(all, ["_change_type"]).map(({ name, type }) => `${name}: ${typeText(type)}`),
    convert: (version: number, row: readonly Value[]) => {
      const schema = versions[version]?.schema ?? schemaOf();
      const { columns } = viewOf({ schema, columnMapping: mode, partitionColumns: [] }, all);
      return columns.map((column) => {
        const value = column === undefined ? null : (row[schema.fields.indexOf(column.field)] ?? null);
        return column?.convert === undefined ? value : column.convert(value);
      });
    },
  };
}

describe("the schema of a range", () => {
  it.each<[name: string, mode: ColumnMappingMode, older: Field[], newer: Field[], columns: string[]]>([
    [
      "keeps a renamed column one column, under its newest name",
      "name",
      [["a", "long", 1, "p1"]],
      [["b", "long", 1, "p1"]],
      ["b: long"],
    ],
    [
      "finds it by id alone where files are read by id",
      "id",
      [["a", "long", 1, "p1"]],
      [["b", "long", 1, "p2"]],
      ["b: long"],
    ],
    [
      "keeps a dropped column, behind the newest",
      "name",
      [
        ["a", "long", 1, "p1"],
        ["b", "long", 2, "p2"],
      ],
      [["b", "long", 2, "p2"]],
      ["b: long", "a: long"],
    ],
    [
      "tells a column from one that was dropped under its name",
      "name",
      [["a", "long", 1, "p1"]],
      [["a", "long", 2, "p2"]],
      ["a: long", "a (until version 0): long"],
    ],
    [
      "tells it from one whose physical name another has now",
      "id",
      [["a", "long", 1, "p1"]],
      [["a", "long", 2, "p1"]],
      ["a: long", "a (until version 0): long"],
    ],
    [
      "goes by name without column mapping, whatever its case",
      "none",
      [["A", "long", 1, "p1"]],
      [["a", "long", 2, "p2"]],
      ["a: long"],
    ],
    ["reads a widened column in the wider type", "none", [["a", "integer"]], [["a", "long"]], ["a: long"]],
    ["reads it so also where the older type came back", "none", [["a", "double"]], [["a", "integer"]], ["a: double"]],
    [
      "takes a decimal that holds both",
      "none",
      [["a", "decimal(5,2)"]],
      [["a", "decimal(10,4)"]],
      ["a: decimal(10,4)"],
    ],
    [
      "keeps types apart that no wider one holds",
      "none",
      [["a", "integer"]],
      [["a", "string"]],
      ["a: string", "a (until version 0): integer"],
    ],
    [
      "keeps decimals apart that neither holds",
      "none",
      [["a", "decimal(5,4)"]],
      [["a", "decimal(5,2)"]],
      ["a: decimal(5,2)", "a (until version 0): decimal(5,4)"],
    ],
    ["gives a void column the type that it got", "none", [["a", "void"]], [["a", "date"]], ["a: date"]],
    ["keeps an unknown type by its text", "none", [["a", "novel"]], [["a", "novel"]], ["a: novel"]],
    [
      "leaves the names of the change's own columns to them",
      "none",
      [],
      [["_change_type", "long"]],
      ["_change_type (until version 1): long"],
    ],
    [
      "unites structs",
      "name",
      [["s", struct(["x", "short", 2, "px"], ["y", "long", 3, "py"]), 1, "ps"]],
      [["t", struct(["z", "integer", 2, "px"], ["y", "string", 4, "pn"]), 1, "ps"]],
      ["t: struct<z: integer, y: string, y (until version 0): long>"],
    ],
    [
      "unites lists and maps",
      "name",
      [
        ["l", array(struct(["k", "byte", 2, "pk"])), 1, "pl"],
        ["m", map("date", "float"), 3, "pm"],
      ],
      [
        ["l", array(struct(["j", "long", 2, "pk"])), 1, "pl"],
        ["m", map("timestamp_ntz", "double"), 3, "pm"],
      ],
      ["l: array<struct<j: long>>", "m: map<timestamp_ntz, double>"],
    ],
    [
      "keeps a list apart from a map",
      "none",
      [["a", array("long")]],
      [["a", map("long", "long")]],
      ["a: map<long, long>", "a (until version 0): array<long>"],
    ],
  ])("%s", (_name, mode, older, newer, columns) => {
    expect(union(mode, older, newer).columns).toEqual(columns);
  });

  it("finds the columns of a table that got column mapping", () => {
    const before: SchemaOfVersion = { schema: schemaOf(["a", "long"]), columnMapping: "none", lastVersion: 0 };
    const after: SchemaOfVersion = { schema: schemaOf(["b", "long", 1, "a"]), columnMapping: "name", lastVersion: 1 };
    expect(unionColumns(unionSchemas([after, before])).map(({ name }) => name)).toEqual(["b"]);
  });

  it("tells names apart however often one was dropped", () => {
    const { columns } = union("name", [["a", "long", 1, "p1"]], [["a", "long", 2, "p2"]], [["a", "long", 3, "p3"]]);
    expect(columns).toEqual(["a: long", "a (until version 1): long", "a (until version 0): long"]);
  });
});

describe("values of an older version", () => {
  it.each<[from: string, to: string, value: Value, converted: Value]>([
    ["byte", "integer", -128, -128],
    ["integer", "long", -2147483648, -2147483648n],
    ["integer", "double", 5, 5],
    ["float", "double", -0, -0],
    ["integer", "decimal(12,2)", -7, "-7.00"],
    ["long", "decimal(20,0)", 9007199254740993n, "9007199254740993"],
    ["decimal(5,2)", "decimal(10,4)", "-999.99", "-999.9900"],
    ["decimal(5,0)", "decimal(10,2)", "42", "42.00"],
    ["date", "timestamp_ntz", -1, -86_400_000_000n],
    ["string", "string", "x", "x"],
    ["integer", "long", null, null],
    ["integer", "decimal(12,2)", null, null],
  ])("of %s become values of %s", (from, to, value, converted) => {
    expect(union("none", [["a", from]], [["a", to]]).convert(0, [value])).toEqual([converted]);
  });

  it("find their fields, elements, keys and values", () => {
    const older: Field[] = [
      ["gone", "string", 9, "pg"],
      ["s", struct(["x", "short", 2, "px"], ["y", "long", 3, "py"]), 1, "ps"],
      ["l", array(struct(["k", "byte", 5, "pk"])), 4, "pl"],
      ["m", map("date", "integer"), 6, "pm"],
    ];
    const newer: Field[] = [
      ["m", map("timestamp_ntz", "long"), 6, "pm"],
      ["l", array(struct(["more", "string", 8, "po"], ["k", "long", 5, "pk"])), 4, "pl"],
      ["s", struct(["y", "long", 3, "py"], ["n", "string", 7, "pn"]), 1, "ps"],
    ];
    const { columns, convert } = union("name", older, newer);
    expect(columns.map((text) => text.split(":")[0])).toEqual(["m", "l", "s", "gone"]);
    expect(convert(0, ["g", [1, 2n], [[3], null], [[0, 4]]])).toEqual([
      [[0n, 4n]],
      [[null, 3n], null],
      [2n, null, 1],
      "g",
    ]);
    expect(convert(0, [null, null, null, null])).toEqual([null, null, null, null]);
    expect(convert(1, [[[5n, 6n]], [["w", 7n]], [8n, "n"]])).toEqual([[[5n, 6n]], [["w", 7n]], [8n, "n", null], null]);
  });
});
