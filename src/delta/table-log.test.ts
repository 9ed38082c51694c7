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
import { fileCount } from "./live-files.ts";
import { classicCheckpointName, commitName, HINT_NAME, multipartCheckpointName } from "./log-path.ts";
import type { Snapshot } from "./snapshot.ts";
import type { SnapshotTarget } from "./table-log.ts";

describe.each([
  ["with a listing", true],
  ["with GET alone", false],
])("a log read %s", (_how, canList) => {
  const load = (files: Files, target: SnapshotTarget = LATEST): Promise<Snapshot> =>
    open(files, { canList }).table.loadSnapshot({ at: target });

  it("opens the newest version of a log without checkpoint", async () => {
    const snapshot = await load(longLog(7));
    expect(snapshot).toMatchObject({ version: 7, latestVersion: 7, checkpointVersion: undefined, warnings: [] });
    expect(paths(snapshot)).toEqual(filesDown(7));
  });

  it("puts the newer commits' files before the checkpoint's", async () => {
    const snapshot = await load(hint(checkpoint(longLog(12), 10), 10));
    expect(snapshot).toMatchObject({ version: 12, checkpointVersion: 10 });
    expect(paths(snapshot)).toEqual(["f12", "f11", ...filesDown(10).toReversed()]);
  });

  it.each([0, 3, 10, 11])("travels to version %i", async (version) => {
    const snapshot = await load(hint(checkpoint(longLog(12), 10), 10), at(version));
    expect(snapshot).toMatchObject({ version, latestVersion: 12, timestampMs: 1000 + version * 1000 });
    expect([...paths(snapshot)].sort()).toEqual([...filesDown(version)].sort());
  });

  it("opens a log whose commits up to the checkpoint were cleaned up", async () => {
    const files = without(hint(checkpoint(longLog(12), 10), 10), ...names(0, 10));
    const snapshot = await load(files);
    expect(snapshot).toMatchObject({ version: 12, checkpointVersion: 10 });
    expect(fileCount(snapshot.files)).toBe(13);
  });

  it("opens a log that holds a checkpoint only, without its commit's time and operation", async () => {
    const files = without(hint(checkpoint(longLog(10), 10), 10), ...names(0, 10));
    const snapshot = await load(files);
    expect(snapshot).toMatchObject({ version: 10, latestVersion: 10, timestampMs: undefined, commitInfo: undefined });
  });

  it("does not mind a commit missing before the checkpoint", async () => {
    const files = without(hint(checkpoint(longLog(12), 10), 10), commitName(0), commitName(5));
    expect((await load(files)).version).toBe(12);
  });

  it("reads the checkpoint's own commit for the operation when no commit follows", async () => {
    const files = drawLog("0 +a op=WRITE").files;
    const snapshot = await load(hint(checkpoint(files, 0), 0));
    expect(snapshot.commitInfo?.fields.get("operation")).toBe("WRITE");
    expect(snapshot).toMatchObject({ checkpointVersion: 0, timestampMs: 1000 });
  });

  it("names the commit that is missing between two others", async () => {
    expect(await faultOf(load(without(longLog(3), commitName(1))))).toEqual({ tag: "LogGap", missing: 1, before: 2 });
  });

  it("names the line of a malformed commit", async () => {
    const files = put(longLog(3), commitName(2), '{"add":');
    const file = commitName(2);
    expect(await faultOf(load(files))).toEqual({ tag: "MalformedLog", file, line: 1, reason: "not valid JSON" });
    expect((await load(files, at(1))).version).toBe(1);
  });

  it.each([13, -1, 1.5])("tells the range when version %d is asked for", async (asked) => {
    const files = hint(checkpoint(longLog(12), 10), 10);
    expect(await faultOf(load(files, at(asked)))).toEqual({ tag: "VersionNotFound", asked, earliest: 0, latest: 12 });
  });

  it("tells the earliest version when an older one was cleaned up", async () => {
    const files = without(hint(checkpoint(checkpoint(longLog(25), 10), 20), 20), ...names(0, 9));
    const fault = await faultOf(load(files, at(7)));
    expect(fault).toEqual({ tag: "VersionNotFound", asked: 7, earliest: 10, latest: 25 });
    expect((await load(files, at(13))).checkpointVersion).toBe(10);
  });

  it("does not call a version between a checkpoint and cleaned-up commits a gap", async () => {
    const files = without(hint(checkpoint(checkpoint(longLog(25), 10), 20), 20), ...names(0, 14));
    const fault = await faultOf(load(files, at(12)));
    expect(fault).toEqual({ tag: "VersionNotFound", asked: 12, earliest: 20, latest: 25 });
  });

  it("does not call a checkpoint the earliest when a commit after it is gone", async () => {
    const files = without(hint(checkpoint(checkpoint(longLog(25), 10), 20), 20), ...names(0, 14));
    expect(await open(files, { canList }).table.earliestVersion()).toBe(20);
  });

  it.each<[string, (files: Files) => Files]>([
    ["an empty file", (files) => put(files, HINT_NAME, "")],
    ["broken JSON", (files) => put(files, HINT_NAME, '{"version":')],
    ["a version newer than the log", (files) => hint(files, 99)],
    ["a version older than the best checkpoint", (files) => hint(checkpoint(files, 5), 5)],
    ["parts that are not there", (files) => hint(files, 10, { parts: 3 })],
    ["a UUID checkpoint that is not there", (files) => hint(files, 10, { v2Checkpoint: { path: "x.parquet" } })],
    ["a checkpoint that was deleted", (files) => hint(without(files, classicCheckpointName(10)), 10)],
  ])("opens although the hint is wrong: %s", async (_what, spoil) => {
    const snapshot = await load(spoil(hint(checkpoint(longLog(12), 10), 10)));
    expect(snapshot.version).toBe(12);
    expect([...paths(snapshot)].sort()).toEqual([...filesDown(12)].sort());
  });

  it("falls back to an older checkpoint when one is broken, and says so", async () => {
    const files = hint(checkpoint(checkpoint(longLog(25), 10), 20), 20);
    put(without(files, ...names(0, 10)), classicCheckpointName(20), "PAR0");
    const snapshot = await load(files);
    expect(snapshot).toMatchObject({ version: 25, checkpointVersion: 10 });
    expect(fileCount(snapshot.files)).toBe(26);
    expect(snapshot.warnings).toEqual([
      {
        code: "checkpoint-unusable",
        message: "The checkpoint of version 20 can't be used: older files of the log stand in for it.",
      },
    ]);
  });

  it("falls back to the commits when the only checkpoint is broken", async () => {
    const files = put(hint(checkpoint(longLog(12), 10), 10), classicCheckpointName(10), "PAR0");
    const snapshot = await load(files);
    expect(snapshot).toMatchObject({ version: 12, checkpointVersion: undefined });
    expect(paths(snapshot)).toEqual(filesDown(12));
  });

  it("tells which checkpoint is broken when nothing replaces it", async () => {
    const files = put(hint(checkpoint(longLog(12), 10), 10), classicCheckpointName(10), "PAR0");
    const fault = await faultOf(load(without(files, ...names(0, 10))));
    expect(fault).toMatchObject({ tag: "CorruptCheckpoint", file: classicCheckpointName(10) });
  });

  it("reads a multi-part checkpoint when all parts are there", async () => {
    const parts = [1, 2, 3].map((part) => multipartCheckpointName(10, part, 3));
    const snapshot = await load(hint(checkpoint(longLog(12), 10, parts), 10, { parts: 3 }));
    expect(snapshot.checkpointVersion).toBe(10);
    expect([...paths(snapshot)].sort()).toEqual([...filesDown(12)].sort());
  });

  it("does without a multi-part checkpoint of which a part is missing", async () => {
    const parts = [1, 2, 3].map((part) => multipartCheckpointName(10, part, 3));
    const files = hint(checkpoint(longLog(12), 10, parts), 10, { parts: 3 });
    const snapshot = await load(without(files, parts[1] ?? ""));
    expect(snapshot.checkpointVersion).toBeUndefined();
    expect(paths(snapshot)).toEqual(filesDown(12));
  });

  it("ignores compacted commits, checksums and files that are not of the log", async () => {
    const files = longLog(3);
    put(files, "00000000000000000000.00000000000000000002.compacted.json", "garbage");
    put(files, "00000000000000000003.crc", "garbage");
    put(files, ".00000000000000000003.json.crc", "garbage");
    put(files, "0000000000000000004.json", "garbage");
    expect((await load(files)).version).toBe(3);
  });

  it("tells of a checkpoint without protocol or metadata", async () => {
    const files = without(hint(checkpoint(longLog(10), 10), 10), ...names(0, 10));
    const text = textOf(files, classicCheckpointName(10));
    put(files, classicCheckpointName(10), text.replace(/^.*"protocol".*$/m, ""));
    const fault = await faultOf(load(files));
    expect(fault).toMatchObject({ tag: "ProtocolViolation", detail: "no protocol up to version 10" });
  });

  it("gates each version by its own protocol", async () => {
    const files = drawLog("0 +a\n1 !3.7[fromTheFuture] +b\n2 !1.2 +c").files;
    const refusals = await Promise.all([0, 1, 2].map(async (version) => (await load(files, at(version))).refusal?.tag));
    expect(refusals).toEqual([undefined, "UnsupportedFeature", undefined]);
  });

  it("gives a refused version its files, schema and properties", async () => {
    const snapshot = await load(drawLog("0 +a !3.7[fromTheFuture] ~x{k=v} bare").files);
    expect(snapshot.refusal?.context).toEqual({ features: ["fromTheFuture"], minReaderVersion: 3 });
    expect(snapshot.schema.fields.map(({ name }) => name)).toEqual(["id"]);
    expect(snapshot.metadata.configuration.get("k")).toBe("v");
    expect(paths(snapshot)).toEqual(["a"]);
  });

  it("takes each version's own metadata, transactions and domains", async () => {
    const files = drawLog("0 +a txn=app:5 domain=d:1 domain=e:1\n1 ~renamed txn=app:3 -domain=d\n2 domain=d:2").files;
    const [zero, one, two] = await Promise.all([0, 1, 2].map((version) => load(files, at(version))));
    expect([zero?.metadata.name, one?.metadata.name]).toEqual(["drawn", "renamed"]);
    expect([zero?.transactions.get("app"), one?.transactions.get("app")]).toEqual([5n, 3n]);
    expect(one?.domainMetadata).toEqual(new Map([["e", "1"]]));
    expect(two?.domainMetadata.get("d")).toBe("2");
  });

  it("says of an empty commit that it holds nothing", async () => {
    const snapshot = await load(put(longLog(2), commitName(3), ""));
    expect(snapshot.version).toBe(3);
    expect(snapshot.warnings).toEqual([{ code: "empty-commit", message: "Commit 3 holds no action." }]);
  });
});

