import { describe, expect, it } from "vitest";
import {
  jsonBinary,
  jsonDate,
  jsonDecimal,
  jsonDouble,
  jsonFloat,
  jsonString,
  jsonTime,
  jsonTimestamp,
  jsonUuid,
} from "./json-scalars.ts";

// What Java's Double.toString, Float.toString, BigDecimal.toPlainString and LocalDate.toString give.
describe("numbers", () => {
  it.each([
    [0, "0.0"],
    [-0, "-0.0"],
    [1, "1.0"],
    [100, "100.0"],
    [0.001, "0.001"],
    [0.0015, "0.0015"],
    [1e-4, "1.0E-4"],
    [9_999_999, "9999999.0"],
    [1e7, "1.0E7"],
    [123_456_789.125, "1.23456789125E8"],
    [1.5e300, "1.5E300"],
    [-123.456, "-123.456"],
    [Number.MAX_VALUE, "1.7976931348623157E308"],
    [Number.NaN, '"NaN"'],
    [Number.NEGATIVE_INFINITY, '"-Infinity"'],
  ])("of double %d are %s", (value, text) => {
    expect(jsonDouble(value)).toBe(text);
  });

  it.each([
    [Math.fround(0.1), "0.1"],
    [Math.fround(3.4028235e38), "3.4028235E38"],
    [Math.fround(16_777_216), "1.6777216E7"],
    [1.5, "1.5"],
    [Number.POSITIVE_INFINITY, '"Infinity"'],
  ])("of float %d are %s", (value, text) => {
    expect(jsonFloat(value)).toBe(text);
  });

  it.each([
    [12300n, 4, "1.23"],
    [-1n, 3, "-0.001"],
    [100n, 0, "100"],
    [10000n, 2, "100"],
    [0n, 5, "0"],
  ])("of decimal %d at scale %d are %s", (unscaled, scale, text) => {
    expect(jsonDecimal(unscaled, scale)).toBe(text);
  });
});

describe("times", () => {
  it.each([
    [0n, '"1970-01-01"'],
    [-719_162n, '"0001-01-01"'],
    [19_782n, '"2024-02-29"'],
    [2_932_896n, '"9999-12-31"'],
    [2_932_897n, '"+10000-01-01"'],
    [-719_528n, '"0000-01-01"'],
    [-719_529n, '"-0001-12-31"'],
  ])("of day %d are %s", (days, text) => {
    expect(jsonDate(days)).toBe(text);
  });

  it("keep microseconds, without zeros at the end", () => {
    expect(jsonTimestamp(1_704_164_645_120_000n, "+00:00")).toBe('"2024-01-02 03:04:05.12+00:00"');
    expect(jsonTimestamp(-1n, "")).toBe('"1969-12-31 23:59:59.999999"');
    expect(jsonTimestamp(60_000_000n, "")).toBe('"1970-01-01 00:01:00"');
    expect(jsonTimestamp(1n, "", 1_000_000_000n)).toBe('"1970-01-01 00:00:00.000000001"');
    expect(jsonTime(86_399_000_001n)).toBe('"23:59:59.000001"');
  });
});

describe("texts", () => {
  it.each([
    ['a"b\\c', '"a\\"b\\\\c"'],
    ["\b\f\n\r\t", '"\\b\\f\\n\\r\\t"'],
    ["\u0001\u001f", '"\\u0001\\u001F"'],
    ["\\u001f", '"\\\\u001f"'],
    ["/ é 😀 \u2028 \u007f", '"/ é 😀 \u2028 \u007f"'],
  ])("escape what JSON must: %j", (text, json) => {
    expect(jsonString(text)).toBe(json);
    expect(JSON.parse(json)).toBe(text);
  });

  it("hold bytes and UUIDs", () => {
    expect(jsonBinary(Uint8Array.of(1, 2, 255, 0))).toBe('"AQL/AA=="');
    const uuid = Uint8Array.from({ length: 16 }, (_, index) => index);
    expect(jsonUuid(uuid)).toBe('"00010203-0405-0607-0809-0a0b0c0d0e0f"');
  });
});
