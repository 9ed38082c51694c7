import { describe, expect, it } from "vitest";
import { drawLog, encode } from "#testing/draw-log.ts";
import { buildCommit, type Commit } from "./commit.ts";
import { createStatsBudget } from "./file-chunk.ts";
import { type HistoryContext, summarizeCommits } from "./history.ts";
import { operationClass } from "./operation-class.ts";
import { replayCommits, startReplay } from "./replay.ts";

const BUDGET = createStatsBudget(1e9);

function commitsOf(text: string): readonly Commit[] {
  return [...drawLog(text).files].map(([name, file]) => buildCommit(Number.parseInt(name, 10), file, BUDGET)).reverse();
}

function contextOf(commits: readonly Commit[], more: Partial<HistoryContext> = {}): HistoryContext {
  const { totals } = replayCommits(startReplay(), commits).files;
  const known = { version: commits[0]?.version ?? 0, totals };
  return { rules: undefined, known, earliestVersion: undefined, hasCheckpoint: () => false, ...more };
}

function olderThan(commits: readonly Commit[], version: number): readonly Commit[] {
  return commits.filter((commit) => commit.version <= version);
}

function summaries(text: string, more: Partial<HistoryContext> = {}) {
  const commits = commitsOf(text);
  return summarizeCommits(commits, contextOf(commits, more)).toReversed();
}

