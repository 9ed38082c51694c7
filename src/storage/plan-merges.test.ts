import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planMerges } from "./plan-merges.ts";

const limits = { gapBytes: 10, mergedBytes: 100 };

describe("planMerges", () => {
  it.each([
    {
      name: "neighbours",
      ranges: [
        [0, 5],
        [5, 9],
      ],
      merged: [[0, 9]],
    },
    {
      name: "a small gap",
      ranges: [
        [20, 30],
        [0, 10],
      ],
      merged: [[0, 30]],
    },
    {
      name: "a large gap",
      ranges: [
        [0, 10],
        [21, 30],
      ],
      merged: [
        [0, 10],
        [21, 30],
      ],
    },
    {
      name: "overlaps and equals",
      ranges: [
        [0, 10],
        [0, 10],
        [5, 15],
      ],
      merged: [[0, 15]],
    },
    {
      name: "more than the limit together",
      ranges: [
        [0, 60],
        [60, 120],
      ],
      merged: [
        [0, 60],
        [60, 120],
      ],
    },
    {
      name: "one that is larger than the limit",
      ranges: [
        [0, 500],
        [100, 200],
      ],
      merged: [[0, 500]],
    },
  ])("plans $name", ({ ranges, merged }) => {
    const members = ranges.map(([start = 0, end = 0]) => ({ range: { start, end } }));
    expect(planMerges(members, limits).map(({ range }) => [range.start, range.end])).toEqual(merged);
  });

  it("keeps ranges apart that disagree on the object's size", () => {
    const members = [{ range: { start: 0, end: 5, sizeBytes: 9 } }, { range: { start: 5, end: 9 } }];
    expect(planMerges(members, limits)).toHaveLength(2);
  });

  it("covers every member exactly once", () => {
    const range = fc
      .tuple(fc.nat(300), fc.nat(150))
      .map(([start, length]) => ({ range: { start, end: start + length } }));
    fc.assert(
      fc.property(fc.array(range), (members) => {
        const plan = planMerges(members, limits);
        expect(plan.flatMap((merged) => merged.members)).toHaveLength(members.length);
        for (const { range: merged, members: ofMerged } of plan) {
          expect(ofMerged.every((member) => merged.start <= member.range.start && member.range.end <= merged.end)).toBe(
            true,
          );
        }
      }),
    );
  });
});
