import { describe, expect, it } from "vitest";
import type { DataType } from "./data-type.ts";
import { findField, findRepeatedName, parseSchema, typeText } from "./schema.ts";

function struct(...fields: readonly [string, unknown][]): string {
  return JSON.stringify({
    type: "struct",
    fields: fields.map(([name, type]) => ({ name, type, nullable: true, metadata: {} })),
  });
}

function typeOf(type: unknown): DataType | undefined {
  return parseSchema(struct(["c", type])).fields[0]?.type;
}

describe("parseSchema", () => {
  it.each([
    "string",
    "long",
    "integer",
    "short",
    "byte",
    "float",
    "double",
    "boolean",
    "binary",
    "date",
    "timestamp",
    "timestamp_ntz",
    "variant",
    "void",
  ])("knows %s", (name) => {
    expect(typeOf(name)).toEqual({ kind: "primitive", name });
  });

  it.each<[unknown, string]>([
    ["null", "void"],
    ["timestamp_ltz", "timestamp"],
    ["varchar(10)", "string"],
    ["char(3)", "string"],
    [{ type: "variant" }, "variant"],
    ["decimal", "decimal(10,0)"],
    ["decimal(38,18)", "decimal(38,18)"],
    ["decimal( 5 , 2 )", "decimal(5,2)"],
    [{ type: "array", elementType: { type: "variant" }, containsNull: true }, "array<variant>"],
    [{ type: "map", keyType: "string", valueType: "long", valueContainsNull: false }, "map<string, long>"],
    [{ type: "udt", class: "x", sqlType: { type: "struct", fields: [] } }, "struct<>"],
    ["interval year to month", "interval year to month"],
    ["interval year", "interval year to month"],
    ["interval month", "interval year to month"],
    ["interval day to second", "interval day to second"],
    ["interval day to hour", "interval day to second"],
    ["interval minute to second", "interval day to second"],
    ["interval second", "interval day to second"],
    ["interval", "interval"],
    ["decimal(39,0)", "decimal(39,0)"],
    [{ type: "hypercube", sides: 4 }, '{"type":"hypercube","sides":4}'],
  ])("reads %j as %s", (json, text) => {
    const type = typeOf(json);
    expect(type && typeText(type)).toBe(text);
  });

  it.each(["interval fortnight", "geometry(OGC:CRS84)", "decimal(39,0)", "decimal(5,6)", "long ", "LONG"])(
    "keeps %s as unknown",
    (name) => {
      expect(typeOf(name)).toEqual({ kind: "unknown", text: JSON.stringify(name) });
    },
  );

  it("keeps nullability, nesting and metadata, with integers beyond 2^53 exact", () => {
    const text =
      '{"type":"struct","fields":[{"name":"a","type":{"type":"array","elementType":"long","containsNull":false},' +
      '"nullable":false,"metadata":{"delta.identity.highWaterMark":9223372036854775807,"__proto__":1}}]}';
    expect(parseSchema(text).fields[0]).toEqual({
      name: "a",
      type: { kind: "array", element: { kind: "primitive", name: "long" }, containsNull: false },
      nullable: false,
      metadata: new Map<string, unknown>([
        ["delta.identity.highWaterMark", 9223372036854775807n],
        ["__proto__", 1],
      ]),
    });
  });

  it.each(["", struct()])("takes %j for a table without columns", (text) => {
    expect(parseSchema(text).fields).toEqual([]);
  });

  it.each([
    ["broken JSON", "{", "the text is not valid JSON"],
    ["a type that is no struct", '"long"', "the outermost type is not a struct"],
    ["no fields", '{"type":"struct"}', "fields is not a list"],
    ["a field without name", '{"type":"struct","fields":[{"type":"long"}]}', "a field has no name"],
    ["a field without type", '{"type":"struct","fields":[{"name":"a"}]}', "field a has no type"],
    ["a type that is a number", struct(["a", 1]), "a type is neither a name nor an object"],
  ])("refuses %s", (_what, text, detail) => {
    expect(() => parseSchema(text)).toThrow(`Cannot read the schema: ${detail}`);
  });
});

describe("typeText", () => {
  it("writes a whole schema in a line", () => {
    const inner = JSON.parse(
      struct(["x", "double"], ["tags", { type: "array", elementType: "string", containsNull: true }]),
    );
    expect(typeText(parseSchema(struct(["id", "long"], ["point", inner])))).toBe(
      "struct<id: long, point: struct<x: double, tags: array<string>>>",
    );
  });
});

describe("findRepeatedName", () => {
  const nested = JSON.parse(struct(["x", "long"], ["X", "long"]));

  it.each([
    ["two names that differ by case", struct(["id", "long"], ["ID", "string"]), "ID"],
    ["names in a nested struct", struct(["s", nested]), "s.X"],
    [
      "names in an array's struct",
      struct(["s", { type: "array", elementType: nested, containsNull: true }]),
      "s.element.X",
    ],
    ["names in a map's key", struct(["s", { type: "map", keyType: nested, valueType: "long" }]), "s.key.X"],
    ["the same name in two structs", struct(["x", JSON.parse(struct(["x", "long"]))], ["y", "long"]), undefined],
  ])("finds %s", (_what, text, expected) => {
    expect(findRepeatedName(parseSchema(text))).toBe(expected);
  });
});

describe("findField", () => {
  it("ignores case, and prefers the exact spelling", () => {
    const schema = parseSchema(struct(["Id", "long"], ["id", "string"]));
    expect(findField(schema, "id")?.name).toBe("id");
    expect(findField(schema, "ID")?.name).toBe("Id");
    expect(findField(schema, "other")).toBeUndefined();
  });
});