describe("summarizeCommits", () => {
  it("counts back the totals of every version from the newest", () => {
    const text = "0 +a:10 +b:20\n1 +c:5\n2 -a -c\n3 +b#dv1:20 -b\n4 -b#dv1 +d:1";
    expect(summaries(text).map(({ files, rows, sizeBytes }) => [files, rows, sizeBytes])).toEqual([
      [2, 30, 200],
      [3, 35, 300],
      [1, 20, 100],
      [1, 19, 100],
      [1, 1, 100],
    ]);
  });

  it("agrees with a replay of each version", () => {
    const commits = commitsOf("0 +a:10 +b:20\n1 +c:5 -a\n2 +a:7\n3 +b#dv1:20 -b\n4 -c -a\n5 -b#dv1");
    const counted = summarizeCommits(commits, contextOf(commits));
    commits.forEach((commit, index) => {
      const { totals } = replayCommits(
        startReplay(),
        commits.filter(({ version }) => version <= commit.version),
      ).files;
      const { files, rows, sizeBytes } = counted[index] ?? {};
      expect({ files, rows, sizeBytes }).toEqual({
        files: totals.files,
        rows: totals.rows,
        sizeBytes: totals.sizeBytes,
      });
    });
  });

  it.each([0, 1, 2, 3, 4, 5])("counts from version %i back and on, as a replay of each version does", (from) => {
    const commits = commitsOf("0 +a:10 +b:20\n1 +c:5 -a\n2 +a:7\n3 +b#dv1:20 -b\n4 -c -a\n5 -b#dv1 +z:3");
    const replayed = commits.map(({ version }) => {
      const { totals } = replayCommits(startReplay(), olderThan(commits, version)).files;
      return { files: totals.files, rows: totals.rows, sizeBytes: totals.sizeBytes };
    });
    const { known } = contextOf(olderThan(commits, from));
    const counted = summarizeCommits(commits, contextOf(commits, { known }));
    expect(counted.map(({ files, rows, sizeBytes }) => ({ files, rows, sizeBytes }))).toEqual(replayed);
  });

  it("counts on from the version just before the run", () => {
    const commits = commitsOf("0 +a:10\n1 +b:20\n2 +c:5");
    const { known } = contextOf(olderThan(commits, 0));
    const counted = summarizeCommits(commits.slice(0, 2), contextOf(commits, { known }));
    expect(counted.map(({ rows }) => rows)).toEqual([35, 30]);
  });

  it("does not know rows from a removal on whose rows nothing tells, but goes on counting files", () => {
    const older = commitsOf("0 +a:10 +b:20\n1 +c:5");
    const newer = commitsOf("2 -b +d:1\n3 +e:2");
    const { known } = contextOf(older);
    const counted = summarizeCommits([...newer, ...older.slice(0, 1)], contextOf(older, { known }));
    expect(counted.map(({ files, rows, removedRows }) => [files, rows, removedRows])).toEqual([
      [4, undefined, 0],
      [3, undefined, undefined],
      [3, 35, 0],
    ]);
    expect(counted.map(({ sizeBytes }) => sizeBytes)).toEqual([undefined, undefined, 300]);
  });

  it("gives up on totals after a commit that may only restate files", () => {
    const restate = '{"add":{"path":"a","partitionValues":{},"size":100,"modificationTime":0,"dataChange":false}}';
    const oldest = commitsOf("0 +a:10");
    const commits = [
      ...commitsOf("2 +b:1"),
      buildCommit(1, { bytes: encode(restate), modifiedMs: 1 }, BUDGET),
      ...oldest,
    ];
    const { known } = contextOf(oldest);
    expect(summarizeCommits(commits, contextOf(oldest, { known })).map(({ files }) => files)).toEqual([
      undefined,
      undefined,
      1,
    ]);
  });

  it("gives up on totals after a version when the log before it does not add up", () => {
    const commits = commitsOf("0 +a:1\n1 -x\n2 +b:1\n3 +c:1");
    const { known } = contextOf(olderThan(commits, 2));
    expect(summarizeCommits(commits, contextOf(commits, { known })).map(({ files }) => files)).toEqual([
      undefined,
      2,
      undefined,
      undefined,
    ]);
  });

  it("tells what each commit added and removed, with the rows of a file known from its add", () => {
    const [, second] = summaries("0 +a:10 +b:20\n1 -a +c:5");
    expect(second).toMatchObject({
      addedFiles: 1,
      removedFiles: 1,
      addedBytes: 100,
      removedBytes: 100,
      addedRows: 5,
      removedRows: 10,
      dataChange: true,
    });
  });

  it("does not know rows where the log does not tell", () => {
    const [first, second] = summaries("0 +a\n1 +b:5");
    expect(first?.addedRows).toBeUndefined();
    expect([first?.rows, second?.rows]).toEqual([undefined, undefined]);
    expect([first?.files, second?.files]).toEqual([1, 2]);
  });

  it("gives up on totals before a commit that may only restate files", () => {
    const restate =
      '{"add":{"path":"a","partitionValues":{},"size":100,"modificationTime":0,"dataChange":false,"stats":"{\\"numRecords\\":10}"}}';
    const commits = [buildCommit(1, { bytes: encode(restate), modifiedMs: 1 }, BUDGET), ...commitsOf("0 +a:10")];
    const [newest, oldest] = summarizeCommits(commits, contextOf(commits));
    expect([newest?.files, newest?.dataChange, oldest?.files]).toEqual([1, false, undefined]);
  });

  it("gives up on totals when the log removed a file that was never there", () => {
    expect(summaries("0 +a:1\n1 -x\n2 +b:1").map(({ files }) => files)).toEqual([undefined, undefined, 2]);
  });

  it("makes modification times rise, as Spark's history does", () => {
    expect(summaries("0 t=5\n1 t=5\n2 t=3\n3 t=99").map(({ timestampMs }) => timestampMs)).toEqual([5, 6, 7, 99]);
  });

  it("tells schema, property and protocol changes apart", () => {
    const changed = summaries("0 +a\n1 ~drawn{k=v}\n2 ~drawn{k=v} !1.7[]\n3 +b").map(
      ({ changesSchema, changesProperties, changesProtocol }) => [changesSchema, changesProperties, changesProtocol],
    );
    expect(changed).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
      [false, false, false],
    ]);
  });

  it("shows parameters of any type as text, and who wrote", () => {
    const info = {
      commitInfo: {
        timestamp: 77,
        userName: "ann",
        engineInfo: "Spark",
        operation: "MERGE",
        operationParameters: { predicate: '["a"]', isManaged: false, nested: { x: 1 }, absent: null },
        operationMetrics: { numOutputRows: "9223372036854775807" },
      },
    };
    const text = JSON.stringify(info).replace('{"x":1}', '{"x":9007199254740993}');
    const commit = buildCommit(1, { bytes: encode(text), modifiedMs: 5 }, BUDGET);
    const [summary] = summarizeCommits([commit], contextOf([commit]));
    expect(summary).toMatchObject({
      writtenMs: 77,
      timestampMs: 5,
      operation: "MERGE",
      operationClass: "merge",
      userName: "ann",
      engineInfo: "Spark",
      parameters: [
        ["predicate", '["a"]'],
        ["isManaged", "false"],
        ["nested", '{"x":"9007199254740993"}'],
      ],
      metrics: [["numOutputRows", "9223372036854775807"]],
    });
  });

  it("says why a version can't be rebuilt", () => {
    const [zero, one] = summaries("0 +a\n1 +b", { earliestVersion: 1, hasCheckpoint: (version) => version === 1 });
    expect([zero?.unreadable, one?.unreadable]).toEqual(["The oldest version that can be rebuilt is 1.", undefined]);
    expect([zero?.checkpoint, one?.checkpoint]).toEqual([false, true]);
  });
});

describe("operationClass", () => {
  it.each([
    ["WRITE", "write"],
    ["Streaming Update", "write"],
    ["MERGE", "merge"],
    ["UPDATE", "update"],
    ["DELETE", "delete"],
    ["OPTIMIZE", "maintain"],
    ["VACUUM END", "maintain"],
    ["SET TBLPROPERTIES", "schema"],
    ["CREATE TABLE", "schema"],
    ["RESTORE", "restore"],
    ["Manual Update", "other"],
    [undefined, "other"],
  ])("of %s is %s", (name, expected) => {
    expect(operationClass(name)).toBe(expected);
  });
});
