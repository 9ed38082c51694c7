import { describe, expect, it } from "vitest";
import { parseSchema } from "#delta/schema.ts";
import { createCoverageCounter, statsLeaves } from "./stats-coverage.ts";

const field = (name: string, type: unknown, physicalName?: string) => ({
  name,
  type,
  nullable: true,
  metadata: physicalName === undefined ? {} : { "delta.columnMapping.physicalName": physicalName },
});
const schema = parseSchema(
  JSON.stringify({
    type: "struct",
    fields: [
      field("day", "date", "c0"),
      field("a", "long", "c1"),
      field("s", { type: "struct", fields: [field("x", "string", "c3"), field("constructor", "string", "c4")] }, "c2"),
      field("list", { type: "array", elementType: "long", containsNull: true }, "c5"),
    ],
  }),
);

describe("the columns that can have statistics", () => {
  it("are found through structs, under their stored names, without partition columns", () => {
    expect(statsLeaves(schema, { columnMapping: "name", partitionColumns: ["Day"] })).toEqual([
      { path: ["a"], storedPath: ["c1"] },
      { path: ["s", "x"], storedPath: ["c2", "c3"] },
      { path: ["s", "constructor"], storedPath: ["c2", "c4"] },
      { path: ["list"], storedPath: ["c5"] },
    ]);
  });

  it("go by their own names without column mapping", () => {
    const [first, second] = statsLeaves(schema, { columnMapping: "none", partitionColumns: [] });
    expect([first?.storedPath, second?.storedPath]).toEqual([["day"], ["a"]]);
  });
});

describe("the coverage", () => {
  function count(...stats: readonly (string | undefined)[]) {
    const counter = createCoverageCounter(statsLeaves(schema, { columnMapping: "none", partitionColumns: ["day"] }));
    for (const text of stats) counter.count(text);
    return Object.fromEntries(
      counter.result().map(({ path, bounds, nullCounts, allNull }) => [path.join("."), [bounds, nullCounts, allNull]]),
    );
  }

  it.each<[string, readonly (string | undefined)[], readonly number[]]>([
    ["bounds and nulls", ['{"numRecords":2,"minValues":{"a":1},"maxValues":{"a":2},"nullCount":{"a":0}}'], [1, 1, 0]],
    ["one bound, which is none", ['{"numRecords":2,"minValues":{"a":1},"nullCount":{"a":0}}'], [0, 1, 0]],
    ["all null", ['{"numRecords":2,"minValues":{},"maxValues":{},"nullCount":{"a":2}}'], [0, 1, 1]],
    ["null bounds", ['{"numRecords":2,"minValues":{"a":null},"maxValues":{"a":null},"nullCount":{"a":2}}'], [0, 1, 1]],
    ["rows alone", ['{"numRecords":2}'], [0, 0, 0]],
    ["none", [undefined], [0, 0, 0]],
    ["no JSON", ["{", "[]", "1"], [0, 0, 0]],
    ["a count that is no number", ['{"numRecords":2,"nullCount":{"a":"0"}}'], [0, 0, 0]],
  ])("of a file with %s", (_what, stats, expected) => {
    expect(count(...stats).a).toEqual(expected);
  });

  it("adds up over files, within structs too, and takes no inherited property for a value", () => {
    const nested = '{"numRecords":1,"minValues":{"s":{"x":"a"}},"maxValues":{"s":{"x":"b"}},"nullCount":{"s":{"x":0}}}';
    expect(count(nested, nested, "{}")).toMatchObject({ "s.x": [2, 2, 0], "s.constructor": [0, 0, 0] });
  });
});
