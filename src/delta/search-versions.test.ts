import fc from "fast-check";
import { expect, it } from "vitest";
import { lastWhere, lastWhereUnbounded } from "./search-versions.ts";

it("finds the border wherever it is, in few rounds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 100_000 }), fc.nat({ max: 100_000 }), async (low, more) => {
      const border = low + more;
      const holds = async (version: number) => version <= border;
      expect(await lastWhere({ low, high: border + 1000 }, holds)).toBe(border);
      expect(await lastWhere({ low, high: border }, holds)).toBe(border);
      expect(await lastWhereUnbounded(low, holds)).toBe(border);
    }),
  );
});

it("answers the known version when nothing follows it", async () => {
  expect(await lastWhereUnbounded(-1, async () => false)).toBe(-1);
});

it("asks for the next five first", async () => {
  const asked: number[] = [];
  await lastWhereUnbounded(10, async (version) => {
    asked.push(version);
    return version <= 12;
  });
  expect(asked).toEqual([11, 12, 13, 14, 15]);
});
