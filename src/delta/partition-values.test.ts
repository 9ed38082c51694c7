import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysSinceEpoch } from "./calendar.ts";
import type { DataType, PrimitiveName } from "./data-type.ts";
import { isTableError } from "./errors.ts";
import { parsePartitionValue } from "./partition-values.ts";
import type { Value } from "./value.ts";

const primitive = (name: PrimitiveName): DataType => ({ kind: "primitive", name });
const decimal = (precision: number, scale: number): DataType => ({ kind: "decimal", precision, scale });
const PRIMITIVES: readonly PrimitiveName[] = [
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
];

describe("parsePartitionValue", () => {
  it.each([...PRIMITIVES.map(primitive), decimal(10, 2)])(
    "reads null, the empty string and Hive's null as null: %j",
    (type) => {
      expect([null, "", "__HIVE_DEFAULT_PARTITION__"].map((text) => parsePartitionValue(text, type))).toEqual([
        null,
        null,
        null,
      ]);
    },
  );

  it.each<[PrimitiveName, string, Value]>([
    ["string", " a=b/ü ", " a=b/ü "],
    ["byte", "-128", -128],
    ["short", "32767", 32767],
    ["integer", "-2147483648", -2147483648],
    ["long", "9223372036854775807", 9223372036854775807n],
    ["long", "-9223372036854775808", -9223372036854775808n],
    ["float", "0.1", Math.fround(0.1)],
    ["float", "3.4028235E38", Math.fround(3.4028235e38)],
    ["double", "1.0E10", 1e10],
    ["double", "1.0E-5", 1e-5],
    ["double", "NaN", Number.NaN],
    ["double", "-Infinity", Number.NEGATIVE_INFINITY],
    ["double", "inf", Number.POSITIVE_INFINITY],
    ["double", "-0.0", -0],
    ["interval year to month", "INTERVAL '1-2' YEAR TO MONTH", "INTERVAL '1-2' YEAR TO MONTH"],
    ["interval year to month", "INTERVAL '-0-11' year to month", "INTERVAL '-0-11' YEAR TO MONTH"],
    ["interval day to second", "INTERVAL '1 2:03:04.500000' DAY TO SECOND", "INTERVAL '1 02:03:04.5' DAY TO SECOND"],
    ["interval day to second", "INTERVAL '-0 00:00:01' DAY TO SECOND", "INTERVAL '-0 00:00:01' DAY TO SECOND"],
    ["boolean", "true", true],
    ["boolean", "False", false],
    ["binary", "\u0000\u0001A", Uint8Array.of(0, 1, 65)],
    ["date", "1970-01-01", 0],
    ["date", "2024-2-9", 19_762],
    ["date", "0001-01-01", -719_162],
    ["date", "9999-12-31", 2_932_896],
    ["date", "+10000-01-01", 2_932_897],
    ["date", "10000-01-01", 2_932_897],
    ["date", "-0001-12-31", -719_529],
    ["date", "1582-10-10", -141_432],
    ["timestamp", "1970-01-01 00:00:00", 0n],
    ["timestamp", "2020-01-01 08:09:10.001", 1_577_866_150_001_000n],
    ["timestamp", "2020-01-01T08:09:10.000001Z", 1_577_866_150_000_001n],
    ["timestamp", "2020-01-01T08:09:10+02:00", 1_577_858_950_000_000n],
    ["timestamp", "2020-01-01 08:09:10.123456000", 1_577_866_150_123_456n],
    ["timestamp", "0001-01-01T00:00:00.000-07:52:58", -62_135_568_422_000_000n],
    ["timestamp", "1969-12-31 23:59:59.999999", -1n],
    ["timestamp", "2021-10-01", 1_633_046_400_000_000n],
    ["timestamp", "2021-03-14 02:30:00", 1_615_689_000_000_000n],
    ["timestamp_ntz", "2020-01-01 08:09:10", 1_577_866_150_000_000n],
    ["timestamp_ntz", "2020-01-01T08:09:10+02:00", 1_577_866_150_000_000n],
    ["timestamp_ntz", "2024-01-01", 1_704_067_200_000_000n],
    ["void", "anything", null],
  ])("reads %s %j", (name, text, expected) => {
    expect(parsePartitionValue(text, primitive(name))).toEqual(expected);
  });

  it.each<[number, number, string, string]>([
    [10, 2, "1.25", "1.25"],
    [10, 4, "1.25", "1.2500"],
    [10, 2, "42", "42.00"],
    [10, 2, "42.0000", "42.00"],
    [38, 18, "-12345678901234567890.123456789012345678", "-12345678901234567890.123456789012345678"],
    [5, 0, "100.000", "100"],
    [10, 2, "1E+3", "1000.00"],
    [20, 18, "-1E-18", "-0.000000000000000001"],
    [20, 18, "0E-18", "0.000000000000000000"],
    [5, 2, "-0.00", "0.00"],
    [5, 2, ".5", "0.50"],
    [2, 2, "0.99", "0.99"],
  ])("reads a decimal(%i,%i) %s with exactly its digits", (precision, scale, text, expected) => {
    expect(parsePartitionValue(text, decimal(precision, scale))).toBe(expected);
  });

  it.each<[DataType, string]>([
    [primitive("byte"), "128"],
    [primitive("short"), "-32769"],
    [primitive("integer"), "2147483648"],
    [primitive("integer"), "1.0"],
    [primitive("integer"), " 1"],
    [primitive("long"), "9223372036854775808"],
    [primitive("double"), "1,5"],
    [primitive("double"), "0x10"],
    [primitive("boolean"), "1"],
    [primitive("date"), "2023-02-29"],
    [primitive("date"), "2023-13-01"],
    [primitive("date"), "20230101"],
    [primitive("timestamp"), "2020-01-01 24:00:00"],
    [primitive("timestamp"), "2020-01-01 08:09:60"],
    [primitive("timestamp"), "2020-01-01 08:09:10.0000001"],
    [primitive("timestamp"), "2020-01-01 08:09:10 Europe/Berlin"],
    [primitive("timestamp"), "yesterday"],
    [decimal(5, 2), "1.255"],
    [decimal(3, 2), "10.00"],
    [decimal(5, 2), "1e5"],
    [decimal(5, 2), "."],
    [decimal(5, 2), "1E99999999"],
  ])("refuses to guess: %j from %j", (type, text) => {
    expect(() => parsePartitionValue(text, type)).toThrow("Cannot read a partition value");
    try {
      parsePartitionValue(text, type);
    } catch (error) {
      expect(isTableError(error, "ProtocolViolation")).toBe(true);
    }
  });

  it("refuses types that can't partition a table", () => {
    expect(() => parsePartitionValue("x", { kind: "struct", fields: [] })).toThrow("struct<> can't partition a table");
    expect(() => parsePartitionValue("x", primitive("variant"))).toThrow("variant can't partition a table");
  });
});

describe("daysSinceEpoch", () => {
  it("agrees with Date wherever that reaches", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (days) => {
        const date = new Date(days * 86_400_000);
        expect(daysSinceEpoch(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(days);
      }),
    );
  });
});
