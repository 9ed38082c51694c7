import { describe, expect, it } from "vitest";
import { findRebase } from "./legacy-calendar.ts";
import type { ParquetFooter } from "./parquet-footer.ts";

function rebaseOf(keyValues: Readonly<Record<string, string>>, physicalType: string) {
  return findRebase("f", { keyValues: new Map(Object.entries(keyValues)) } as unknown as ParquetFooter, physicalType);
}

const VERSION = "org.apache.spark.version";
const LEGACY_DATES = "org.apache.spark.legacyDateTime";
const LEGACY_INT96 = "org.apache.spark.legacyINT96";
const ZONE = "org.apache.spark.timeZone";

describe("a file is rebased", () => {
  it.each([
    { name: "no key", keys: {}, type: "INT32", expected: false },
    { name: "Spark 4.2", keys: { [VERSION]: "4.2.0" }, type: "INT32", expected: false },
    {
      name: "Spark 4.2 in legacy mode",
      keys: { [VERSION]: "4.2.0", [LEGACY_DATES]: "" },
      type: "INT32",
      expected: true,
    },
    { name: "legacy dates only", keys: { [VERSION]: "4.2.0", [LEGACY_DATES]: "" }, type: "INT96", expected: false },
    { name: "legacy INT96 only", keys: { [VERSION]: "4.2.0", [LEGACY_INT96]: "" }, type: "INT96", expected: true },
    { name: "Spark 2.4", keys: { [VERSION]: "2.4.8" }, type: "INT64", expected: true },
    { name: "Spark 3.0", keys: { [VERSION]: "3.0.1" }, type: "INT96", expected: true },
    { name: "Spark 3.0", keys: { [VERSION]: "3.0.1" }, type: "INT64", expected: false },
  ])("with $name, a column of $type: $expected", ({ keys, type, expected }) => {
    expect(rebaseOf(keys, type) !== undefined).toBe(expected);
  });
});

// Spark's RebaseDateTime: the day of each switch, and what is added to days from it on.
const switches = [
  [-719164, 2],
  [-682945, 1],
  [-646420, 0],
  [-609895, -1],
  [-536845, -2],
  [-500320, -3],
  [-463795, -4],
  [-390745, -5],
  [-354220, -6],
  [-317695, -7],
  [-244645, -8],
  [-208120, -9],
  [-171595, -10],
  [-141427, 0],
] as const;

describe("days", () => {
  it.each(switches)("from %i on are moved by %i", (first, difference) => {
    const rebase = rebaseOf({ [VERSION]: "2.4.8" }, "INT32");
    expect(rebase?.days(first)).toBe(first + difference);
    const previous = switches[switches.findIndex(([day]) => day === first) - 1];
    expect(rebase?.days(first - 1)).toBe(previous === undefined ? first + 1 : first - 1 + previous[1]);
  });
});

describe("timestamps", () => {
  it("of a UTC writer move with their day and keep their time of day", () => {
    const rebase = rebaseOf({ [VERSION]: "2.4.8", [ZONE]: "UTC" }, "INT64");
    expect(rebase?.micros(-141428n * 86400000000n + 5n)).toBe(-141438n * 86400000000n + 5n);
  });

  it("from 1900 on stay as they are in any zone", () => {
    const rebase = rebaseOf({ [VERSION]: "2.4.8", [ZONE]: "Asia/Tokyo" }, "INT64");
    expect(rebase?.micros(-2208988800000000n)).toBe(-2208988800000000n);
  });

  it.each([{ zone: "Asia/Tokyo" }, { zone: undefined }])("before 1900 in zone $zone are refused", ({ zone }) => {
    const rebase = rebaseOf({ [VERSION]: "2.4.8", ...(zone && { [ZONE]: zone }) }, "INT64");
    expect(() => rebase?.micros(-2208988800000001n)).toThrow(expect.objectContaining({ tag: "Unsupported" }));
  });
});
