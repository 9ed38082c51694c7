import { describe, expect, it } from "vitest";
import { fakeCommits } from "#testing/fake-table.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import { resolveBounds, resolveVersion, type ViewSources } from "./view-versions.ts";

const snapshot = { version: 7, latestVersion: 41 } as SnapshotInfo;
const nothing: ViewSources = {
  at: { kind: "latest" },
  snapshot: undefined,
  isTravelling: false,
  hasFailed: false,
  commits: [],
  hasOlder: true,
};

describe("the version in view", () => {
  it.each<[string, Partial<ViewSources>, number | undefined]>([
    ["is not known before the table answers", {}, undefined],
    ["is the asked one before the table answers", { at: { kind: "version", version: 3 } }, 3],
    ["is the snapshot's", { snapshot }, 7],
    ["is where a journey leads", { snapshot, isTravelling: true, at: { kind: "version", version: 3 } }, 3],
    ["stays until a time is resolved", { snapshot, isTravelling: true, at: { kind: "timestamp", timestampMs: 1 } }, 7],
  ])("%s", (_, sources, expected) => {
    expect(resolveVersion({ ...nothing, ...sources })).toBe(expected);
  });
});

describe("the rail's bounds", () => {
  const commits = [...fakeCommits(42)].reverse();
  it.each<[string, Partial<ViewSources>, { first: number; last: number }]>([
    ["reach from the first version to the latest", { snapshot }, { first: 0, last: 41 }],
    [
      "begin with the oldest commit once that is known",
      { snapshot: { ...snapshot, version: 30 }, commits: commits.slice(0, 20), hasOlder: false },
      { first: 22, last: 41 },
    ],
    [
      "are not stretched by a version that does not exist",
      { commits, hasFailed: true, at: { kind: "version", version: 99 } },
      { first: 0, last: 41 },
    ],
    ["hold the asked version while nothing is known", { at: { kind: "version", version: 9 } }, { first: 0, last: 9 }],
  ])("%s", (_, sources, expected) => {
    expect(resolveBounds({ ...nothing, ...sources })).toEqual(expected);
  });
});
