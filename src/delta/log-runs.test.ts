import { describe, expect, it } from "vitest";
import { drawLog } from "#testing/draw-log.ts";
import {
  at,
  checkpoint,
  type Files,
  faultOf,
  filesDown,
  hint,
  LATEST,
  longLog,
  names,
  open,
  paths,
  put,
  textOf,
  without,
} from "#testing/log-files.ts";
import { commitName } from "./log-path.ts";
import { planPieces } from "./log-runs.ts";
import type { Compaction } from "./log-segment.ts";

function compactionName(from: number, to: number): string {
  return `${commitName(from).replace(/json$/, "")}${commitName(to).replace(/json$/, "compacted.json")}`;
}

/** What the commits of the range say together, each file once. */
function compact(files: Files, from: number, to: number, text?: string): Files {
  const lines = Array.from({ length: to - from + 1 }, (_, i) => textOf(files, commitName(from + i)).split("\n")).flat();
  const kept = lines.filter((line) => !line.startsWith('{"commitInfo"'));
  return put(files, compactionName(from, to), text ?? kept.join("\n"));
}

function compactionOf(from: number, to: number): Compaction {
  return { from, to, name: compactionName(from, to) };
}

describe("planPieces", () => {
  const plan = (from: number, to: number, compactions: readonly (readonly [number, number])[], held: number[] = []) =>
    planPieces(
      { from, to },
      compactions.map(([a, b]) => compactionOf(a, b)),
      (version) => held.includes(version),
    ).map((piece) => (typeof piece === "number" ? piece : `${piece.from}-${piece.to}`));

  // biome-ignore format: a row a case
  it.each<[string, readonly (number | string)[], readonly (number | string)[]]>([
    ["no compaction", plan(3, 5, []), [3, 4, 5]],
    ["one inside", plan(3, 7, [[4, 6]]), [3, "4-6", 7]],
    ["one that is all of it", plan(3, 7, [[3, 7]]), ["3-7"]],
    ["one that begins in the checkpoint", plan(3, 7, [[2, 5]]), [3, 4, 5, 6, 7]],
    ["one that ends after the version", plan(3, 7, [[5, 8]]), [3, 4, 5, 6, 7]],
    ["the wider of two", plan(3, 7, [[5, 7], [4, 7]]), [3, "4-7"]],
    ["the later of two that overlap", plan(3, 9, [[3, 6], [5, 9]]), [3, 4, "5-9"]],
    ["two one after the other", plan(0, 9, [[0, 4], [5, 9]]), ["0-4", "5-9"]],
    ["commits that are held already", plan(3, 7, [[4, 6]], [4, 5, 6]), [3, 4, 5, 6, 7]],
    ["commits of which some are held", plan(3, 7, [[4, 6]], [4, 6]), [3, "4-6", 7]],
    ["an empty range", plan(3, 2, [[3, 5]]), []],
  ])("plans %s", (_what, pieces, expected) => {
    expect(pieces).toEqual(expected);
  });
});

describe("log compaction", () => {
  it("stands for its commits, of which only the newest is read, for its time and operation", async () => {
    const files = compact(hint(checkpoint(longLog(19), 10), 10), 11, 19);
    const { table, log } = open(files, { canList: true });
    const snapshot = await table.loadSnapshot({ at: LATEST });
    expect(log.requests.filter((name) => names(0, 19).includes(name))).toEqual([commitName(19)]);
    expect(snapshot).toMatchObject({ version: 19, checkpointVersion: 10, timestampMs: 20_000, warnings: [] });
    expect([...paths(snapshot)].sort()).toEqual([...filesDown(19)].sort());
  });

  it("is not guessed where the log can't be listed", async () => {
    const { table, log } = open(compact(longLog(5), 1, 5));
    await table.loadSnapshot({ at: LATEST });
    expect(log.requests.filter((name) => name.includes("compacted"))).toEqual([]);
  });

  it("removes files and replaces metadata of what is older, and gives way to what is newer", async () => {
    const files = drawLog(
      "0 +a +b txn=x:1 domain=d:1 domain=e:1\n1 -a +c ~renamed\n2 -c +d txn=x:2 -domain=d\n3 +a",
    ).files;
    const reconciled = [
      textOf(files, commitName(1)).replace(/\{"add".*\n?/, ""),
      '{"remove":{"path":"c","dataChange":true}}',
      textOf(files, commitName(2)).replace(/\{"remove".*\n?/, ""),
    ];
    compact(files, 1, 2, reconciled.join("\n"));
    for (const version of [2, 3]) {
      const [plain, compacted] = await Promise.all(
        [false, true].map((canList) => open(files, { canList }).table.loadSnapshot({ at: at(version) })),
      );
      const expected = version === 2 ? ["b", "d"] : ["a", "b", "d"];
      expect([compacted, plain].map((snapshot) => snapshot && [...paths(snapshot)].sort())).toEqual([
        expected,
        expected,
      ]);
      expect(compacted?.metadata.name).toBe("renamed");
      expect(compacted?.transactions).toEqual(plain?.transactions);
      expect(compacted?.domainMetadata).toEqual(new Map([["e", "1"]]));
    }
  });

  it.each([
    ["broken", "{"],
    ["empty of a line's end", '{"add":{"path":"x"'],
    ["one that adds and removes a file", '{"add":{"path":"x","size":1}}\n{"remove":{"path":"x"}}'],
  ])("is replaced by its commits when it is %s", async (_what, text) => {
    const files = compact(longLog(5), 2, 5, text);
    const snapshot = await open(files, { canList: true }).table.loadSnapshot({ at: LATEST });
    expect(paths(snapshot)).toEqual(filesDown(5));
    expect(snapshot.warnings.map(({ code }) => code)).toEqual(["compaction-unusable"]);
  });

  it("bridges commits that are gone, but not one that nothing stands for", async () => {
    const bridged = without(compact(longLog(8), 2, 5), ...names(3, 4));
    expect(paths(await open(bridged, { canList: true }).table.loadSnapshot({ at: LATEST }))).toHaveLength(9);
    const fault = await faultOf(
      open(without(bridged, commitName(6)), { canList: true }).table.loadSnapshot({ at: LATEST }),
    );
    expect(fault).toEqual({ tag: "LogGap", missing: 6, before: 7 });
  });

  it("is left alone when it reaches into the checkpoint or beyond the version", async () => {
    const files = hint(checkpoint(longLog(16), 10), 10);
    compact(files, 9, 12, "{");
    compact(files, 13, 16, "{");
    const snapshot = await open(files, { canList: true }).table.loadSnapshot({ at: at(15) });
    expect(snapshot.warnings).toEqual([]);
    expect(paths(snapshot)).toHaveLength(16);
  });
});
