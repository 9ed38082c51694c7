import { describe, expect, it } from "vitest";
import { drawLog } from "#testing/draw-log.ts";
import {
  at,
  checkpoint,
  type Files,
  LATEST,
  longLog,
  names,
  open,
  paths,
  put,
  textOf,
  without,
} from "#testing/log-files.ts";
import { fileModificationTimeMs, filePartitionValue } from "./live-files.ts";
import { classicCheckpointName, commitName } from "./log-path.ts";
import { gate } from "./table-features.ts";

const load = (files: Files, target = LATEST, canList = true) =>
  open(files, { canList }).table.loadSnapshot({ at: target });

function parts(version: number, count: number): string[] {
  const digits = (value: number, width: number) => String(value).padStart(width, "0");
  return Array.from(
    { length: count },
    (_, part) => `${digits(version, 20)}.checkpoint.${digits(part + 1, 10)}.${digits(count, 10)}.parquet`,
  );
}

describe("checkpoints of several parts at one version", () => {
  it("are taken by the greater number of parts", async () => {
    const files = checkpoint(checkpoint(longLog(12), 10, parts(10, 2)), 10, parts(10, 3));
    const { table, log } = open(without(files, ...names(0, 9)), { canList: true });
    expect(await table.loadSnapshot({ at: LATEST })).toMatchObject({ checkpointVersion: 10, warnings: [] });
    expect(log.requests.filter((name) => name.includes(".checkpoint.")).every((name) => name.includes("0003"))).toBe(
      true,
    );
  });

  it("give way to those whose parts are all there", async () => {
    const files = checkpoint(checkpoint(longLog(12), 10, parts(10, 2)), 10, parts(10, 3));
    const snapshot = await load(without(files, ...names(0, 9), ...parts(10, 3).slice(1, 2)));
    expect(snapshot).toMatchObject({ version: 12, checkpointVersion: 10 });
    expect(paths(snapshot)).toHaveLength(13);
  });
});

describe("files that are none of the log's", () => {
  it.each([
    "0000000000000000009.json",
    "000000000000000000009.json",
    `.${commitName(9)}.crc`,
    `${commitName(9)}.tmp`,
    `_staged_commits/${commitName(9)}`,
    `_commits/${commitName(9)}`,
    `_delta_log/${commitName(9)}`,
    `nested/_delta_log/${commitName(9)}`,
  ])("are left alone: %s", async (name) => {
    const snapshot = await load(put(longLog(3), name, textOf(longLog(9), commitName(9))));
    expect(snapshot).toMatchObject({ version: 3, warnings: [] });
    expect(paths(snapshot)).toHaveLength(4);
  });
});

describe("a commit", () => {
  const add = (path: string, more = "") => `{"add":{"path":${path},"size":1${more}}}`;

  it("that holds its commitInfo alone changes no file", async () => {
    const snapshot = await load(put(longLog(2), commitName(3), '{"commitInfo":{"operation":"NOTHING"}}'));
    expect(snapshot).toMatchObject({ version: 3, warnings: [] });
    expect(paths(snapshot)).toHaveLength(3);
  });

  it.each([
    ["a pair of surrogates", '"\\ud83d\\ude00"', "😀"],
    ["a NUL", '"a\\u0000b"', "a\u0000b"],
    ["a line separator", '"a\u2028b"', "a\u2028b"],
    ["eight million characters", `"${"x".repeat(8_000_000)}"`, "x".repeat(8_000_000)],
  ])("may name a file by %s", async (_what, text, path) => {
    const snapshot = await load(put(longLog(0), commitName(1), add(text)));
    expect(paths(snapshot)[0] === path).toBe(true);
  });

  it("may leave out what a file's rows do not need", async () => {
    const snapshot = await load(
      put(longLog(0), commitName(1), `${add('"a"')}\n${add('"b"', ',"modificationTime":0')}`),
    );
    expect(paths(snapshot)).toEqual(["a", "b", "f0"]);
    expect([0, 1].map((file) => fileModificationTimeMs(snapshot.files, file))).toEqual([0, 0]);
    expect([0, 1].map((file) => filePartitionValue(snapshot.files, file, "p"))).toEqual([null, null]);
  });
});

describe("domains and transactions", () => {
  it("are gone where a checkpoint keeps that they were removed", async () => {
    const files = checkpoint(drawLog("0 +a domain=d:1 txn=app:7\n1 -domain=d").files, 1);
    const name = classicCheckpointName(1);
    const kept = textOf(files, name)
      .split("\n")
      .filter((line) => !line.includes('"removed":false'));
    const snapshot = await load(without(put(files, name, kept.join("\n")), commitName(0)), at(1));
    expect(snapshot.domainMetadata.size).toBe(0);
    expect(snapshot.transactions).toEqual(new Map([["app", 7n]]));
  });
});

describe("names of features", () => {
  const metadata = {
    kind: "metaData",
    id: "i",
    format: { provider: "parquet", options: new Map() },
    schemaString: "",
    partitionColumns: [],
    configuration: new Map(),
  } as const;

  it.each(["typeWidening-preview", "variantType-preview", "variantShredding-preview", "timestampWithoutTimezone"])(
    "are read under their older name %s",
    (name) => {
      const protocol = {
        kind: "protocol",
        minReaderVersion: 3,
        minWriterVersion: 7,
        readerFeatures: [name],
        writerFeatures: [name],
      } as const;
      expect(gate(protocol, metadata)).toBeUndefined();
    },
  );
});

describe("a partition column", () => {
  it("that the schema spells otherwise is refused: its values could be kept under either name", async () => {
    const { files } = drawLog("0 +a");
    put(
      files,
      commitName(0),
      textOf(files, commitName(0)).replace('"partitionColumns":[]', '"partitionColumns":["ID"]'),
    );
    expect((await load(files)).refusal).toMatchObject({
      tag: "ProtocolViolation",
      message: "Cannot read this version: partition column ID is not in the schema",
    });
  });
});
