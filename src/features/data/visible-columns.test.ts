import { describe, expect, it } from "vitest";
import type { StructType } from "#delta/data-type.ts";
import { resolveColumns, toggleColumn } from "./visible-columns.ts";

const schema: StructType = {
  kind: "struct",
  fields: ["a", "b", "c"].map((name) => ({
    name,
    type: { kind: "primitive", name: "long" },
    nullable: true,
    metadata: new Map(),
  })),
};

describe("the columns of a view", () => {
  it.each([
    [undefined, ["a", "b", "c"], [], []],
    [["c", "a"], ["c", "a"], ["b"], []],
    [["a", "gone"], ["a"], ["b", "c"], ["gone"]],
    [[], [], ["a", "b", "c"], []],
  ])("asked for as %j", (asked, order, hidden, missing) => {
    expect(resolveColumns(schema, asked)).toEqual({ order, hidden, missing });
  });

  it.each([
    ["b goes", undefined, "b", ["a", "c"]],
    ["b comes back to its place, and the view is whole", ["a", "c"], "b", undefined],
    ["a goes from an order of its own", ["c", "a"], "a", ["c"]],
    ["the last one goes", ["c"], "c", []],
  ])("when %s", (_, asked, name, expected) => {
    expect(toggleColumn(schema, asked, name)).toEqual(expected);
  });
});
