// Footers with the statistics that writers leave, right and wrong: what they rule out, and what they must not.

import type { SchemaElement } from "hyparquet";
import { ConvertedTypes, FieldRepetitionTypes, ParquetTypes } from "hyparquet/src/constants.js";
import { describe, expect, it } from "vitest";
import { NO_FILES } from "#delta/live-files.ts";
import type { CompareOperator, Predicate } from "#delta/skipping/predicate.ts";
import type { Value } from "#delta/value.ts";
import { schemaOf } from "#testing/parquet-tables.ts";
import { toThriftLogicalType } from "./logical-type.ts";
import { readFooter } from "./parquet-footer.ts";
import { createMemorySource } from "./parquet-source.ts";
import { createRowGroupFinder } from "./skip-row-groups.ts";
import { type ThriftValue, thriftInteger, thriftStruct, thriftText, writeThrift } from "./thrift-writer.ts";

interface Statistics {
  readonly min?: Uint8Array;
  readonly max?: Uint8Array;
  readonly oldMin?: Uint8Array;
  readonly oldMax?: Uint8Array;
  readonly nulls?: number;
}

interface DrawnFile {
  readonly element?: Partial<SchemaElement>;
  readonly statistics?: Statistics;
  readonly orders?: boolean;
  readonly createdBy?: string;
  readonly keyValues?: Readonly<Record<string, string>>;
}

const ROWS = 10;
const int = (kind: "i32" | "i64", value: number): ThriftValue => ({ kind, value });
const integer = (name: "i32" | "i64", value: number | undefined) =>
  value === undefined ? undefined : thriftInteger(name, value);
const named = (names: readonly (string | undefined)[], name: string | undefined) =>
  name === undefined ? undefined : thriftInteger("i32", names.indexOf(name));

function bytesOf(value: Uint8Array | undefined): ThriftValue | undefined {
  return value === undefined ? undefined : { kind: "binary", bytes: value };
}

/** A footer over no pages: a column `a` of one row group. */
function drawFooter({ element = {}, statistics, orders = true, createdBy, keyValues = {} }: DrawnFile): Uint8Array {
  const { type = "INT64", type_length, repetition_type = "OPTIONAL", converted_type, logical_type, scale } = element;
  const root = thriftStruct([4, thriftText("root")], [5, thriftInteger("i32", 1)]);
  const column = thriftStruct(
    [1, named(ParquetTypes, type)],
    [2, integer("i32", type_length)],
    [3, named(FieldRepetitionTypes, repetition_type)],
    [4, thriftText("a")],
    [6, named(ConvertedTypes, converted_type)],
    [7, integer("i32", scale)],
    [10, toThriftLogicalType(logical_type)],
  );
  const { min, max, oldMin, oldMax, nulls } = statistics ?? {};
  const stats = thriftStruct(
    [1, bytesOf(oldMax)],
    [2, bytesOf(oldMin)],
    [3, integer("i64", nulls)],
    [5, bytesOf(max)],
    [6, bytesOf(min)],
  );
  const chunk = thriftStruct(
    [1, named(ParquetTypes, type)],
    [2, { kind: "list", items: [int("i32", 0)] }],
    [3, { kind: "list", items: [thriftText("a")] }],
    [4, thriftInteger("i32", 0)],
    [5, thriftInteger("i64", ROWS)],
    [6, thriftInteger("i64", 4)],
    [7, thriftInteger("i64", 4)],
    [9, thriftInteger("i64", 4)],
    [12, statistics && stats],
  );
  const group = thriftStruct(
    [1, { kind: "list", items: [thriftStruct([2, thriftInteger("i64", 4)], [3, chunk])] }],
    [2, thriftInteger("i64", 4)],
    [3, thriftInteger("i64", ROWS)],
  );
  const pairs = Object.entries(keyValues).map(([key, value]) =>
    thriftStruct([1, thriftText(key)], [2, thriftText(value)]),
  );
  const footer = writeThrift(
    thriftStruct(
      [1, thriftInteger("i32", 2)],
      [2, { kind: "list", items: [root, column] }],
      [3, thriftInteger("i64", ROWS)],
      [4, { kind: "list", items: [group] }],
      [5, pairs.length === 0 ? undefined : { kind: "list", items: pairs }],
      [6, createdBy === undefined ? undefined : thriftText(createdBy)],
      [7, orders ? { kind: "list", items: [thriftStruct([1, thriftStruct()])] } : undefined],
    ),
  );
  const file = new Uint8Array(8 + footer.length + 8);
  file.set(footer, 8);
  new DataView(file.buffer).setUint32(8 + footer.length, footer.length, true);
  file.set([0x50, 0x41, 0x52, 0x31], file.length - 4);
  return file;
}

