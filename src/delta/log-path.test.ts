import { describe, expect, it } from "vitest";
import {
  checksumName,
  classicCheckpointName,
  commitName,
  type LogFile,
  multipartCheckpointName,
  parseLogFileName,
} from "./log-path.ts";

const V = "00000000000000000007";
const UUID = "80a083e8-7026-4e79-81be-64bd76c43a11";

describe("parseLogFileName", () => {
  it.each<[string, LogFile]>([
    [`${V}.json`, { kind: "commit", version: 7 }],
    ["00009007199254740991.json", { kind: "commit", version: Number.MAX_SAFE_INTEGER }],
    [`${V}.checkpoint.parquet`, { kind: "classic-checkpoint", version: 7 }],
    [`${V}.checkpoint.0000000002.0000000003.parquet`, { kind: "multipart-checkpoint", version: 7, part: 2, parts: 3 }],
    [`${V}.checkpoint.${UUID}.json`, { kind: "uuid-checkpoint", version: 7, uuid: UUID, format: "json" }],
    [`${V}.checkpoint.${UUID}.parquet`, { kind: "uuid-checkpoint", version: 7, uuid: UUID, format: "parquet" }],
    [`${V}.00000000000000000009.compacted.json`, { kind: "compaction", version: 7, endVersion: 9 }],
    [`${V}.crc`, { kind: "checksum", version: 7 }],
    ["_last_checkpoint", { kind: "hint" }],
  ])("knows %s", (name, expected) => {
    expect(parseLogFileName(name)).toEqual(expected);
  });

  it.each([
    ["19 digits", "0000000000000000007.json"],
    ["21 digits", "000000000000000000007.json"],
    ["a version beyond 2^53", "00009007199254740992.json"],
    ["a Hadoop checksum", `.${V}.json.crc`],
    ["a temporary file", `${V}.json.tmp`],
    ["part 0", `${V}.checkpoint.0000000000.0000000003.parquet`],
    ["a part beyond the last", `${V}.checkpoint.0000000004.0000000003.parquet`],
    ["a compaction that ends before it starts", `${V}.00000000000000000007.compacted.json`],
    ["a short uuid", `${V}.checkpoint.80a083e8-7026.json`],
    ["a staged commit's folder", "_staged_commits"],
    ["nothing", ""],
  ])("calls %s other", (_what, name) => {
    expect(parseLogFileName(name)).toEqual({ kind: "other" });
  });
});

describe("names", () => {
  it("are padded to 20 digits", () => {
    expect(commitName(12)).toBe("00000000000000000012.json");
    expect(classicCheckpointName(12)).toBe("00000000000000000012.checkpoint.parquet");
    expect(multipartCheckpointName(12, 1, 20)).toBe("00000000000000000012.checkpoint.0000000001.0000000020.parquet");
    expect(checksumName(12)).toBe("00000000000000000012.crc");
  });
});
