import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkKey, compareUtf8, encodeKey, isLogProbe } from "./object-key.ts";

describe("encodeKey", () => {
  it.each([
    ["a/b.parquet", "a/b.parquet"],
    ["date=2026-01-05/part ä.parquet", "date=2026-01-05/part%20%C3%A4.parquet"],
    ["p=a%3Ab/x", "p=a%253Ab/x"],
    ["a?b#c&d+e", "a%3Fb%23c%26d%2Be"],
    ["a//b", "a//b"],
    ["..a/...", "..a/..."],
  ])("writes %s as %s", (key, encoded) => {
    expect(encodeKey(key)).toBe(encoded);
  });

  it("survives a URL parser unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (key) => {
        fc.pre(isValid(key));
        const { pathname, search, hash } = new URL(`https://h.example/root/${encodeKey(key)}`);
        expect([decodeURIComponent(pathname), search, hash]).toEqual([`/root/${key}`, "", ""]);
      }),
    );
  });
});

describe("checkKey", () => {
  it.each(["..", "a/../b", "./a", "a/.", "a\ud800"])("refuses %j", (key) => {
    expect(() => checkKey(key)).toThrow(/Cannot read/);
  });
});

describe("compareUtf8", () => {
  it("sorts as the bytes of UTF-8 do", () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (left, right) => {
        const expected = Buffer.compare(encoder.encode(left), encoder.encode(right));
        expect(Math.sign(compareUtf8(left, right))).toBe(expected);
      }),
    );
  });
});

describe("isLogProbe", () => {
  it.each([
    ["_delta_log/_last_checkpoint", true],
    ["_delta_log/00000000000000000000.json", true],
    ["_delta_log/00000000000000000010.checkpoint.parquet", false],
    ["date=2026-01-05/_delta_log.json", false],
  ])("of %s is %s", (key, expected) => {
    expect(isLogProbe(key)).toBe(expected);
  });
});

function isValid(key: string): boolean {
  return !/\p{Surrogate}/u.test(key) && !key.split("/").some((part) => part === "." || part === "..");
}
