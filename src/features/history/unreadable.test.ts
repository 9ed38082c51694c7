import { describe, expect, it } from "vitest";
import { fakeCommits } from "#testing/fake-table.ts";
import { summarizeUnreadable } from "./unreadable.ts";

const commits = [...fakeCommits(42)].reverse();

describe("the versions that can't be read", () => {
  it("are summed up from the oldest to the last before one that can", () => {
    expect(summarizeUnreadable(commits)).toEqual({
      label: "v0 – v3",
      reason: "3 of its 38 files were vacuumed",
      firstReadable: 4,
    });
  });

  it("are not worth a word where the oldest can be read", () => {
    expect(summarizeUnreadable(commits.slice(0, 30))).toBeUndefined();
  });

  it("may be all", () => {
    expect(summarizeUnreadable(commits.slice(-2))).toMatchObject({ label: "v0 – v1", firstReadable: undefined });
  });
});
