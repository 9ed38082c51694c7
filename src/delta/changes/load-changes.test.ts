import { describe, expect, it } from "vitest";
import { commitName } from "#delta/log-path.ts";
import { drawLog } from "#testing/draw-log.ts";
import {
  checkpoint,
  type Files,
  faultOf,
  hint,
  longLog,
  names,
  open,
  put,
  textOf,
  without,
} from "#testing/log-files.ts";

const LISTED = [
  ["with a listing", true],
  ["with GET alone", false],
] as const;

const load = (files: Files, from: number, to: number, canList = false) =>
  open(files, { canList }).table.loadChanges({ from, to });

function append(files: Files, version: number, ...actions: readonly object[]): Files {
  const lines = actions.map((action) => JSON.stringify(action));
  return put(files, commitName(version), [textOf(files, commitName(version)), ...lines].join("\n"));
}

const FEED = "~drawn{delta.enableChangeDataFeed=true}";

describe.each(LISTED)("the changes of a range, %s,", (_how, canList) => {
  it.each([
    ["that ends before it starts", 3, 2, { earliest: undefined }],
    ["behind the newest version", 5, 8, { earliest: undefined }],
    ["of versions that there can't be", -1, 2, { earliest: undefined }],
    ["of fractions", 0.5, 2, { earliest: undefined }],
  ])("%s are refused", async (_name, from, to, more) => {
    const fault = await faultOf(load(longLog(7), from, to, canList));
    expect(fault).toEqual({ tag: "ChangesOutOfRange", from, to, latest: 7, ...more });
  });

  it("whose oldest commits were cleaned up are refused with the oldest that is left", async () => {
    const files = without(hint(checkpoint(longLog(12), 10), 10), ...names(0, 7));
    expect(await faultOf(load(files, 6, 11, canList))).toMatchObject({ tag: "ChangesOutOfRange", earliest: 8 });
    expect(await faultOf(load(files, 2, 3, canList))).toMatchObject({ tag: "ChangesOutOfRange", earliest: 8 });
    expect((await load(files, 11, 12, canList)).versions.map(({ version }) => version)).toEqual([11, 12]);
  });

  it("begin at the oldest commit that a checkpoint tells the schema of", async () => {
    const files = without(hint(checkpoint(longLog(12), 10), 10), ...names(0, 9));
    const { columns, versions } = await load(files, 10, 10, canList);
    expect(columns.map(({ name }) => name)).toEqual(["id"]);
    expect(versions).toMatchObject([{ version: 10, refusal: undefined, inserted: 1 }]);
  });
});