async function isKept(file: DrawnFile, type: string, predicate: Predicate): Promise<boolean> {
  const source = createMemorySource("f", drawFooter(file));
  const table = { schema: schemaOf({ a: type }), partitionColumns: [], columnMapping: "none" as const };
  const find = createRowGroupFinder(NO_FILES, table, predicate);
  return (await find(0, { source, footer: await readFooter(source) })).length === 1;
}

function buffer(length: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length);
  write(new DataView(bytes.buffer));
  return bytes;
}

const int32 = (value: number) => buffer(4, (view) => view.setInt32(0, value, true));
const int64 = (value: bigint) => buffer(8, (view) => view.setBigInt64(0, value, true));
const float = (value: number) => buffer(4, (view) => view.setFloat32(0, value, true));
const double = (value: number) => buffer(8, (view) => view.setFloat64(0, value, true));
const text = (value: string) => new TextEncoder().encode(value);
const bytes = (...values: number[]) => Uint8Array.from(values);

const is = (operator: CompareOperator, value: Value): Predicate => ({
  kind: "compare",
  column: ["a"],
  operator,
  value,
});
const isNull: Predicate = { kind: "is-null", column: ["a"] };
const isPresent: Predicate = { kind: "not", of: isNull };
const between = (min: Uint8Array, max: Uint8Array, nulls?: number): Statistics => ({
  min,
  max,
  ...(nulls === undefined ? {} : { nulls }),
});

