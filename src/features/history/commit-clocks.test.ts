import { describe, expect, it } from "vitest";
import { fakeCommits } from "#testing/fake-table.ts";
import { clockFacts } from "./commit-clocks.ts";

const [commit] = fakeCommits(1);
if (commit === undefined) throw new Error("The invented table has no commit");
const at = (ms: number) => Date.UTC(2026, 0, 5, 10, 0, 0, ms);

describe("the clocks of a commit", () => {
  it("are told apart, and the one that travel goes by says so", () => {
    const times = { inCommitMs: at(7), modifiedMs: at(1000), writtenMs: at(0), timestampMs: at(7) };
    expect(clockFacts({ ...commit, ...times })).toEqual([
      ["In the commit", "5 Jan 2026 10:00:00.007 · counts"],
      ["Of its file", "5 Jan 2026 10:00:01"],
      ["Writer’s own", "5 Jan 2026 10:00:00"],
    ]);
  });

  it("leave out what nobody tells", () => {
    const times = { inCommitMs: undefined, modifiedMs: at(0), writtenMs: undefined, timestampMs: at(0) };
    expect(clockFacts({ ...commit, ...times })).toEqual([["Of its file", "5 Jan 2026 10:00:00 · counts"]]);
  });

  it("say so where the time for travel was made to rise", () => {
    const times = { inCommitMs: undefined, modifiedMs: at(0), writtenMs: undefined, timestampMs: at(1) };
    expect(clockFacts({ ...commit, ...times }).at(-1)).toEqual([
      "For travel",
      "5 Jan 2026 10:00:00.001 · made to rise",
    ]);
  });

  it("are none where nothing is known", () => {
    const times = { inCommitMs: undefined, modifiedMs: undefined, writtenMs: undefined, timestampMs: undefined };
    expect(clockFacts({ ...commit, ...times })).toEqual([]);
  });
});
