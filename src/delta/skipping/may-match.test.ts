import { describe, expect, it } from "vitest";
import type { AddAction } from "#delta/actions.ts";
import { createChunkBuilder } from "#delta/file-chunk.ts";
import { appendChunks, type LiveFiles, liveChunk, NO_FILES } from "#delta/live-files.ts";
import { parseSchema } from "#delta/schema.ts";
import type { Value } from "#delta/value.ts";
import type { SkippingTable } from "./find-column.ts";
import { mayMatch } from "./may-match.ts";
import type { ColumnPath, CompareOperator, Predicate } from "./predicate.ts";

const field = (name: string, type: unknown, metadata: object = {}) => ({ name, type, nullable: true, metadata });

const table: SkippingTable = {
  schema: parseSchema(
    JSON.stringify({
      type: "struct",
      fields: [
        field("id", "long"),
        field("name", "string"),
        field("price", "decimal(38,10)"),
        field("small", "decimal(9,2)"),
        field("score", "double"),
        field("ratio", "float"),
        field("widened", "double", { "delta.typeChanges": [{ fromType: "float", toType: "double" }] }),
        field("day", "date"),
        field("at", "timestamp"),
        field("local", "timestamp_ntz"),
        field("flag", "boolean"),
        field("inner", { type: "struct", fields: [field("a", "long")] }),
        field("turkish", "string", { __COLLATIONS: { turkish: "icu.tr" } }),
        field("code", "string", { __CHAR_VARCHAR_TYPE_STRING: "char(5)" }),
        field("city", "string"),
        field("hour", "timestamp"),
      ],
    }),
  ),
  partitionColumns: ["city", "hour"],
  columnMapping: "none",
};

function filesOf(...adds: readonly Partial<AddAction>[]): LiveFiles {
  const builder = createChunkBuilder();
  adds.forEach((add, i) => {
    const rest = { path: `f${i}`, partitionValues: new Map(), size: 1, modificationTime: 0, dataChange: true };
    builder.add({ kind: "add", ...rest, ...add });
  });
  const chunk = liveChunk(
    builder.finish(() => true),
    () => true,
  );
  return chunk === undefined ? NO_FILES : appendChunks(NO_FILES, [chunk]);
}

function isKept(stats: string, predicate: Predicate): boolean {
  return mayMatch(filesOf({ stats }), table, predicate).length === 1;
}

function compare(column: string | ColumnPath, operator: CompareOperator, value: Value): Predicate {
  return { kind: "compare", column: typeof column === "string" ? column.split(".") : column, operator, value };
}

function range(column: string, min: string, max: string, more = ""): string {
  return `{"numRecords":10,"minValues":{"${column}":${min}},"maxValues":{"${column}":${max}},"nullCount":{"${column}":2}${more}}`;
}

const isNull = (column: string): Predicate => ({ kind: "is-null", column: column.split(".") });
const not = (of: Predicate): Predicate => ({ kind: "not", of });
const and = (...of: Predicate[]): Predicate => ({ kind: "and", of });
const or = (...of: Predicate[]): Predicate => ({ kind: "or", of });
const startsWith = (column: string, prefix: string): Predicate => ({ kind: "starts-with", column: [column], prefix });
const unknown: Predicate = { kind: "unknown" };

