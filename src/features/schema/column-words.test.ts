import { describe, expect, it } from "vitest";
import { parseSchema } from "#delta/schema.ts";
import { columnSections } from "./column-details.ts";
import { constraintsOn, coverageWords, marksOf, type SchemaContext } from "./column-words.ts";
import { buildColumns, type ColumnNode, findColumn } from "./schema-tree.ts";

function column(name: string, metadata: object = {}, more: object = {}): ColumnNode {
  const fields = [{ name, type: "long", nullable: true, metadata, ...more }];
  const [node] = buildColumns(parseSchema(JSON.stringify({ type: "struct", fields })));
  if (node === undefined) throw new Error("The schema has no column");
  return node;
}

const context = (more: Partial<SchemaContext> = {}): SchemaContext => ({
  partitionColumns: [],
  clusteringColumns: [],
  constraints: [],
  ...more,
});
const words = (node: ColumnNode, more?: Partial<SchemaContext>) => marksOf(node, context(more)).map(({ word }) => word);

describe("a partition column of times", () => {
  const zones = (type: string) =>
    columnSections(column("at", {}, { type }), context({ partitionColumns: ["at"] }))
      .flatMap(({ facts }) => facts)
      .filter(({ label }) => label === "Zone")
      .map(({ value }) => value);

  it("says how it is read where its writer left the zone out", () => {
    expect(zones("timestamp")).toEqual(["UTC where the log names none"]);
    expect(zones("timestamp_ntz")).toEqual([]);
    expect(zones("date")).toEqual([]);
  });
});

describe("the marks of a column", () => {
  it.each<[string, object, readonly string[]]>([
    ["nothing", {}, []],
    ["an identity", { "delta.identity.start": 1, "delta.identity.step": 1 }, ["identity"]],
    ["a generated one", { "delta.generationExpression": "1" }, ["generated"]],
    ["a default", { CURRENT_DEFAULT: "1" }, ["default"]],
    ["an invariant", { "delta.invariants": '{"expression":{"expression":"a > 1"}}' }, ["invariant"]],
    ["a widened one", { "delta.typeChanges": [{ fromType: "integer", toType: "long" }] }, ["widened"]],
  ])("with %s", (_what, metadata, expected) => {
    expect(words(column("a", metadata))).toEqual(expected);
  });

  it("tell its place, in any letter case for partitions, and by the whole path for clustering", () => {
    expect(words(column("a"), { partitionColumns: ["A"] })).toEqual(["partition"]);
    expect(words(column("a"), { clusteringColumns: [["b", "a"]] })).toEqual([]);
    expect(words(column("a"), { clusteringColumns: [["b"], ["a"]] })).toEqual(["clustering"]);
  });
});

describe("a constraint", () => {
  it.each<[string, string, boolean]>([
    ["fee", "fee > 0", true],
    ["fee", "FEE > 0 AND x < 1", true],
    ["fee", "`fee` > 0", true],
    ["fee", "fees > 0", false],
    ["fee", "x.fee > 0", false],
    ["fee", "kind = 'fee'", false],
    ["fee", "kind = 'it\\'s fee'", false],
    ["a+b", "`a+b` > 0", true],
  ])("on %s: %s is %s", (name, expression, expected) => {
    expect(constraintsOn(column(name), context({ constraints: [["c", expression]] })).length > 0).toBe(expected);
  });

  it("names a nested column by its path", () => {
    const schema = parseSchema(
      '{"type":"struct","fields":[{"name":"s","type":{"type":"struct","fields":[{"name":"x","type":"long"}]}}]}',
    );
    const node = findColumn(buildColumns(schema), ["s", "x"]);
    const constraints = [["c", "s.x > 0"] as const];
    expect(node && constraintsOn(node, context({ constraints }))).toEqual(constraints);
  });
});

describe("the coverage of statistics", () => {
  it.each<[string, { bounds: number; nullCounts: number; allNull: number }, number, object | undefined]>([
    ["all files", { bounds: 8, nullCounts: 8, allNull: 0 }, 8, { text: "all files", share: 1 }],
    [
      "all files, where some are all null",
      { bounds: 6, nullCounts: 8, allNull: 2 },
      8,
      { text: "all files", share: 1 },
    ],
    ["not quite all", { bounds: 999, nullCounts: 999, allNull: 0 }, 1000, { text: "99 %" }],
    ["hardly any", { bounds: 1, nullCounts: 1, allNull: 0 }, 1000, { text: "1 %" }],
    ["nulls only", { bounds: 0, nullCounts: 8, allNull: 3 }, 8, { text: "nulls only", share: 0 }],
    ["all null", { bounds: 0, nullCounts: 8, allNull: 8 }, 8, { text: "all null", share: 1 }],
    ["none", { bounds: 0, nullCounts: 0, allNull: 0 }, 8, { text: "none", share: 0 }],
    ["no files", { bounds: 0, nullCounts: 0, allNull: 0 }, 0, undefined],
  ])("is told: %s", (_what, leaf, checkedFiles, expected) => {
    const coverage = { files: checkedFiles, checkedFiles, untoldFiles: 0, withoutStats: 0, leaves: [] };
    const told = coverageWords({ path: ["a"], ...leaf }, coverage);
    if (expected === undefined) expect(told).toBeUndefined();
    else expect(told).toMatchObject(expected);
  });
});

describe("the details of a column", () => {
  const labels = (node: ColumnNode, more?: Partial<SchemaContext>) =>
    columnSections(node, context(more)).flatMap(({ title, facts }) =>
      facts.map(({ label, value }) => `${title}: ${label} = ${value}`),
    );

  it("hold every fact of its metadata, and unknown ones as they are", () => {
    const metadata = {
      "delta.identity.start": 5,
      "delta.identity.step": 2,
      "delta.columnMapping.id": 7,
      "delta.columnMapping.physicalName": "col-7",
      __CHAR_VARCHAR_TYPE_STRING: "varchar(3)",
      "acme.owner": ["x"],
    };
    expect(labels(column("a", metadata), { constraints: [["c", "a > 0"]], clusteringColumns: [["z"], ["a"]] })).toEqual(
      [
        "Values: Null = allowed",
        "Values: Identity = from 5, step 2",
        "Values: Highest so far = none given out",
        "Checks: c = a > 0",
        "Stored: Clustering = column 2 of 2",
        "Stored: Declared = varchar(3)",
        "Stored: Column id = 7",
        "Stored: Name in files = col-7",
        'Other metadata: acme.owner = ["x"]',
      ],
    );
  });

  it("tell what may not be null", () => {
    expect(labels(column("a", {}, { nullable: false }))).toEqual(["Values: Null = not allowed"]);
    const list = { type: { type: "array", elementType: "long", containsNull: false } };
    expect(labels(column("a", {}, list))).toContain("Values: Items = never null");
  });
});
