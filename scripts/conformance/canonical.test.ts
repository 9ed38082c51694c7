import { describe, expect, it } from "vitest";
import type { DataType } from "#delta/data-type.ts";
import { canonicalRows, canonicalText } from "./canonical.ts";

const long: DataType = { kind: "primitive", name: "long" };
const text: DataType = { kind: "primitive", name: "string" };
const double: DataType = { kind: "primitive", name: "double" };

describe("canonicalText", () => {
  it.each([
    ["a null and the text null", text, null, "null"],
    ["the two zeros", double, 0, -0],
    ["neighbouring 64-bit integers", long, 9007199254740992n, 9007199254740993n],
    ["bytes and their text", text, new Uint8Array([97]), "a"],
    ["a list in another order", { kind: "array", element: long, containsNull: true } as const, [1n, 2n], [2n, 1n]],
  ])("tells %s apart", (_name, type, one, other) => {
    expect(canonicalText(type, one)).not.toBe(canonicalText(type, other));
  });

  it("finds maps equal whatever the order of their entries", () => {
    const map: DataType = { kind: "map", key: text, value: long, valueContainsNull: true };
    const entries = [["a", 1n] as const, ["b", 2n] as const];
    expect(canonicalText(map, entries)).toBe(canonicalText(map, [...entries].reverse()));
  });
});

describe("canonicalRows", () => {
  it("compares multisets: a row twice is not a row once", () => {
    const schema = {
      kind: "struct",
      fields: [{ name: "id", type: long, nullable: true, metadata: new Map() }],
    } as const;
    expect(canonicalRows(schema, [[2n], [1n]])).toEqual(canonicalRows(schema, [[1n], [2n]]));
    expect(canonicalRows(schema, [[1n], [1n]])).not.toEqual(canonicalRows(schema, [[1n]]));
  });
});