describe("a file is kept or left out by", () => {
  const ids = range("id", "5", "9");

  it.each<[string, string, Predicate, boolean]>([
    ["a value below", ids, compare("id", "=", 4n), false],
    ["a value inside", ids, compare("id", "=", 7n), true],
    ["a value above", ids, compare("id", "=", 10n), false],
    ["less than its minimum", ids, compare("id", "<", 5n), false],
    ["at most its minimum", ids, compare("id", "<=", 5n), true],
    ["more than its maximum", ids, compare("id", ">", 9n), false],
    ["at least its maximum", ids, compare("id", ">=", 9n), true],
    ["not what all its rows are", range("id", "5", "5"), compare("id", "!=", 5n), false],
    ["not one of several", ids, compare("id", "!=", 5n), true],
    ["null, which nothing equals", ids, compare("id", "=", null), false],
    ["null, which null equals", ids, compare("id", "<=>", null), true],
    ["a value that null does not equal", ids, compare("id", "<=>", 4n), false],
    ["none of a list", ids, { kind: "in", column: ["id"], values: [1n, null, 99n] }, false],
    ["one of a list", ids, { kind: "in", column: ["id"], values: [1n, 6n] }, true],
    ["not in a list that holds null", ids, not({ kind: "in", column: ["id"], values: [1n, null] }), false],
    ["not in a list", ids, not({ kind: "in", column: ["id"], values: [1n] }), true],
    ["is null, with nulls", ids, isNull("id"), true],
    ["is null, without", `${range("id", "5", "9").replace('"id":2', '"id":0')}`, isNull("id"), false],
    [
      "is null, without, of a type that has no bounds",
      '{"numRecords":3,"nullCount":{"flag":0}}',
      isNull("flag"),
      false,
    ],
    [
      "is null, by a count of none that no bound bears out",
      '{"numRecords":3,"nullCount":{"id":0}}',
      isNull("id"),
      true,
    ],
    ["is not null, all being null", '{"numRecords":3,"nullCount":{"id":3}}', not(isNull("id")), false],
    ["a comparison, all being null", '{"numRecords":3,"nullCount":{"id":3}}', compare("id", "<", 99n), false],
    [
      "a negated comparison, all being null",
      '{"numRecords":3,"nullCount":{"id":3}}',
      not(compare("id", "<", 9n)),
      false,
    ],
    ["no rows", '{"numRecords":0}', unknown, false],
    ["not below its maximum", ids, not(compare("id", "<=", 9n)), false],
    ["both of two, one impossible", ids, and(compare("id", ">", 9n), unknown), false],
    ["either of two, one unknown", ids, or(compare("id", ">", 9n), unknown), true],
    [
      "either of two, one of a column without statistics",
      ids,
      or(compare("id", ">", 9n), compare("name", "=", "x")),
      true,
    ],
    ["a negated and", ids, not(and(compare("id", ">=", 5n), compare("id", "<=", 9n))), false],
    ["a column that is not there", ids, compare("ghost", "=", 1n), true],
    ["a name in other letters", ids, compare("ID", ">", 9n), false],
    [
      "a nested column",
      '{"numRecords":1,"minValues":{"inner":{"a":3}},"maxValues":{"inner":{"a":4}}}',
      compare("inner.a", "=", 5n),
      false,
    ],
    [
      "is null of a nested column, whose parents may not count",
      '{"numRecords":1,"nullCount":{"inner":{"a":0}}}',
      isNull("inner.a"),
      true,
    ],
    ["a value of another type", ids, compare("id", "=", "4"), true],
    ["a fraction of an integer column", ids, compare("id", "=", 4.5), true],
    ["a string under a collation", range("turkish", '"a"', '"b"'), compare("turkish", "=", "z"), true],
    ["a boolean, which has no bounds", range("flag", "false", "false"), compare("flag", "=", true), true],
  ])("%s", (_what, stats, predicate, kept) => {
    expect(isKept(stats, predicate)).toBe(kept);
  });

  it.each<[string, string, Predicate, boolean]>([
    ["a long beyond 2^53, above", range("id", "0", "9007199254740993"), compare("id", ">", 9007199254740993n), false],
    ["a long beyond 2^53, at it", range("id", "0", "9007199254740993"), compare("id", ">", 9007199254740992n), true],
    [
      "a long decimal's last digit but few",
      range("price", "1", "1234567890123456.7890123456"),
      compare("price", ">", "1234567890123499.0000000000"),
      false,
    ],
    [
      "a long decimal that went by way of a double",
      range("price", "0", "1.2345678901234568e+27"),
      compare("price", "=", "1234567890123456789012345678.1000000000"),
      true,
    ],
    ["a decimal in exponent form", range("small", "0E-18", "-1E-18"), compare("small", "=", "5.00"), true],
    ["a decimal as text", range("small", '"1.50"', '"2.50"'), compare("small", ">", "2.50"), false],
    [
      "an integer's statistics after it became a decimal",
      range("small", "1", "2"),
      compare("small", ">", "2.00"),
      false,
    ],
    ["a float by its shortest text", range("ratio", "0.1", "0.1"), compare("ratio", "=", Math.fround(0.1)), true],
    ["a float outside", range("ratio", "0.1", "0.2"), compare("ratio", "=", 0.5), false],
    ["a float that was widened", range("widened", "0.1", "0.1"), compare("widened", "=", Math.fround(0.1)), true],
    ["NaN, which no maximum tells of", range("score", "1", "2"), compare("score", ">", 5), true],
    ["NaN itself", range("score", "1", "2"), compare("score", "=", Number.NaN), true],
    ["a double beyond the maximum", range("score", "1", "2"), compare("score", "=", 3), false],
    ["infinity as text", range("score", '"-Infinity"', '"Infinity"'), compare("score", "=", 1e308), true],
    ["NaN as a bound", range("score", '"NaN"', '"NaN"'), compare("score", "<", 0), true],
    ["minus zero", range("score", "0", "0"), compare("score", "=", -0), true],
    ["a date outside", range("day", '"2020-01-01"', '"2020-01-31"'), compare("day", ">", 18292), false],
    ["a date inside", range("day", '"2020-01-01"', '"2020-01-31"'), compare("day", "=", 18292), true],
    [
      "microseconds that the maximum lost",
      range("at", '"2020-01-01T00:00:00.000Z"', '"2020-01-01T00:00:00.001Z"'),
      compare("at", ">", 1577836800001500n),
      true,
    ],
    [
      "a time beyond them",
      range("at", '"2020-01-01T00:00:00.000Z"', '"2020-01-01T00:00:00.001Z"'),
      compare("at", ">", 1577836800001999n),
      false,
    ],
    [
      "a zone with seconds",
      range("at", '"0001-01-01T00:00:00.000-07:52:58"', '"0001-01-02T00:00:00.000-07:52:58"'),
      compare("at", ">", 0n),
      false,
    ],
    [
      "a timestamp without a zone",
      range("at", '"2020-01-01T00:00:00"', '"2020-01-01T00:00:00"'),
      compare("at", "=", 0n),
      true,
    ],
    [
      "a local time outside",
      range("local", '"2020-01-01T00:00:00"', '"2020-01-01T00:00:00"'),
      compare("local", "=", 0n),
      false,
    ],
    [
      "a date's statistics after it became a local time",
      range("local", '"2020-01-01"', '"2020-01-01"'),
      compare("local", "=", 1577836800000000n),
      true,
    ],
    ["an emoji after U+FFFD in UTF-8", range("name", '"a"', '"\uFFFC"'), compare("name", "=", "😀"), false],
    ["U+FFFC before an emoji in UTF-8", range("name", '"a"', '"😀"'), compare("name", "=", "\uFFFC"), true],
    [
      "a minimum that is a prefix",
      range("name", `"${"b".repeat(32)}"`, '"c"'),
      compare("name", "<", "b".repeat(32)),
      false,
    ],
    [
      "a maximum cut without a last character",
      range("name", '"a"', `"${"b".repeat(32)}"`),
      compare("name", "=", `${"b".repeat(32)}z`),
      true,
    ],
    [
      "an old maximum's last character, which an emoji exceeds",
      range("name", '"a"', '"b\uFFFD"'),
      compare("name", "=", "b😀"),
      true,
    ],
    ["an empty string", range("name", '""', '""'), compare("name", "=", ""), true],
    ["CHAR(n) padded to its maximum", range("code", '"a"', '"ab"'), compare("code", "=", "ab   "), true],
    ["CHAR(n) padded to its minimum", range("code", '"ab"', '"b"'), compare("code", "<=", "ab   "), true],
    ["CHAR(n) behind its maximum", range("code", '"a"', '"ab"'), compare("code", ">", "ab   "), false],
    ["CHAR(n) before its minimum", range("code", '"ab"', '"b"'), compare("code", "<", "ab"), false],
    // "a" is below "a\t" as it is stored, and above it as it is read.
    ["CHAR(n) below a tab that is padded above it", range("code", '"a"', '"a\\t"'), compare("code", ">", "a  "), true],
    ["a prefix inside", range("name", '"abc"', '"abf"'), startsWith("name", "abd"), true],
    ["a prefix of the minimum", range("name", '"abc"', '"b"'), startsWith("name", "ab"), true],
    ["a prefix behind", range("name", '"abc"', '"abf"'), startsWith("name", "abg"), false],
    ["a prefix before", range("name", '"abc"', '"abf"'), startsWith("name", "aa"), false],
    ["not a prefix that all have", range("name", '"abc"', '"abf"'), not(startsWith("name", "ab")), false],
    ["not a prefix that some have", range("name", '"abc"', '"b"'), not(startsWith("name", "ab")), true],
  ])("%s, exactly", (_what, stats, predicate, kept) => {
    expect(isKept(stats, predicate)).toBe(kept);
  });

  it.each([
    ["empty text", ""],
    ["null", "null"],
    ["broken JSON", '{"numRecords":10,"minValues":{"id":5}'],
    ["a list", "[]"],
    ["bounds of another type", range("id", '"5"', "true")],
    ["bounds the wrong way round", range("id", "9", "5")],
    ["no bounds", '{"numRecords":10}'],
    ["bounds that are lists", '{"numRecords":10,"minValues":[5],"maxValues":[9]}'],
    ["a fraction as an integer's bounds", range("id", "5.5", "9.5")],
    ["the prototype's fields", '{"numRecords":10,"minValues":{"__proto__":{"id":5}},"maxValues":{}}'],
  ])("nothing where its statistics are %s", (_what, stats) => {
    expect(isKept(stats, compare("id", "=", 4n))).toBe(true);
  });

  it("no null count that can't be", () => {
    expect(isKept('{"numRecords":3,"nullCount":{"id":4}}', not(isNull("id")))).toBe(true);
    expect(isKept('{"numRecords":3,"nullCount":{"id":-1}}', isNull("id"))).toBe(true);
  });

  it("statistics that a deletion vector made too wide", () => {
    const wide = range("id", "5", "9", ',"tightBounds":false');
    expect(isKept(wide, compare("id", "=", 4n))).toBe(false);
    expect(isKept(wide, compare("id", "=", 9n))).toBe(true);
  });
});

