import { describe, expect, it } from "vitest";
import { encode } from "#testing/draw-log.ts";
import { parseLastCheckpoint } from "./last-checkpoint.ts";

describe("parseLastCheckpoint", () => {
  it("reads the fields of a classic checkpoint", () => {
    expect(parseLastCheckpoint(encode('{"version":10,"size":13,"sizeInBytes":1234,"numOfAddFiles":5}'))).toEqual({
      version: 10,
      size: 13,
      parts: undefined,
      sizeInBytes: 1234,
      numOfAddFiles: 5,
      v2CheckpointPath: undefined,
    });
  });

  it("reads the parts and the path of a V2 checkpoint", () => {
    const hint = parseLastCheckpoint(encode('{"version":1,"parts":2,"v2Checkpoint":{"path":"x.json"},"checksum":"?"}'));
    expect(hint).toMatchObject({ parts: 2, v2CheckpointPath: "x.json" });
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
