import { describe, expect, it } from "vitest";
import { fakeCommits } from "#testing/fake-table.ts";
import type { CommitSummary } from "#worker/worker-api.ts";
import { binSize, buildBars, findBar } from "./rail-bars.ts";
import { canZoom, holdVersion, openingWindow, versionAt, zoom } from "./rail-window.ts";

const [base] = fakeCommits(1) as [CommitSummary];

/** Commits of versions 0, 1, … from their classes; `x` before a class = it can't be read. */
function commitsOf(...classes: string[]): Map<number, CommitSummary> {
  return new Map(
    classes.map((text, version) => {
      const unreadable = text.startsWith("x") ? "gone" : undefined;
      const operationClass = text.replace(/^x/, "") as CommitSummary["operationClass"];
      return [version, { ...base, version, operationClass, unreadable, checkpoint: false, rows: (version + 1) * 10 }];
    }),
  );
}

describe("the rail's bars", () => {
  it("are one to a version where there is room, their height a share of the tallest", () => {
    const commits = commitsOf("write", "merge");
    const bars = buildBars({ window: { first: 0, last: 1 }, commits, measure: "rows", capacity: 10 });
    expect(bars).toMatchObject([
      { first: 0, last: 0, height: 0.5, operationClass: "write" },
      { first: 1, last: 1, height: 1, operationClass: "merge" },
    ]);
  });

  it("share a range where there is none, and its rarest operation stands for it", () => {
    const commits = commitsOf("write", "delete", "write", "write");
    const bars = buildBars({ window: { first: 0, last: 3 }, commits, measure: "rows", capacity: 2 });
    expect(bars).toMatchObject([
      { first: 0, last: 1, operationClass: "delete", height: 0.5 },
      { first: 2, last: 3, operationClass: "write", height: 1 },
    ]);
  });

  it("call a range unreadable only when no version in it can be read", () => {
    const commits = commitsOf("xwrite", "xwrite", "xwrite", "write");
    const bars = buildBars({ window: { first: 0, last: 3 }, commits, measure: "rows", capacity: 2 });
    expect(bars.map((bar) => bar.unreadable)).toEqual(["gone", undefined]);
  });

  it("say nothing of versions whose commits are not loaded", () => {
    const bars = buildBars({ window: { first: 0, last: 0 }, commits: new Map(), measure: "bytes", capacity: 9 });
    expect(bars).toEqual([
      { first: 0, last: 0, height: undefined, operationClass: undefined, checkpoint: false, unreadable: undefined },
    ]);
  });

  it("keep their ranges while the window moves", () => {
    const commits = commitsOf(...Array.from({ length: 40 }, () => "write"));
    const at = (first: number) =>
      buildBars({ window: { first, last: first + 19 }, commits, measure: "rows", capacity: 5 });
    expect(at(3).map((bar) => bar.last)).toEqual([4, 9, 14, 19, 22]);
    expect(at(4).map((bar) => bar.last)).toEqual([4, 9, 14, 19, 23]);
  });

  it.each([
    [10, 10, 1],
    [11, 10, 2],
    [30, 10, 5],
    [100, 10, 10],
    [20_001, 100, 500],
  ])("%i versions with room for %i bars share %i to a bar", (count, capacity, size) => {
    expect(binSize({ first: 0, last: count - 1 }, capacity)).toBe(size);
  });

  it("are found by a version", () => {
    const bars = buildBars({ window: { first: 0, last: 9 }, commits: new Map(), measure: "rows", capacity: 5 });
    expect([0, 1, 2, 9].map((version) => findBar(bars, version))).toEqual([0, 0, 1, 4]);
  });
});

describe("the rail's window", () => {
  const bounds = { first: 0, last: 999 };

  it.each([
    ["the newest versions", 100, 999, { first: 900, last: 999 }],
    ["an old version among its neighbours", 100, 50, { first: 41, last: 140 }],
    ["all versions where there is room", 5000, 3, bounds],
  ])("opens with %s", (_, capacity, version, expected) => {
    expect(openingWindow(bounds, capacity, version)).toEqual(expected);
  });

  it("does not move for a version that is in sight", () => {
    expect(holdVersion({ first: 10, last: 20 }, bounds, 20)).toEqual({ first: 10, last: 20 });
  });

  it("zooms to half and to twice as many versions, and stops at the table's ends", () => {
    expect(zoom({ first: 900, last: 999 }, bounds, 1, 999)).toEqual({ first: 950, last: 999 });
    expect(zoom({ first: 0, last: 799 }, bounds, -1, 400)).toEqual(bounds);
    expect(canZoom(bounds, bounds, -1)).toBe(false);
  });

  it.each([
    [0, 10],
    [0.05, 10],
    [0.95, 19],
    [1, 19],
    [-0.2, 10],
    [1.4, 19],
  ])("has under the place %f version %i", (place, version) => {
    expect(versionAt({ first: 10, last: 19 }, place)).toBe(version);
  });
});
