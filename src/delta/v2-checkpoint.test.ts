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
import { mainName, sidecarFile, UUID, type V2Options, v2Checkpoint, v2Hint } from "#testing/v2-log.ts";
import { classicCheckpointName, commitName, HINT_NAME } from "./log-path.ts";
import type { SnapshotTarget } from "./table-log.ts";

/** A log to version 12 of which only the checkpoint of version 10 tells the beginning. */
function v2Log(options: V2Options & { repeats?: boolean } = {}): Files {
  return without(v2Hint(v2Checkpoint(longLog(12), 10, options), 10, options), ...names(0, 9));
}

describe.each([
  ["with a listing", true],
  ["with GET alone", false],
])("a V2 checkpoint read %s", (_how, canList) => {
  const load = (files: Files, target: SnapshotTarget = LATEST) =>
    open(files, { canList }).table.loadSnapshot({ at: target });

  it.each<[string, V2Options & { repeats?: boolean }]>([
    ["JSON with sidecars", { format: "json" }],
    ["Parquet with sidecars", { format: "parquet" }],
    ["of a classic name with sidecars", { format: "classic" }],
    ["JSON with its adds inside", { format: "json", sidecars: 0 }],
    ["Parquet with its adds inside", { format: "parquet", sidecars: 0 }],
    ["with more sidecars than are read at once", { sidecars: 9 }],
    ["whose hint repeats it", { repeats: true }],
    ["whose hint repeats that it has no sidecars", { repeats: true, sidecars: 0 }],
    ["that tells how many files it holds", { tags: { numOfAddFiles: "11" } }],
  ])("opens: %s", async (_what, options) => {
    const snapshot = await load(v2Log(options));
    expect(snapshot).toMatchObject({ version: 12, checkpointVersion: 10, warnings: [] });
    expect(snapshot.metadata.name).toBe("drawn");
    expect([...paths(snapshot)].sort()).toEqual([...filesDown(12)].sort());
    expect(paths(snapshot).slice(0, 2)).toEqual(["f12", "f11"]);
  });

  it("gives files sidecar by sidecar, whichever comes first", async () => {
    const snapshot = await load(v2Log({ sidecars: 3 }), at(10));
    const bySidecar = [1, 2, 3].flatMap((part) => textOf(v2Log({ sidecars: 3 }), sidecarFile(10, part)).match(/f\d+/g));
    expect(paths(snapshot)).toEqual(bySidecar);
  });

  it("takes newer commits before it", async () => {
    const files = v2Log();
    for (const [name, file] of drawLog("12 -f3 -f11 +f12").files) files.set(name, file);
    const expected = filesDown(12).filter((path) => path !== "f3" && path !== "f11");
    expect([...paths(await load(files))].sort()).toEqual([...expected].sort());
  });

  it.each<[string, string]>([
    ["encoded", "a%20b.parquet"],
    ["a whole URI of the same folder", "s3://bucket/t/_delta_log/_sidecars/a%20b.parquet"],
    ["an absolute path", "/t/_delta_log/_sidecars/a%20b.parquet"],
  ])("follows the path of a sidecar: %s", async (_what, path) => {
    const files = v2Log({ sidecars: 1 });
    const main = textOf(files, mainName(10)).replace("10-1.parquet", path);
    put(files, "_sidecars/a b.parquet", textOf(files, sidecarFile(10, 1)));
    const snapshot = await load(without(v2Hint(put(files, mainName(10), main), 10), sidecarFile(10, 1)));
    expect(snapshot.warnings).toEqual([]);
    expect(paths(snapshot)).toHaveLength(13);
  });

  it.each([
    "../00000000000000000009.json",
    "%2e%2e/secret.parquet",
    "s3://elsewhere/secret.parquet",
    "/t/_delta_log/_sidecars/../../../secret.parquet",
    "",
  ])("refuses a sidecar outside its folder: %s", async (path) => {
    const files = v2Log({ sidecars: 1 });
    put(files, mainName(10), textOf(files, mainName(10)).replace("10-1.parquet", path));
    const { table, log } = open(v2Hint(files, 10), { canList });
    expect(await faultOf(table.loadSnapshot({ at: LATEST }))).toMatchObject({ tag: "ProtocolViolation" });
    expect(log.requests.filter((name) => name.includes("secret") || name.includes(".."))).toEqual([]);
  });

  it.each<[string, (files: Files) => Files]>([
    ["a sidecar is missing", (files) => without(files, sidecarFile(10, 2))],
    ["a sidecar is broken", (files) => put(files, sidecarFile(10, 2), "{")],
    ["the main file is missing", (files) => without(files, mainName(10))],
    ["the main file is cut short", (files) => put(files, mainName(10), textOf(files, mainName(10)).slice(0, -9))],
    ["the main file is empty", (files) => v2Hint(put(files, mainName(10), "{}"), 10)],
    ["the main file lost a sidecar", (files) => put(files, mainName(10), withoutLine(files, 3))],
    ["it is of another version", (files) => put(files, mainName(10), relabelled(files, 9))],
    ["it holds fewer files than it says", (files) => put(files, sidecarFile(10, 2), "")],
  ])("is not used when %s: never a part of the table", async (_what, spoil) => {
    const options = { tags: { numOfAddFiles: "11" } };
    const whole = v2Hint(v2Checkpoint(longLog(12), 10, options), 10, options);
    const replaced = await load(spoil(whole));
    expect(replaced).toMatchObject({ version: 12, checkpointVersion: undefined });
    expect(replaced.warnings.map(({ code }) => code).join()).toMatch(
      canList ? /^(checkpoint-\w+)?$/ : /^checkpoint-\w+$/,
    );
    expect(paths(replaced)).toEqual(filesDown(12));
    const alone = await faultOf(load(without(spoil(v2Log(options)), ...names(0, 9))));
    const tags = ["CorruptCheckpoint", "ObjectTruncated", ...(canList ? ["VersionNotFound"] : [])];
    expect(tags).toContain((alone as { tag: string }).tag);
  });

  it("falls back to an older checkpoint", async () => {
    const files = without(
      v2Hint(checkpoint(v2Checkpoint(longLog(25), 20), 10), 20),
      sidecarFile(20, 1),
      ...names(0, 9),
    );
    const snapshot = await load(files);
    expect(snapshot).toMatchObject({ version: 25, checkpointVersion: 10 });
    expect(paths(snapshot)).toHaveLength(26);
  });

  it("ends a failing load though other sidecars are still being read", async () => {
    const files = without(v2Log({ sidecars: 9 }), sidecarFile(10, 9));
    expect(await faultOf(load(files))).toMatchObject({ tag: "CorruptCheckpoint", file: sidecarFile(10, 9) });
  });
});

