import { describe, expect, it } from "vitest";
import type { DataType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import { toJsonRow, toJsonValue } from "./json-value.ts";

const named = (name: "long" | "double" | "date" | "timestamp" | "binary" | "string" | "integer"): DataType => ({
  kind: "primitive",
  name,
});

describe("toJsonValue", () => {
  it.each<[string, DataType, Value, unknown]>([
    ["a 64-bit integer", named("long"), 9007199254740993n, "9007199254740993"],
    ["a decimal", { kind: "decimal", precision: 5, scale: 2 }, "12.50", "12.50"],
    ["a 32-bit integer", named("integer"), 7, 7],
    ["negative zero", named("double"), -0, "-0"],
    ["not a number", named("double"), Number.NaN, "NaN"],
    ["a date", named("date"), 0, "1970-01-01"],
    ["a time", named("timestamp"), 1n, "1970-01-01T00:00:00.000001Z"],
    ["bytes", named("binary"), new Uint8Array([0, 255]), "00ff"],
    [
      "a map",
      { kind: "map", key: named("string"), value: named("long"), valueContainsNull: true },
      [["a", 1n]],
      [["a", "1"]],
    ],
  ])("prints %s exactly", (_name, type, value, expected) => {
    expect(toJsonValue(value, type)).toEqual(expected);
  });

  it("keeps a column named __proto__ as a column", () => {
    const field = { name: "__proto__", type: named("string"), nullable: true, metadata: new Map() };
    const row = toJsonRow(["x"], { kind: "struct", fields: [field] });
    expect(JSON.stringify(row)).toBe('{"__proto__":"x"}');
  });
});