describe("partition values", () => {
  const stats = range("id", "5", "9");
  const files = filesOf(
    { partitionValues: new Map([["city", "Oslo"]]), stats },
    { partitionValues: new Map([["city", "Rome"]]), stats },
    { partitionValues: new Map([["city", null]]), stats: range("id", "50", "90") },
    {
      partitionValues: new Map([
        ["city", ""],
        ["hour", "2020-01-01 00:00:00"],
      ]),
    },
    {
      partitionValues: new Map([
        ["city", "Rome"],
        ["hour", "nonsense"],
      ]),
    },
  );

  it.each<[string, Predicate, readonly number[]]>([
    ["equality", compare("city", "=", "Rome"), [1, 4]],
    ["null", isNull("city"), [2, 3]],
    ["inequality, which null never meets", compare("city", "!=", "Rome"), [0]],
    ["a time", compare("hour", "=", 1577836800000000n), [3, 4]],
    ["a time that is not of the type keeps its file", compare("hour", "<", 0n), [4]],
    ["together with statistics", and(not(isNull("city")), compare("id", ">", 9n)), [4]],
    ["or statistics", or(isNull("city"), compare("id", ">", 49n)), [2, 3, 4]],
  ])("decide by %s", (_what, predicate, expected) => {
    expect(mayMatch(files, table, predicate)).toEqual(expected);
  });

  it("go by stored names under column mapping", () => {
    const schema = JSON.stringify({
      type: "struct",
      fields: [
        field("city", "string", { "delta.columnMapping.physicalName": "col-1", "delta.columnMapping.id": 1 }),
        field("id", "long", { "delta.columnMapping.physicalName": "col-2", "delta.columnMapping.id": 2 }),
      ],
    });
    const mapped: SkippingTable = { schema: parseSchema(schema), partitionColumns: ["city"], columnMapping: "name" };
    const stored = filesOf(
      { partitionValues: new Map([["col-1", "Oslo"]]), stats: range("col-2", "5", "9") },
      { partitionValues: new Map([["col-1", "Rome"]]), stats: range("id", "5", "9") },
    );
    expect(mayMatch(stored, mapped, compare("city", "=", "Oslo"))).toEqual([0]);
    expect(mayMatch(stored, mapped, compare("id", "=", 4n))).toEqual([1]);
  });
});
