import { describe, expect, it } from "vitest";
import { parseSchema } from "#delta/schema.ts";
import {
  buildColumns,
  countColumns,
  filterColumns,
  findColumn,
  flattenColumns,
  type Openness,
  pathText,
  shortType,
  toggled,
} from "./schema-tree.ts";

const struct = (...fields: readonly (readonly [string, unknown])[]) => ({
  type: "struct",
  fields: fields.map(([name, type]) => ({ name, type, nullable: true, metadata: {} })),
});
const list = (elementType: unknown) => ({ type: "array", elementType, containsNull: false });
const columns = buildColumns(
  parseSchema(
    JSON.stringify(
      struct(
        ["id", "long"],
        ["party", struct(["name", "string"], ["address", struct(["city", "string"])])],
        ["tags", list("string")],
        ["lines", list(struct(["sku", "string"]))],
        ["by", { type: "map", keyType: "string", valueType: struct(["n", "integer"]), valueContainsNull: true }],
      ),
    ),
  ),
);
const ALL: Openness = { all: true, except: new Set() };
const drawn = (nodes = columns, openness = ALL) =>
  flattenColumns(nodes, openness).map(
    ({ level, node, column }) => `${"  ".repeat(level - 1)}${node.label} ${shortType(column.type)}`,
  );

describe("the tree of columns", () => {
  it("opens structs, and lists and maps only where a struct is inside", () => {
    expect(drawn()).toEqual([
      "id long",
      "party struct",
      "  name string",
      "  address struct",
      "    city string",
      "tags array<string>",
      "lines array<struct>",
      "  element struct",
      "    sku string",
      "by map<string, struct>",
      "  key string",
      "  value struct",
      "    n integer",
    ]);
    expect(countColumns(columns)).toBe(13);
  });

  it("tells of items whether they may be null", () => {
    expect(findColumn(columns, ["lines", "element"])?.nullable).toBe(false);
    expect(findColumn(columns, ["by", "value"])?.nullable).toBe(true);
    expect(findColumn(columns, ["by", "key"])?.nullable).toBe(false);
  });

  it("closes and opens what it is told to", () => {
    const closed = toggled(ALL, "party");
    expect(drawn(columns, closed)).not.toContain("  name string");
    expect(drawn(columns, toggled(closed, "party"))).toEqual(drawn());
    expect(drawn(columns, { all: false, except: new Set() })).toHaveLength(5);
  });

  it("numbers the columns among their siblings", () => {
    const rows = flattenColumns(columns, ALL);
    expect(rows.find(({ path }) => path === "party.address")).toMatchObject({
      level: 2,
      position: 2,
      setSize: 2,
      parentKey: "party",
      isOpen: true,
    });
  });

  it.each([
    ["CITY", ["party struct", "  address struct", "    city string"]],
    ["party.na", ["party struct", "  name string"]],
    ["map<", ["by map<string, struct>"]],
    ["integer", ["by map<string, struct>", "  value struct", "    n integer"]],
    ["nothing", []],
    ["  ", drawn()],
  ])("filtered by %j shows what matches and what leads to it", (text, expected) => {
    expect(drawn(filterColumns(columns, text))).toEqual(expected);
  });

  it("finds a column by its path and none by another's", () => {
    expect(findColumn(columns, ["party", "address", "city"])?.name).toBe("city");
    expect(findColumn(columns, ["party", "city"])).toBeUndefined();
    expect(findColumn(columns, [])).toBeUndefined();
  });
});

describe("a path", () => {
  it.each([
    [["a", "b_1"], "a.b_1"],
    [["odd.name", "x"], "`odd.name`.x"],
    [["a b", "`"], "`a b`.````"],
    [["1st"], "`1st`"],
    [["check"], "`check`"],
    [["Gdańsk"], "`Gdańsk`"],
    [[""], "``"],
  ])("of %j is spelled for SQL", (path, expected) => {
    expect(pathText(path)).toBe(expected);
  });
});
