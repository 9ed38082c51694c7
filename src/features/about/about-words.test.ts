import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fakeFacts } from "#testing/fake-facts.ts";
import { fakeCommits } from "#testing/fake-table.ts";
import type { CommitSummary, TableFacts } from "#worker/worker-api.ts";
import { clockLines, clockNotice, sayClock, sayIntegrity, sayOrigin } from "./about-words.ts";
import { refusedBySpark, retentionLines, sayInterval } from "./retention-words.ts";

const DAY = 86_400_000;
const commits = fakeCommits(42);
const facts = (version: number, more: Partial<TableFacts> = {}): TableFacts => ({
  ...fakeFacts("demo:rides", version, commits),
  ...more,
});
const inCommit = { clock: "in-commit", sinceVersion: 0, sinceMs: undefined, reason: "" } as const;
const file = { ...inCommit, clock: "file" } as const;

describe("the clocks of a version", () => {
  const counting = (more: Partial<TableFacts>) =>
    clockLines(facts(20, more)).flatMap(({ id, counts }) => (counts ? [id] : []));

  it.each<[string, Partial<TableFacts>, readonly string[]]>([
    ["the commit's own", { clock: inCommit, inCommitMs: 1, modifiedMs: 2, writtenMs: 3 }, ["in-commit"]],
    ["the file's", { clock: file, inCommitMs: 1, modifiedMs: 2, writtenMs: 3 }, ["file"]],
    ["the file's where the commit bears none", { clock: inCommit, inCommitMs: undefined, modifiedMs: 2 }, ["file"]],
    ["the writer's where there is no other", { clock: file, modifiedMs: undefined, writtenMs: 3 }, ["writer"]],
    ["none", { clock: file, inCommitMs: undefined, modifiedMs: undefined, writtenMs: undefined }, []],
  ])("count: %s", (_what, more, expected) => {
    expect(counting(more)).toEqual(expected);
  });

  it("are told to the millisecond, before 1970 too", () => {
    expect(sayClock(Date.UTC(2026, 4, 5, 1, 30, 42, 45))).toBe("5 May 2026 01:30:42.045 UTC");
    expect(sayClock(Date.UTC(2026, 4, 5, 1, 30, 42))).toBe("5 May 2026 01:30:42 UTC");
    expect(sayClock(-1)).toBe("31 Dec 1969 23:59:59.999 UTC");
  });

  it("get a notice where they differ, and none where a store cuts off milliseconds", () => {
    expect(clockNotice({ clock: inCommit, inCommitMs: 5_999, modifiedMs: 5_000, writtenMs: 0 })).toBeUndefined();
    expect(clockNotice({ clock: inCommit, inCommitMs: 0, modifiedMs: 2 * DAY, writtenMs: 0 })).toMatch(
      /^The file is 2 d later than the commit says. Travel by time goes by the time in the commit/,
    );
    expect(clockNotice({ clock: file, inCommitMs: DAY, modifiedMs: 0, writtenMs: 0 })).toMatch(
      /1 d earlier.*the file’s time/,
    );
    expect(clockNotice({ clock: file, inCommitMs: undefined, modifiedMs: 0, writtenMs: 0 })).toBeUndefined();
  });
});

describe("what a version was rebuilt from", () => {
  it.each([
    [25, 20, "the checkpoint of v20 and 5 commits after it"],
    [21, 20, "the checkpoint of v20 and 1 commit after it"],
    [20, 20, "the checkpoint of v20 alone"],
    [3, undefined, "4 commits, from v0 on, without a checkpoint"],
    [0, undefined, "1 commit, from v0 on, without a checkpoint"],
  ])("of v%i with the checkpoint %s: %s", (version, checkpointVersion, expected) => {
    expect(sayOrigin({ version, checkpointVersion })).toBe(expected);
  });
});

