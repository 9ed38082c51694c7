import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBatch } from "#testing/counting-log.ts";
import { drawLog, encode } from "#testing/draw-log.ts";
import type { AddAction } from "./actions.ts";
import { buildCommit, type Commit } from "./commit.ts";
import { chunkFromBatch, createStatsBudget } from "./file-chunk.ts";
import { fileKey } from "./file-key.ts";
import {
  fileCount,
  fileDeletionVector,
  fileLiveRows,
  fileModificationTimeMs,
  fileNumRecords,
  filePartitionValue,
  filePath,
  fileSizeBytes,
  fileStats,
  type LiveFiles,
} from "./live-files.ts";
import { replayCheckpointChunk, replayCommits, startReplay } from "./replay.ts";

const BUDGET = createStatsBudget(1e9);

function commitsOf(text: string): readonly Commit[] {
  return [...drawLog(text).files].map(([name, file]) => buildCommit(Number.parseInt(name, 10), file, BUDGET)).reverse();
}

function shown(files: LiveFiles): readonly string[] {
  return Array.from({ length: fileCount(files) }, (_, i) => {
    const vector = fileDeletionVector(files, i);
    return vector === undefined ? filePath(files, i) : `${filePath(files, i)}#${vector.pathOrInlineDv}`;
  });
}

function replayed(text: string): readonly string[] {
  return shown(replayCommits(startReplay(), commitsOf(text)).files);
}

