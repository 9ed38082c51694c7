import { describe, expect, it } from "vitest";
import { encode } from "#testing/draw-log.ts";
import { hintChecksum } from "./hint-checksum.ts";
import { parseLastCheckpoint } from "./last-checkpoint.ts";

function withChecksum(text: string): string {
  return text.replace("{", `{"checksum":"${hintChecksum(text)}",`);
}

describe("parseLastCheckpoint", () => {
  it("reads the fields of a classic checkpoint", () => {
    expect(parseLastCheckpoint(encode('{"version":10,"size":13,"sizeInBytes":1234,"numOfAddFiles":5}'))).toEqual({
      version: 10,
      size: 13,
      parts: undefined,
      sizeInBytes: 1234,
      numOfAddFiles: 5,
      v2: undefined,
      isIntact: true,
    });
  });

  it("reads the parts and the path of a V2 checkpoint", () => {
    const hint = parseLastCheckpoint(
      encode('{"version":1,"parts":2,"v2Checkpoint":{"path":"x.json","sizeInBytes":7}}'),
    );
    expect(hint).toMatchObject({ parts: 2, v2: { path: "x.json", sizeInBytes: 7, actions: undefined } });
  });

  it("reads what the hint repeats of a V2 checkpoint, with 64-bit integers, where a checksum verifies it", () => {
    const v2 = '{"path":"x.json","nonFileActions":[{"txn":{"appId":"a","version":9007199254740993}},{"new":{}}]';
    const sidecars = '"sidecarFiles":[{"path":"s.parquet","sizeInBytes":5,"modificationTime":1}]';
    const text = `{"version":1,"v2Checkpoint":${v2},${sidecars}}}`;
    expect(parseLastCheckpoint(encode(text))?.v2?.actions).toBeUndefined();
    expect(parseLastCheckpoint(encode(withChecksum(text)))?.v2?.actions).toEqual([
      { kind: "txn", appId: "a", version: 9007199254740993n },
      { kind: "sidecar", path: "s.parquet", sizeInBytes: 5, modificationTime: 1 },
    ]);
  });

  it.each([
    ["no sidecars", '{"path":"x","nonFileActions":[{"checkpointMetadata":{"version":1}}],"sidecarFiles":[]}'],
    ["a sidecar without a path", '{"path":"x","nonFileActions":[],"sidecarFiles":[{"sizeInBytes":5}]}'],
    ["an action of a wrong type", '{"path":"x","nonFileActions":[{"protocol":1}],"sidecarFiles":[{"path":"s"}]}'],
  ])("does not take what it repeats for the whole: %s", (_what, v2) => {
    const text = withChecksum(`{"version":1,"v2Checkpoint":${v2}}`);
    expect(parseLastCheckpoint(encode(text))).toMatchObject({ isIntact: true, v2: { path: "x", actions: undefined } });
  });

  it.each([
    // MD5 of "size"=13,"version"=10 by another implementation.
    ["that matches", '{"version":10,"size":13,"checksum":"d43ce16196a30efd991362a9114c7531"}', true],
    ["that does not", '{"version":10,"size":13,"checksum":"00000000000000000000000000000000"}', false],
    ["that is no text", '{"version":10,"size":13,"checksum":1}', false],
  ])("verifies a checksum %s", (_what, text, isIntact) => {
    const checked = parseLastCheckpoint(encode(text));
    expect(checked?.isIntact).toBe(isIntact);
    expect(checked?.size).toBe(isIntact ? 13 : undefined);
  });

  it.each([
    ["an empty file", ""],
    ["broken JSON", '{"version":10'],
    ["a byte order mark", '\uFEFF{"version":10}'],
    ["a repeated key", '{"version":10,"version":11}'],
    ["a list", "[10]"],
    ["no version", '{"size":1}'],
    ["a fractional version", '{"version":1.5}'],
    ["a negative version", '{"version":-1}'],
    ["a version beyond 2^53", '{"version":9223372036854775807}'],
    ["a version as text", '{"version":"10"}'],
  ])("takes %s for no hint", (_what, text) => {
    expect(parseLastCheckpoint(encode(text))).toBeUndefined();
  });

  it("takes bytes that are not UTF-8 for no hint", () => {
    expect(parseLastCheckpoint(Uint8Array.of(0x7b, 0xff, 0x7d))).toBeUndefined();
  });

  it("leaves out a field of a wrong type", () => {
    expect(parseLastCheckpoint(encode('{"version":10,"sizeInBytes":"many"}'))).toMatchObject({
      sizeInBytes: undefined,
    });
  });
});