function withoutLine(files: Files, index: number): string {
  return textOf(files, mainName(10))
    .split("\n")
    .filter((_, i) => i !== index)
    .join("\n");
}

function relabelled(files: Files, version: number): string {
  const text = textOf(files, mainName(10));
  return text
    .replace('"checkpointMetadata":{"version":10', `"checkpointMetadata":{"version":${version}`)
    .padEnd(text.length);
}

describe("several checkpoints of one version", () => {
  const other = "90a083e8-7026-4e79-81be-64bd76c43a11";

  it.each<[string, readonly V2Options[], string]>([
    ["one named by a UUID before the classic one", [{ format: "classic" }, { format: "json" }], mainName(10)],
    ["the greater name of two", [{ uuid: UUID }, { uuid: other }], mainName(10, { uuid: other })],
  ])("reads %s", async (_what, kinds, expected) => {
    const files = longLog(12);
    for (const options of kinds) v2Checkpoint(files, 10, { ...options, sidecars: 0 });
    const { table, log } = open(files, { canList: true });
    await table.loadSnapshot({ at: LATEST });
    expect(log.requests.filter((name) => name.includes(".checkpoint."))[0]).toBe(expected);
  });

  it("uses the other one when the preferred one is broken", async () => {
    const files = without(put(checkpoint(longLog(12), 10), mainName(10), "{"), ...names(0, 9));
    const snapshot = await open(files, { canList: true }).table.loadSnapshot({ at: LATEST });
    expect(snapshot).toMatchObject({ checkpointVersion: 10, version: 12 });
    expect(paths(snapshot)).toHaveLength(13);
  });
});