describe("replayCommits", () => {
  it.each<[string, string, readonly string[]]>([
    ["lists the newest commit first, in a commit by position", "0 +a +b\n1 +c +d", ["c", "d", "a", "b"]],
    ["drops what was removed", "0 +a +b\n1 -a", ["b"]],
    ["keeps a file that came back after it was removed", "0 +a\n1 -a\n2 +a", ["a"]],
    ["ignores the removal of a file that was never there", "0 +a\n1 -x", ["a"]],
    ["follows a file through its deletion vectors", "0 +a\n1 +a#dv1 -a\n2 -a#dv1 +a#dv2", ["a#dv2"]],
    ["loses a file removed under its last deletion vector", "0 +a\n1 +a#dv1 -a\n2 -a#dv1", []],
    ["keeps a file with a vector when it is removed without", "0 +a#dv1\n1 -a", ["a#dv1"]],
    ["takes a vector's add and its pair in either order", "0 +a\n1 -a +a#dv1", ["a#dv1"]],
    ["matches an absolute path without scheme to one with", "0 +/some/a\n1 -file:/some/a", []],
    ["matches escaped to plain letters", "0 +p=%41/a\n1 -p=A/a", []],
    ["has no files in an empty log", "0", []],
  ])("%s", (_what, text, expected) => {
    expect(replayed(text)).toEqual(expected);
  });

  it("takes the newest add's columns when a file is added again", () => {
    const { files } = replayCommits(startReplay(), commitsOf("0 +a:10@1 +b:3\n1 +a:12@2"));
    expect(fileCount(files)).toBe(2);
    expect(fileNumRecords(files, 0)).toBe(12);
    expect(fileModificationTimeMs(files, 0)).toBe(2);
    expect(fileSizeBytes(files, 0)).toBe(100);
    expect(fileStats(files, 0)).toBe('{"numRecords":12}');
    expect(files.totals).toEqual({ files: 2, sizeBytes: 200, rows: 15, filesWithUnknownRows: 0 });
  });

  it("counts live rows without those that a deletion vector marks, and files whose rows are unknown", () => {
    const { files } = replayCommits(startReplay(), commitsOf("0 +a#dv1:10 +b"));
    expect([fileNumRecords(files, 0), fileLiveRows(files, 0)]).toEqual([10, 9]);
    expect([fileNumRecords(files, 1), fileLiveRows(files, 1), fileStats(files, 1)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(files.totals).toMatchObject({ rows: 9, filesWithUnknownRows: 1 });
  });

  it("refuses to find a file beyond the last", () => {
    const { files } = replayCommits(startReplay(), commitsOf("0 +a"));
    expect(() => filePath(files, 1)).toThrow("Cannot find file 1: the snapshot holds 1");
  });

  it.each([
    ["0 +a\n1 ~x ~y", "at most one metaData in a commit"],
    ["0 +a\n1 !1.2 !1.2", "at most one protocol in a commit"],
    ["0 +a\n1 +b +a#dv1 +a#dv2", "at most one add of a path in a commit"],
    ["0 +a\n1 +b -b", "a commit doesn't add and remove the same file"],
  ])("refuses %j", (text, rule) => {
    expect(() => replayed(text)).toThrow(rule);
  });

  it("tolerates the same add twice in a commit, and says so", () => {
    const [commit] = commitsOf("0 +a:1 +a:1");
    expect(replayed("0 +a:1 +a:1")).toEqual(["a"]);
    expect(commit?.warnings).toEqual([
      { code: "repeated-add", message: "Commit 0 adds a twice; the first one counts." },
    ]);
  });
});

describe("partition values", () => {
  const add = (path: string, values: [string, string | null][]): AddAction => ({
    kind: "add",
    path,
    partitionValues: new Map(values),
    size: 1,
    modificationTime: 1,
    dataChange: true,
  });
  const adds = [
    add("p=x/a", [["p", "x"]]),
    add("p=y/a", [["p", "y"]]),
    add("b", [["p", null]]),
    add("c", []),
    add("p=x/d", [["p", "x"]]),
  ];

  it("are the same from a commit and from a checkpoint", () => {
    const lines = adds.map(({ partitionValues, kind, ...rest }) =>
      JSON.stringify({ [kind]: { ...rest, partitionValues: Object.fromEntries(partitionValues) } }),
    );
    const commit = buildCommit(0, { bytes: encode(lines.join("\n")), modifiedMs: 0 }, BUDGET);
    const fromCommit = replayCommits(startReplay(), [commit]).files;
    const chunk = chunkFromBatch(toBatch(adds, ["p"]), 1e9);
    const fromCheckpoint = replayCheckpointChunk(startReplay(), chunk).files;
    for (const files of [fromCommit, fromCheckpoint]) {
      expect(shown(files)).toEqual(["p=x/a", "p=y/a", "b", "c", "p=x/d"]);
      expect(adds.map((_, i) => filePartitionValue(files, i, "p"))).toEqual(["x", "y", null, null, "x"]);
      expect(filePartitionValue(files, 0, "other")).toBeNull();
    }
  });
});

it("takes an empty deletion vector of a checkpoint for none", () => {
  const empty = { storageType: "", pathOrInlineDv: "", sizeInBytes: 0, cardinality: 0 };
  const batch = { ...toBatch([], []), rowCount: 0, deletionVectors: new Map([[0, empty]]) };
  expect(chunkFromBatch(batch, 1e9).deletionVectors.size).toBe(0);
});

describe("stats", () => {
  it("are let go beyond the budget, and the row counts stay", () => {
    const [commit] = [...drawLog("0 +a:7").files].map(([, file]) => buildCommit(0, file, createStatsBudget(5)));
    const { files } = replayCommits(startReplay(), commit === undefined ? [] : [commit]);
    expect([fileStats(files, 0), fileNumRecords(files, 0)]).toEqual([undefined, 7]);
  });
});

interface Step {
  readonly path: string;
  readonly vector: string | undefined;
  readonly isAdd: boolean;
}

const step = fc.record({
  path: fc.constantFrom("a", "b", "c", "dir/a", "dir/%20b", "dir/ b"),
  vector: fc.constantFrom(undefined, undefined, "v1", "v2"),
  isAdd: fc.boolean(),
});
/** A commit names each path once, so it is legal whatever it does. */
const history = fc.array(fc.uniqueArray(step, { selector: ({ path }) => fileKey(path), maxLength: 5 }), {
  maxLength: 12,
});

function drawn(commits: readonly (readonly Step[])[]): readonly Commit[] {
  const built = commits.map((steps, version) => {
    const lines = steps.map(({ path, vector, isAdd }) => {
      const deletionVector =
        vector === undefined ? null : { storageType: "u", pathOrInlineDv: vector, sizeInBytes: 1, cardinality: 1 };
      const common = { path, dataChange: true, deletionVector };
      return JSON.stringify(
        isAdd ? { add: { ...common, partitionValues: {}, size: 1, modificationTime: version } } : { remove: common },
      );
    });
    return buildCommit(version, { bytes: encode(lines.join("\n")), modifiedMs: 0 }, BUDGET);
  });
  return built.reverse();
}

/** The definition: oldest to newest, a map from key to the version that added it. */
function naive(commits: readonly (readonly Step[])[]): Map<string, number> {
  const live = new Map<string, number>();
  commits.forEach((steps, version) => {
    for (const { path, vector, isAdd } of steps) {
      const key = `${fileKey(path)} ${vector}`;
      if (isAdd) live.set(key, version);
      else live.delete(key);
    }
  });
  return live;
}

function asMap(files: LiveFiles): Map<string, number> {
  return new Map(
    Array.from({ length: fileCount(files) }, (_, i) => {
      const vector = fileDeletionVector(files, i);
      return [`${fileKey(filePath(files, i))} ${vector?.pathOrInlineDv}`, fileModificationTimeMs(files, i)] as const;
    }),
  );
}

describe("any history", () => {
  it("replays newest first to what a walk from the oldest commit gives", () => {
    fc.assert(
      fc.property(history, (commits) => {
        const { files } = replayCommits(startReplay(), drawn(commits));
        expect(asMap(files)).toEqual(naive(commits));
        expect(fileCount(files)).toBe(asMap(files).size);
      }),
    );
  });

  it("replays to the same from a checkpoint of any version and the commits after it", () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 12 }), (commits, at) => {
        const all = drawn(commits);
        const older = replayCommits(
          startReplay(),
          all.filter(({ version }) => version <= at),
        ).files;
        const adds = Array.from({ length: fileCount(older) }, (_, i): AddAction => {
          const deletionVector = fileDeletionVector(older, i);
          return {
            kind: "add",
            path: filePath(older, i),
            partitionValues: new Map(),
            size: 1,
            modificationTime: fileModificationTimeMs(older, i),
            dataChange: false,
            ...(deletionVector === undefined ? {} : { deletionVector }),
          };
        });
        const tail = replayCommits(
          startReplay(),
          all.filter(({ version }) => version > at),
        );
        const { files } = replayCheckpointChunk(tail, chunkFromBatch(toBatch(adds, []), 1e9));
        expect(asMap(files)).toEqual(naive(commits));
      }),
    );
  });
});