const longs = { statistics: between(int64(5n), int64(9n), 2) };
const ofType = (type: SchemaElement["type"], more: Partial<SchemaElement> = {}) => ({
  element: { ...(type && { type }), ...more },
});
const texts = (min: Uint8Array, max: Uint8Array) => ({
  ...ofType("BYTE_ARRAY", { logical_type: { type: "STRING" } }),
  statistics: between(min, max),
});
const utcMillis = { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" } as const;
const decimal = (type: SchemaElement["type"], precision: number, scale: number, length?: number) =>
  ofType(type, {
    logical_type: { type: "DECIMAL", precision, scale },
    ...(length === undefined ? {} : { type_length: length }),
  });
const SPARK = "parquet-mr version 1.13.1 (build db4183109d5b734ec5930d870cdae161e408ddba)";

describe("a row group is left out by", () => {
  it.each<[string, DrawnFile, string, Predicate]>([
    ["integers behind", longs, "long", is(">", 9n)],
    ["integers before", longs, "long", is("<", 5n)],
    [
      "a long beyond 2^53",
      { statistics: between(int64(2n ** 53n), int64(2n ** 53n)) },
      "long",
      is("=", 2n ** 53n + 1n),
    ],
    [
      "an integer that was widened",
      { ...ofType("INT32"), statistics: between(int32(-5), int32(9)) },
      "long",
      is("<", -5n),
    ],
    [
      "an integer widened to double",
      { ...ofType("INT32"), statistics: between(int32(5), int32(9)) },
      "double",
      is("<", 5),
    ],
    [
      "a float widened to double",
      { ...ofType("FLOAT"), statistics: between(float(0.5), float(1)) },
      "double",
      is("<", 0.5),
    ],
    ["doubles below", { ...ofType("DOUBLE"), statistics: between(double(0.5), double(1)) }, "double", is("<", 0.5)],
    ["booleans", { ...ofType("BOOLEAN"), statistics: between(bytes(0), bytes(0)) }, "boolean", is("=", true)],
    [
      "dates",
      { ...ofType("INT32", { converted_type: "DATE" }), statistics: between(int32(5), int32(9)) },
      "date",
      is("=", 4),
    ],
    [
      "milliseconds",
      { ...ofType("INT64", { logical_type: utcMillis }), statistics: between(int64(5n), int64(9n)) },
      "timestamp",
      is(">", 9000n),
    ],
    [
      "a date widened to a time",
      { ...ofType("INT32", { logical_type: { type: "DATE" } }), statistics: between(int32(1), int32(1)) },
      "timestamp_ntz",
      is("<", 86400000000n),
    ],
    [
      "a decimal of 32 bits",
      { ...decimal("INT32", 9, 2), statistics: between(int32(500), int32(900)) },
      "decimal(9,2)",
      is("<", "5.00"),
    ],
    [
      "a decimal of 64 bits",
      { ...decimal("INT64", 18, 2), statistics: between(int64(500n), int64(900n)) },
      "decimal(20,4)",
      is(">", "9.0000"),
    ],
    [
      "a decimal in bytes",
      {
        ...decimal("FIXED_LEN_BYTE_ARRAY", 38, 2, 3),
        statistics: between(bytes(0xff, 0xff, 0xff), bytes(0, 1, 0)),
        createdBy: SPARK,
      },
      "decimal(38,2)",
      is("<", "-0.01"),
    ],
    ["strings by UTF-8", texts(text("😀"), text("😁")), "string", is("<=", "\uFFFD")],
    ["strings behind", texts(text("a"), text("c")), "string", { kind: "starts-with", column: ["a"], prefix: "d" }],
    ["nulls alone", { statistics: { nulls: ROWS } }, "long", isPresent],
    ["no nulls", { statistics: between(int64(5n), int64(9n), 0) }, "long", isNull],
    ["a column without nulls", ofType("INT64", { repetition_type: "REQUIRED" }), "long", isNull],
    [
      "old bounds of signed integers",
      { statistics: { oldMin: int64(5n), oldMax: int64(9n) }, orders: false },
      "long",
      is("=", 4n),
    ],
    [
      "old bounds beside new ones that have no order",
      { statistics: { ...between(int64(1n), int64(1n)), oldMin: int64(5n), oldMax: int64(9n) }, orders: false },
      "long",
      is("=", 1n),
    ],
  ])("%s", async (_what, file, type, predicate) => {
    expect(await isKept(file, type, predicate)).toBe(false);
    // The same without statistics.
    const { statistics: _, ...bare } = file;
    if (file.element?.repetition_type !== "REQUIRED") expect(await isKept(bare, type, predicate)).toBe(true);
  });

  it("a column that the file lacks", async () => {
    const source = createMemorySource("f", drawFooter(longs));
    const table = { schema: schemaOf({ b: "long" }), partitionColumns: [], columnMapping: "none" as const };
    const predicate: Predicate = { kind: "compare", column: ["b"], operator: "=", value: 1n };
    const find = createRowGroupFinder(NO_FILES, table, predicate);
    expect(await find(0, { source, footer: await readFooter(source) })).toEqual([]);
  });
});

describe("a row group is kept by", () => {
  it.each<[string, DrawnFile, string, Predicate]>([
    ["values inside", longs, "long", is("=", 7n)],
    ["nulls that are asked for", longs, "long", isNull],
    ["bounds without an order", { ...longs, orders: false }, "long", is("=", 4n)],
    ["bounds the wrong way round", { statistics: between(int64(9n), int64(5n)) }, "long", is("=", 4n)],
    ["bounds of another length", { statistics: between(bytes(9), bytes(10)) }, "long", is("=", 4n)],
    ["bounds of no length", texts(bytes(), bytes()), "long", is("=", 4n)],
    [
      "integers without a sign",
      { ...ofType("INT64", { converted_type: "UINT_64" }), statistics: between(int64(5n), int64(9n)) },
      "long",
      is("=", 4n),
    ],
    ["a count of no nulls beside no bounds", { statistics: { nulls: 0 } }, "long", isNull],
    ["more nulls than rows", { statistics: { nulls: ROWS + 1 } }, "long", isPresent],
    [
      "NaN for a bound",
      { ...ofType("DOUBLE"), statistics: between(double(Number.NaN), double(1)) },
      "double",
      is("<", 0),
    ],
    [
      "NaN that no bound tells of",
      { ...ofType("DOUBLE"), statistics: between(double(0), double(1)) },
      "double",
      is(">", 1),
    ],
    [
      "NaN, which is not a number that all have",
      { ...ofType("DOUBLE"), statistics: between(double(1), double(1)) },
      "double",
      is("!=", 1),
    ],
    ["-0 for 0", { ...ofType("DOUBLE"), statistics: between(double(0), double(0)) }, "double", is("=", -0)],
    [
      "INT96",
      { ...ofType("INT96"), statistics: between(new Uint8Array(12), new Uint8Array(12)) },
      "timestamp",
      is(">", 0n),
    ],
    [
      "times that are moved to another calendar",
      {
        ...ofType("INT64", { logical_type: utcMillis }),
        statistics: between(int64(5n), int64(9n)),
        keyValues: { "org.apache.spark.version": "3.2.0", "org.apache.spark.legacyDateTime": "" },
      },
      "timestamp",
      is("<", 0n),
    ],
    [
      "dates that are moved to another calendar",
      {
        ...ofType("INT32", { converted_type: "DATE" }),
        statistics: between(int32(5), int32(9)),
        keyValues: { "org.apache.spark.version": "2.4.0" },
      },
      "date",
      is("<", 0),
    ],
    [
      "nanoseconds within a microsecond",
      {
        ...ofType("INT64", { logical_type: { ...utcMillis, unit: "NANOS" } }),
        statistics: between(int64(1001n), int64(1001n)),
      },
      "timestamp",
      is("=", 1n),
    ],
    [
      "a decimal in bytes of a writer that ignores the sign",
      {
        ...decimal("FIXED_LEN_BYTE_ARRAY", 38, 2, 2),
        statistics: between(bytes(0, 1), bytes(0, 2)),
        createdBy: "parquet-go",
      },
      "decimal(38,2)",
      is("<", "0.00"),
    ],
    [
      "a decimal in bytes that was cut",
      { ...decimal("FIXED_LEN_BYTE_ARRAY", 38, 2, 3), statistics: between(bytes(1), bytes(2)), createdBy: SPARK },
      "decimal(38,2)",
      is("<", "0.00"),
    ],
    [
      "old bounds of strings",
      { ...texts(bytes(), bytes()), statistics: { oldMin: text("a"), oldMax: text("b") } },
      "string",
      is("=", "é"),
    ],
    ["a maximum that was cut within a character", texts(text("a"), bytes(0x62, 0xf0)), "string", is("=", "b\u{1F600}")],
    ["a minimum that was cut within a character", texts(bytes(0x62, 0xc3), text("c")), "string", is("=", "b\u00e9")],
    [
      "bytes, which have no order here",
      { ...ofType("BYTE_ARRAY"), statistics: between(bytes(5), bytes(9)) },
      "binary",
      is("=", bytes(1)),
    ],
    ["a value that is not of the type", longs, "long", is("=", "4")],
    ["a column that there is not", longs, "string", { kind: "compare", column: ["b"], operator: "=", value: 1n }],
  ])("%s", async (_what, file, type, predicate) => {
    expect(await isKept(file, type, predicate)).toBe(true);
  });
});
