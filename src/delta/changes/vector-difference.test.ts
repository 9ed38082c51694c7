import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RowRun } from "#delta/deletion-vectors/deleted-rows.ts";
import { parseRoaring, type RowSet } from "#delta/deletion-vectors/roaring.ts";
import { writeVector } from "#testing/deletion-vectors.ts";
import { countRuns, differenceRuns, sliceRuns } from "./vector-difference.ts";

function rowsOf(rows: Iterable<number>): RowSet {
  return parseRoaring(writeVector([[0, [...rows].sort((a, b) => a - b)]]));
}

function expand(runs: readonly RowRun[]): readonly number[] {
  return runs.flatMap(({ position, count }) => Array.from({ length: count }, (_, offset) => position + offset));
}

/** Dense in a few places, across the borders of containers. */
const someRows = fc
  .array(fc.tuple(fc.constantFrom(0, 60, 65_500, 65_536, 131_071, 400_000), fc.integer({ min: 1, max: 80 })))
  .map((parts) => new Set(parts.flatMap(([start, count]) => Array.from({ length: count }, (_, at) => start + at))));

describe("the difference of two deletion vectors", () => {
  it("holds the rows that the first alone marks, in ascending runs that do not touch", () => {
    fc.assert(
      fc.property(someRows, someRows, (marked, unmarked) => {
        const runs = differenceRuns(rowsOf(marked), rowsOf(unmarked));
        const rows = [...marked].filter((row) => !unmarked.has(row)).sort((a, b) => a - b);
        expect(expand(runs)).toEqual(rows);
        expect(countRuns(runs)).toBe(rows.length);
        expect(runs.every((run, at) => at === 0 || run.position > (expand(runs.slice(at - 1, at)).at(-1) ?? -1))).toBe(
          true,
        );
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("holds all that is marked where there is no other vector", () => {
    expect(differenceRuns(rowsOf([0, 1, 5, 70_000]), undefined)).toEqual([
      { position: 0, count: 2 },
      { position: 5, count: 1 },
      { position: 70_000, count: 1 },
    ]);
  });

  it.each([
    [0, 3],
    [1, 1],
    [2, 10],
    [9, 5],
    [3, 0],
  ])("is cut to %i and the %i after it", (first, count) => {
    const runs = differenceRuns(rowsOf([2, 3, 4, 9, 20, 21]), rowsOf([9]));
    expect(expand(sliceRuns(runs, first, count))).toEqual([2, 3, 4, 20, 21].slice(first, first + count));
  });
});