describe("the changes of a range", () => {
  it("tell of each version where they come from and whether the feed was on", async () => {
    const { files } = drawLog(`
      0  +a:10 op=WRITE
      1  ${FEED} op=SET
      2  +b:5 -a op=OVERWRITE
      3  -b op=UPDATE
      4  ~drawn +c op=WRITE`);
    append(files, 3, { cdc: { path: "_change_data/x", partitionValues: {}, size: 9, dataChange: false } });
    const { versions } = await load(files, 0, 4);
    const told = versions.map(({ operation, source, derived, inserted, deleted }) => {
      return [operation, source, derived, inserted, deleted];
    });
    expect(told).toEqual([
      ["WRITE", "log", true, 10, 0],
      ["SET", "log", false, 0, 0],
      ["OVERWRITE", "log", false, 5, undefined],
      ["UPDATE", "cdc", false, undefined, undefined],
      ["WRITE", "log", true, undefined, 0],
    ]);
  });

  it("read each commit once", async () => {
    const { table, log } = open(longLog(9));
    await table.loadSnapshot({ at: { kind: "latest" } });
    log.requests.length = 0;
    await table.loadChanges({ from: 4, to: 7 });
    expect([...log.requests].sort()).toEqual(names(4, 7));
  });

  it("refuse the versions whose protocol is not read, and read the others", async () => {
    const { files } = drawLog(`
      0  +a:1
      1  !3.7[novelty] +b:1
      2  +c:1
      3  !3.7[] +d:1`);
    const { versions } = await load(files, 0, 3);
    expect(versions.map(({ refusal }) => refusal?.tag)).toEqual([
      undefined,
      "UnsupportedFeature",
      "UnsupportedFeature",
      undefined,
    ]);
    expect(versions.map(({ files: { length } }) => length)).toEqual([1, 0, 0, 1]);
  });

  it("refuse deletes of files that were written under a protocol that is not read", async () => {
    const { files } = drawLog(`
      0  +a:1
      1  !3.7[novelty]
      2  -a !3.7[]`);
    expect((await load(files, 2, 2)).versions).toMatchObject([{ refusal: { tag: "UnsupportedFeature" }, files: [] }]);
  });

  it("name what is not known behind a broken commit, up to a checkpoint", async () => {
    const files = checkpoint(longLog(6), 4);
    put(files, commitName(2), "{");
    const { versions } = await load(hint(files, 4), 0, 6);
    expect(versions.map(({ refusal }) => refusal?.tag)).toEqual([
      undefined,
      undefined,
      "MalformedLog",
      "MalformedLog",
      undefined,
      undefined,
      undefined,
    ]);
    expect(versions[3]?.refusal?.message).toContain("after version 2");
  });

  it("name a commit that breaks a rule", async () => {
    const { files } = drawLog("0 +a:1\n1 +b -b\n2 +c:1");
    const { versions } = await load(files, 0, 1);
    expect(versions.map(({ refusal }) => refusal?.tag)).toEqual([undefined, "ProtocolViolation"]);
  });

  it.each([
    ["the size", { partitionValues: {} }],
    ["all that is optional", {}],
  ])("find in the version before what an old writer left out: %s", async (_what, fields) => {
    const { files } = drawLog("0 +a%20b:10 +c:1\n1 +d:1");
    append(files, 1, { remove: { path: "a b", dataChange: true, deletionTimestamp: 5, ...fields } });
    const { versions } = await load(files, 1, 1);
    expect(versions).toMatchObject([
      { refusal: undefined, files: [{ change: "delete", path: "a b", sizeBytes: 100 }, { change: "insert" }] },
    ]);
  });

  it("refuse a version that removes what the one before does not hold, where its size is not told", async () => {
    const { files } = drawLog("0 +a:1\n1 -b");
    expect((await load(files, 1, 1)).versions).toMatchObject([{ refusal: { tag: "ProtocolViolation" }, files: [] }]);
  });

  it.each<[name: string, log: string, from: number, times: readonly number[]]>([
    ["modification times that are made to rise", "0 t=5000\n1 t=5000\n2 t=4000\n3 t=9000", 0, [5000, 5001, 5002, 9000]],
    ["such that versions before pushed up", "0 t=5000\n1 t=5000\n2 t=4000\n3 t=9000", 2, [5002, 9000]],
    ["such that lie above those before", "0 t=5000\n1 t=3000\n2 t=6000\n3 t=5500", 2, [6000, 6001]],
    [
      "in-commit timestamps from where they were turned on",
      `0 t=5000
       1 t=6000 ict=5500 !1.7[inCommitTimestamp] ~drawn{delta.enableInCommitTimestamps=true,delta.inCommitTimestampEnablementVersion=1,delta.inCommitTimestampEnablementTimestamp=5500}
       2 t=9000 ict=5600`,
      0,
      [5000, 5500, 5600],
    ],
  ])("are timed by %s", async (_name, log, from, times) => {
    for (const canList of [false, true]) {
      const { versions } = await load(drawLog(log).files, from, log.split("\n").length - 1, canList);
      expect(versions.map(({ timestampMs }) => timestampMs)).toEqual(times);
    }
  });

  it("end when they are cancelled", async () => {
    const controller = new AbortController();
    const changes = open(longLog(9)).table.loadChanges({ from: 0, to: 9 }, { signal: controller.signal });
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(changes).rejects.toBe(reason);
  });
});