describe("requests for a V2 checkpoint", () => {
  it("need a trip less, and not its main file, where the hint repeats it", async () => {
    const { table, log } = open(v2Log({ repeats: true }));
    await table.loadSnapshot({ at: LATEST });
    const [first, second] = [sidecarFile(10, 1), sidecarFile(10, 2)];
    expect(log.requests).toEqual([HINT_NAME, first, ...names(11, 15), `${first} adds`, `${second} adds`]);
    expect(log.trips()).toBe(3);
    expect(log.mostInFlight()).toBe(6);
  });

  it("read sidecars together, six at most", async () => {
    const { table, log } = open(v2Log({ sidecars: 12 }));
    await table.loadSnapshot({ at: LATEST });
    expect(log.trips()).toBe(4);
    expect(log.mostInFlight()).toBe(6);
  });

  it("tell the header before the sidecars", async () => {
    const { table, log } = open(v2Log());
    let headerTrip = 0;
    await table.loadSnapshot({ at: LATEST, observer: { onHeader: () => (headerTrip = log.trips()) } });
    expect(headerTrip).toBe(2);
    expect(log.trips()).toBe(3);
  });

  it("are made once for two versions", async () => {
    const { table, log } = open(v2Log());
    await table.loadSnapshot({ at: LATEST });
    await table.loadSnapshot({ at: at(11) });
    expect(log.requests.filter((name) => name.startsWith("_sidecars"))).toHaveLength(2);
  });

  it("do without a hint whose main file and sidecars are gone", async () => {
    const files = without(v2Hint(v2Checkpoint(longLog(10), 10), 10, { repeats: true }), mainName(10));
    without(files, sidecarFile(10, 1), sidecarFile(10, 2));
    const snapshot = await open(files).table.loadSnapshot({ at: LATEST });
    expect(paths(snapshot)).toEqual(filesDown(10));
  });

  it("find the newest version though the hint repeats a checkpoint that was never there", async () => {
    const files = v2Hint(v2Checkpoint(longLog(20), 20), 20, { repeats: true });
    without(files, mainName(20), sidecarFile(20, 1), sidecarFile(20, 2), ...names(13, 20));
    expect((await open(files).table.loadSnapshot({ at: LATEST })).version).toBe(12);
  });
});

describe("a hint whose checksum does not match", () => {
  it.each([true, false])("is not relied on, and said so: listing %s", async (canList) => {
    const files = hint(checkpoint(longLog(12), 10), 10, { checksum: "00000000000000000000000000000000" });
    const snapshot = await open(files, { canList }).table.loadSnapshot({ at: LATEST });
    expect(snapshot.version).toBe(12);
    expect(snapshot.warnings).toEqual([
      { code: "hint-ignored", message: "The file _last_checkpoint is not relied on: its checksum does not match." },
    ]);
  });

  it("still tells where to look in a log that can't be listed and lost its beginning", async () => {
    const files = without(hint(checkpoint(longLog(12), 10), 10, { sizeInBytes: 3, checksum: "?" }), ...names(0, 10));
    expect(paths(await open(files).table.loadSnapshot({ at: LATEST }))).toHaveLength(13);
    expect(files.has(commitName(0))).toBe(false);
  });

  it("is not believed what it repeats of a checkpoint", async () => {
    const files = v2Log({ repeats: true });
    const text = textOf(files, HINT_NAME).replace('"drawn"', '"edited"');
    put(files, HINT_NAME, text);
    const snapshot = await open(files).table.loadSnapshot({ at: LATEST });
    expect(snapshot.metadata.name).toBe("drawn");
    expect(files.has(classicCheckpointName(10))).toBe(false);
  });
});