describe("the integrity mark", () => {
  it.each([
    [{ kind: "agrees", compared: ["numFiles", "protocol"] }, "ok", /2 facts.*numFiles, protocol/],
    [{ kind: "agrees", compared: [] }, "none", /says nothing/],
    [{ kind: "absent" }, "none", /Nothing to compare v7/],
    [{ kind: "unreadable", reason: "it is not a JSON object" }, "none", /it is not a JSON object/],
    [
      { kind: "differs", compared: ["numFiles"], differences: [{ what: "numFiles", inLog: "1", inChecksum: "2" }] },
      "bad",
      /The log counts/,
    ],
  ] as const)("of %j", (integrity, tone, about) => {
    const words = sayIntegrity(integrity, 7);
    expect(words.tone).toBe(tone);
    expect(words.about).toMatch(about);
  });
});

describe("retention", () => {
  const nowMs = (commits.at(-1)?.timestampMs ?? 0) + DAY;
  const about = (id: string, version: number, more: Partial<TableFacts> = {}, list = commits) =>
    retentionLines({ facts: facts(version, more), commits: list.toReversed(), hasOlder: false, nowMs }).find(
      (line) => line.id === id,
    )?.about;

  it("keeps every file of the newest version", () => {
    expect(about("files", 41)).toBe("v41 is the newest version: VACUUM removes none of its files.");
  });

  it("tells until when the files of an older one are safe, and when they were", () => {
    const kept = { deletedFilesMs: 30 * DAY, logMs: 30 * DAY, transactionsMs: undefined };
    expect(about("files", 40, { retention: kept })).toMatch(/^No file of v40 can be vacuumed until \d+ \w+ \d{4}/);
    const short = { ...kept, deletedFilesMs: 0 };
    expect(about("files", 20, { retention: short })).toMatch(
      /^Files that v21 and later versions removed may have been/,
    );
    expect(about("files", 20, { supersededMs: undefined })).toMatch(/is not known/);
  });

  it("tells when a commit may go, unless clean-up is off", () => {
    expect(about("log", 41)).toMatch(/^The commit of v41 stays until .* at least/);
    const off = { name: "delta.enableExpiredLogCleanup", value: "false", byDefault: "true", about: "" };
    expect(about("log", 41, { properties: [off] })).toBe("Clean-up of the log is switched off, so commits stay.");
  });

  it("tells where each figure comes from", () => {
    const lines = retentionLines({ facts: facts(41), commits: [], hasOlder: true, nowMs });
    expect(lines.map(({ id, figure, source }) => [id, figure, source])).toEqual([
      ["files", "7 d", "default"],
      ["log", "90 d", "set"],
      ["travel", "7 d", "as removed files"],
    ]);
  });

  it("says which versions Spark refuses, as Spark does where removed files are kept for no time", () => {
    const { refusals } = JSON.parse(
      readFileSync(new URL("../../../fixtures/facts/ledger.json", import.meta.url), "utf8"),
    );
    const refused = Object.entries<unknown>(refusals).filter(([, answer]) => typeof answer === "string");
    for (const [, answer] of refused) expect(answer).toContain("BEYOND_DELETED_FILE_RETENTION_DURATION");
    const three = fakeCommits(3);
    const retention = { deletedFilesMs: 0, logMs: DAY, transactionsMs: undefined };
    const range = refusedBySpark({
      facts: { ...fakeFacts("x", 2, three), retention },
      commits: three.toReversed(),
      hasOlder: false,
      nowMs,
    });
    expect(range).toEqual({ first: Number(refused[0]?.[0]), last: Number(refused.at(-1)?.[0]) });
  });

  it("words that range", () => {
    const none: readonly CommitSummary[] = [];
    const keep = (days: number) => ({ retention: { deletedFilesMs: days * DAY, logMs: 0, transactionsMs: undefined } });
    expect(about("travel", 41, keep(0))).toMatch(/: v0 to v40\. Here they open while their files are there\.$/);
    expect(about("travel", 41, keep(3650))).toMatch(/of 42 it refuses none\.$/);
    expect(about("travel", 41, keep(7), [...none])).toMatch(/whether or not their files are there\.$/);
  });

  it.each([
    [7 * DAY, "7 d"],
    [3650 * DAY, "3,650 d"],
    [0, "0 ms"],
    [3_600_000, "1 h"],
    [-DAY, "−1 d"],
  ])("spells %i milliseconds %s", (ms, expected) => {
    expect(sayInterval(ms)).toBe(expected);
  });
});
