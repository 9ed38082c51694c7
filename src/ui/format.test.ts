import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDate,
  formatDuration,
  formatInstant,
  formatRelativeTime,
  formatTimestamp,
} from "./format.ts";

describe("formatCount", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [3_412_077, "3,412,077"],
    [-41_200, "-41,200"],
    [9_223_372_036_854_775_807n, "9,223,372,036,854,775,807"],
  ])("groups %s as %s", (count, text) => expect(formatCount(count)).toBe(text));

  it("groups as a locale does where one is given", () => expect(formatCount(3_412_077, "de-DE")).toBe("3.412.077"));
});

describe("formatCompact", () => {
  it.each([
    [0, "0"],
    [950, "950"],
    [1000, "1.0 K"],
    [3_412_077, "3.4 M"],
    [412_903_000, "413 M"],
    [2_000_000_000, "2.0 G"],
  ])("shortens %s to %s", (count, text) => expect(formatCompact(count)).toBe(text));
});

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 KB"],
    [9_412, "9.4 KB"],
    [99_949, "99.9 KB"],
    [999_999, "1.0 MB"],
    [84_000_000, "84.0 MB"],
    [612_000_000, "612 MB"],
    [1_234_567_890, "1.2 GB"],
    [7_200_000_000_000_000_000, "7.2 EB"],
    [-38_000_000, "−38.0 MB"],
  ])("writes %s bytes as %s", (sizeBytes, text) => expect(formatBytes(sizeBytes)).toBe(text));
});

describe("formatDuration", () => {
  it.each([
    [-5, "0 ms"],
    [340, "340 ms"],
    [800, "0.8 s"],
    [9_949, "9.9 s"],
    [9_960, "10 s"],
    [12_000, "12 s"],
    [60_000, "1 m"],
    [61_000, "1 m 1 s"],
    [(2 * 60 + 51) * 60_000, "2 h 51 m"],
    [3 * 3_600_000, "3 h"],
    [(24 + 4) * 3_600_000, "1 d 4 h"],
  ])("writes %s ms as %s", (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe("formatRelativeTime", () => {
  const now = Date.UTC(2026, 3, 5, 12);
  it.each([
    [0, "just now"],
    [12_000, "12 s ago"],
    [5 * 60_000, "5 min ago"],
    [2 * 3_600_000, "2 h ago"],
    [25 * 3_600_000, "yesterday"],
    [3 * 86_400_000, "3 d ago"],
    [8 * 86_400_000, "28 Mar"],
    [200 * 86_400_000, "17 Sep 2025"],
    [-2 * 3_600_000, "in 2 h"],
    [-30 * 3_600_000, "tomorrow"],
  ])("says what was %s ms before as %s", (before, text) => expect(formatRelativeTime(now - before, now)).toBe(text));
});

describe("formatInstant", () => {
  const at = Date.UTC(2026, 3, 5, 9, 58, 11);
  it("names day, year and minute", () => expect(formatInstant(at)).toBe("5 Apr 2026 09:58"));
  it("leaves out the year and adds seconds when asked", () =>
    expect(formatInstant(at, { year: false, seconds: true })).toBe("5 Apr 09:58:11"));
  it("goes beyond what Date can hold", () => expect(formatInstant(9e15)).toBe("24 Aug +287168 16:00"));
});

describe("formatDate", () => {
  it.each([
    [0, "1970-01-01"],
    [-1, "1969-12-31"],
    [20_525, "2026-03-13"],
    [11_016, "2000-02-29"],
    [-25_509, "1900-02-28"],
    [-25_508, "1900-03-01"],
    [-141_428, "1582-10-14"],
    [-141_427, "1582-10-15"],
    [-719_162, "0001-01-01"],
    [-719_163, "0000-12-31"],
    [-719_528, "0000-01-01"],
    [-719_529, "-0001-12-31"],
    [2_932_896, "9999-12-31"],
    [2_932_897, "+10000-01-01"],
    [2_147_483_647, "+5881580-07-11"],
    [-2_147_483_648, "-5877641-06-23"],
  ])("writes day %s as %s", (days, text) => expect(formatDate(days)).toBe(text));

  it("agrees with Date over every day of four centuries", () => {
    const days = Array.from({ length: 160_000 }, (_, at) => at - 80_000);
    const isOff = (day: number) => formatDate(day) !== new Date(day * 86_400_000).toISOString().slice(0, 10);
    expect(days.filter(isOff)).toEqual([]);
  });
});

describe("formatTimestamp", () => {
  it.each([
    [0n, "1970-01-01 00:00:00"],
    [-1n, "1969-12-31 23:59:59.999999"],
    [1_773_417_371_133_000n, "2026-03-13 15:56:11.133"],
    [1_773_417_371_133_070n, "2026-03-13 15:56:11.133070"],
    [1_773_417_371_000_000n, "2026-03-13 15:56:11"],
    [-62_135_596_800_000_000n, "0001-01-01 00:00:00"],
    [253_402_300_799_999_999n, "9999-12-31 23:59:59.999999"],
    [9_223_372_036_854_775_807n, "+294247-01-10 04:00:54.775807"],
    [-9_223_372_036_854_775_808n, "-290308-12-21 19:59:05.224192"],
  ])("writes %s µs as %s", (micros, text) => expect(formatTimestamp(micros)).toBe(text));
});
