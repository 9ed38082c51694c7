import { describe, expect, it } from "vitest";
import type { DataType, PrimitiveName, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import type { CellValue } from "#worker/worker-api.ts";
import { formatValue } from "./format-value.ts";
import { toJson, toText } from "./value-text.ts";

const primitive = (name: PrimitiveName): DataType => ({ kind: "primitive", name });
const decimal: DataType = { kind: "decimal", precision: 38, scale: 4 };
const list: DataType = { kind: "array", element: primitive("integer"), containsNull: true };
const map: DataType = { kind: "map", key: primitive("string"), value: primitive("long"), valueContainsNull: true };
const oddMap: DataType = {
  kind: "map",
  key: primitive("integer"),
  value: primitive("string"),
  valueContainsNull: true,
};
const field = (name: string, type: DataType) => ({ name, type, nullable: true, metadata: new Map() });
const struct: StructType = {
  kind: "struct",
  fields: [field("name", primitive("string")), field("rating", primitive("double")), field("stops", list)],
};

describe("a cell's line", () => {
  it.each<[string, CellValue, DataType, string]>([
    ["null", null, primitive("long"), "null"],
    ["a long beyond 2^53", 9223372036854775807n, primitive("long"), "9,223,372,036,854,775,807"],
    ["a negative long", -1234n, primitive("long"), "-1,234"],
    ["an integer", 1200, primitive("integer"), "1,200"],
    ["a decimal with all its digits", "-12345678901234567890.1200", decimal, "-12,345,678,901,234,567,890.1200"],
    ["a double", 0.1 + 0.2, primitive("double"), "0.30000000000000004"],
    ["a float without the double's digits", Math.fround(0.1), primitive("float"), "0.1"],
    ["NaN", Number.NaN, primitive("double"), "NaN"],
    ["negative zero", -0, primitive("double"), "-0"],
    ["infinity", Number.NEGATIVE_INFINITY, primitive("float"), "-Infinity"],
    ["a string", "Kraków", primitive("string"), "Kraków"],
    ["the empty string", "", primitive("string"), '""'],
    ["digits that are text", "12345", primitive("string"), "12345"],
    ["line breaks, which the grid makes visible", "a\tb\nc", primitive("string"), "a\tb\nc"],
    ["HTML", "<b>x</b>", primitive("string"), "<b>x</b>"],
    ["true", true, primitive("boolean"), "true"],
    ["a date", 20513, primitive("date"), "2026-03-01"],
    ["a timestamp", 1772380571133000n, primitive("timestamp"), "2026-03-01 15:56:11.133"],
    ["bytes", Uint8Array.of(0, 255, 16), primitive("binary"), "00ff10 · 3 bytes"],
    ["no bytes", Uint8Array.of(), primitive("binary"), "0 bytes"],
    ["many bytes", new Uint8Array(40), primitive("binary"), "000000000000000000000000… · 40 bytes"],
    ["a cut string", { cut: true, head: "abc", length: 10_000_000 }, primitive("string"), "abc…"],
    ["cut bytes", { cut: true, head: Uint8Array.of(1), length: 1500 }, primitive("binary"), "01… · 1,500 bytes"],
    ["a struct", ["Zofia", 4.5, [1, 2]], struct, "{name: Zofia, rating: 4.5, stops: […]}"],
    ["a short list", [1, null, 3], list, "[1, null, 3]"],
    ["an empty list", [], list, "[]"],
    ["a long list", Array.from({ length: 1204 }, (_, i) => i), list, "[1,204 items]"],
    ["a map", [["a", 1n]], map, "{a: 1}"],
    ["a long map", Array.from({ length: 40 }, (_, i): Value => [`key${i}`, BigInt(i)]), map, "{40 entries}"],
  ])("of %s", (_, value, type, expected) => {
    expect(formatValue(value, type)).toBe(expected);
  });
});

describe("a value's exact text", () => {
  it.each<[Value, DataType, string]>([
    ["a\tb", primitive("string"), "a\tb"],
    [9007199254740993n, primitive("long"), "9007199254740993"],
    ["1234.5000", decimal, "1234.5000"],
    [1772380571133000n, primitive("timestamp"), "2026-03-01T15:56:11.133Z"],
    [1772380571133000n, primitive("timestamp_ntz"), "2026-03-01T15:56:11.133"],
    [Uint8Array.of(1, 255), primitive("binary"), "01ff"],
    [["Zofia", 4.5, [1, 2]], struct, '{"name": "Zofia", "rating": 4.5, "stops": [1, 2]}'],
  ])("%s", (value, type, expected) => {
    expect(toText(value, type)).toBe(expected);
  });

  it.each<[Value, DataType, string]>([
    [null, primitive("long"), "null"],
    ["1.10", decimal, "1.10"],
    [Number.NaN, primitive("double"), '"NaN"'],
    [20513, primitive("date"), '"2026-03-01"'],
    [false, primitive("boolean"), "false"],
    [[["a", 1n]], map, '{"a": 1}'],
    [[[1, "a"]], oddMap, '[[1, "a"]]'],
    // A variant is JSON already, and stays so within a value.
    [['{"a":1}'], { kind: "struct", fields: [field("v", primitive("variant"))] }, '{"v": {"a":1}}'],
  ])("%s in JSON", (value, type, expected) => {
    expect(toJson(value, type)).toBe(expected);
  });
});
