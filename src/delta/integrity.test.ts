import { describe, expect, it } from "vitest";
import { drawLog } from "#testing/draw-log.ts";
import { LATEST, open, put } from "#testing/log-files.ts";
import type { Integrity } from "./integrity.ts";
import { checksumName } from "./log-path.ts";

const LOG = [
  "0 !3.7[deletionVectors] ~drawn{a=1,b=2} +a:10 +b:20 bare",
  "1 op=DELETE ict=1700000000123 -a +a#dv1:10 txn=app:9007199254740993 domain=d:x domain=gone:y",
  "2 op=WRITE ict=1700000000456 +c:5 -domain=gone",
].join("\n");

const SCHEMA = '{"type":"struct","fields":[{"name":"id","type":"long","nullable":true,"metadata":{}}]}';

/** What a writer would put down for version 2, by hand. */
const CHECKSUM = {
  tableSizeBytes: 300,
  numFiles: 3,
  numMetadata: 1,
  numProtocol: 1,
  inCommitTimestampOpt: 1700000000456,
  setTransactions: [{ appId: "app", version: 9007199254740992 }],
  domainMetadata: [{ domain: "d", configuration: "x", removed: false }],
  metadata: {
    id: "00000000-0000-0000-0000-000000000000",
    name: "drawn",
    format: { provider: "parquet", options: {} },
    schemaString: SCHEMA,
    partitionColumns: [],
    configuration: { b: "2", a: "1" },
  },
  protocol: {
    minReaderVersion: 3,
    minWriterVersion: 7,
    readerFeatures: ["deletionVectors"],
    writerFeatures: ["deletionVectors"],
  },
  numDeletedRecordsOpt: 1,
  numDeletionVectorsOpt: 1,
  histogramOpt: { sortedBinBoundaries: [0, 8192], fileCounts: [3, 0], totalBytes: [300, 0] },
  allFiles: [
    { path: "c", partitionValues: {}, size: 100, modificationTime: 0, dataChange: false },
    { path: "b", partitionValues: {}, size: 100, modificationTime: 0, dataChange: false },
    {
      path: "a",
      partitionValues: {},
      size: 100,
      modificationTime: 0,
      dataChange: false,
      deletionVector: { storageType: "u", pathOrInlineDv: "dv1", offset: 1, sizeInBytes: 34, cardinality: 1 },
    },
  ],
};

async function judge(text: string | undefined): Promise<Integrity> {
  const { files } = drawLog(LOG);
  if (text !== undefined) put(files, checksumName(2), text);
  const { table } = open(files);
  return table.checkIntegrity(await table.loadSnapshot({ at: LATEST }));
}

async function differences(change: object): Promise<unknown> {
  const found = await judge(JSON.stringify({ ...CHECKSUM, ...change }));
  return found.kind === "differs" ? found.differences : found.kind;
}

describe("checkIntegrity", () => {
  it("is absent where the version has no checksum, and asks for it only then", async () => {
    expect(await judge(undefined)).toEqual({ kind: "absent" });
    const { table, log } = open(put(drawLog(LOG).files, checksumName(2), "{}"));
    await table.loadSnapshot({ at: LATEST });
    expect(log.requests).not.toContain(checksumName(2));
  });

  it("agrees with a checksum of the same version, naming what was compared", async () => {
    expect(await judge(JSON.stringify(CHECKSUM))).toEqual({
      kind: "agrees",
      compared: [
        "numFiles",
        "tableSizeBytes",
        "numProtocol",
        "numMetadata",
        "protocol",
        "metadata",
        "inCommitTimestampOpt",
        "numDeletionVectorsOpt",
        "numDeletedRecordsOpt",
        "setTransactions",
        "domainMetadata",
        "fileSizeHistogram",
        "allFiles",
      ],
    });
  });

  it("compares only what the checksum tells", async () => {
    expect(await judge('{"numFiles":3,"tableSizeBytes":300}')).toEqual({
      kind: "agrees",
      compared: ["numFiles", "tableSizeBytes"],
    });
  });

  it.each<[string, object, readonly string[]]>([
    ["another count of files", { numFiles: 4, histogramOpt: undefined }, ["numFiles", "3", "4"]],
    ["another size", { tableSizeBytes: 299 }, ["tableSizeBytes", "300", "299"]],
    ["two protocols", { numProtocol: 2 }, ["numProtocol", "1", "2"]],
    ["another time", { inCommitTimestampOpt: 1 }, ["inCommitTimestampOpt", "1700000000456", "1"]],
    ["fewer deleted rows", { numDeletedRecordsOpt: 0 }, ["numDeletedRecordsOpt", "1", "0"]],
    [
      "another protocol",
      { protocol: { minReaderVersion: 1, minWriterVersion: 2 } },
      ["protocol", "3.7 deletionVectors", "1.2"],
    ],
    ["another domain", { domainMetadata: [] }, ["domainMetadata", '["d: x"]', "[]"]],
    [
      "a transaction it lacks",
      { setTransactions: [{ appId: "z", version: 1 }] },
      ["setTransactions", "[]", '["z: 1"]'],
    ],
    [
      "other files",
      { allFiles: [...CHECKSUM.allFiles.slice(1), { path: "d", size: 1, partitionValues: {} }] },
      ["allFiles", "c of 100 bytes", "d of 1 bytes"],
    ],
    [
      "a file without its deletion vector",
      { allFiles: CHECKSUM.allFiles.map((file) => ({ ...file, deletionVector: undefined })) },
      ["allFiles", "a with deletion vector udv1@1 of 100 bytes", "a of 100 bytes"],
    ],
    [
      "a histogram of unequal lists",
      { histogramOpt: { sortedBinBoundaries: [0], fileCounts: [3, 0], totalBytes: [300] } },
      ["fileSizeHistogram", "whole", "1 bins, 2 counts, 1 sums"],
    ],
    [
      "a histogram of fewer files",
      { histogramOpt: { sortedBinBoundaries: [0], fileCounts: [2], totalBytes: [300] } },
      ["fileSizeHistogram", "whole", "2 files of 3"],
    ],
  ])("differs from one that tells %s", async (_what, change, [what, inLog, inChecksum]) => {
    expect(await differences(change)).toEqual([{ what, inLog, inChecksum }]);
  });

  it("compares 64-bit transaction versions digit by digit", async () => {
    const text = JSON.stringify(CHECKSUM);
    expect((await judge(text.replace("9007199254740992", "9007199254740993"))).kind).toBe("differs");
  });

  it.each([
    ["an empty file", ""],
    ["broken JSON", '{"numFiles":'],
    ["a list", "[]"],
    ["a protocol of a wrong type", '{"protocol":7}'],
    ["a file without a path", '{"allFiles":[{"size":1}]}'],
  ])("can't read %s, and says so", async (_what, text) => {
    expect(await judge(text)).toMatchObject({ kind: "unreadable", reason: expect.stringMatching(/./) });
  });
});