describe("a place without a table", () => {
  it.each<[string, Files, boolean, string]>([
    ["nothing there, listed", new Map(), true, "nothing"],
    ["nothing there, probed", new Map(), false, "nothing"],
    ["a log folder with other files", put(new Map(), "info.txt", ""), true, "empty-log"],
    ["a hint only, listed", hint(new Map(), 10), true, "hint-only"],
    ["a hint only, probed", hint(new Map(), 10), false, "hint-only"],
  ])("is told apart: %s", async (_what, files, canList, found) => {
    const { table } = open(files, { canList });
    expect(await faultOf(table.loadSnapshot({ at: LATEST }))).toEqual({
      tag: "NotADeltaTable",
      location: "memory:t",
      found,
    });
  });
});

describe("readCommits", () => {
  it("pages from the newest commit down and knows the oldest", async () => {
    const { table } = open(longLog(7));
    const first = await table.readCommits({ before: undefined, count: 5 });
    expect(first.commits.map(({ version }) => version)).toEqual([7, 6, 5, 4, 3]);
    expect(first.reachesOldest).toBe(false);
    const rest = await table.readCommits({ before: 3, count: 5 });
    expect(rest.commits.map(({ version }) => version)).toEqual([2, 1, 0]);
    expect(rest.reachesOldest).toBe(true);
  });

  it("ends at the oldest commit that is kept", async () => {
    const { table } = open(without(longLog(7), ...names(0, 4)), { canList: true });
    const { commits, reachesOldest } = await table.readCommits({ before: undefined, count: 100 });
    expect(commits.map(({ version }) => version)).toEqual([7, 6, 5]);
    expect(reachesOldest).toBe(true);
  });

  it("keeps a commit whose text is broken in the history", async () => {
    const { table } = open(put(longLog(2), commitName(1), "{"));
    const { commits } = await table.readCommits({ before: undefined, count: 10 });
    expect(commits.map(({ violation }) => violation?.tag)).toEqual([undefined, "MalformedLog", undefined]);
  });

  it("gives a commit's bytes as stored", async () => {
    const files = longLog(1);
    const { table } = open(files);
    expect(await table.readCommit(1)).toBe(files.get(commitName(1)));
    expect(await table.readCommit(2)).toBeUndefined();
  });
});
