import { describe, expect, it } from "vitest";
import { drawLog } from "#testing/draw-log.ts";
import { LATEST, open, put, textOf } from "#testing/log-files.ts";
import { commitName } from "./log-path.ts";
import { protocolWarnings } from "./protocol-warnings.ts";

const both = (...names: string[]) => ({ readerFeatures: names, writerFeatures: names });

describe("a protocol that is odd but can be read", () => {
  it.each([
    [
      "reader version 3 with an older writer version",
      { versions: [3, 5], ...both("deletionVectors") },
      ["version 7, not 5"],
    ],
    ["writer version 7 without a list", { versions: [1, 7] }, ["none are listed"]],
    [
      "a feature listed for readers alone",
      { versions: [3, 7], readerFeatures: ["deletionVectors", "timestampNtz"], writerFeatures: ["timestampNtz"] },
      ["deletionVectors is listed for readers alone"],
    ],
    ["one that is as it should be", { versions: [3, 7], ...both("deletionVectors") }, []],
    ["the oldest", { versions: [1, 2] }, []],
  ])("is told of: %s", (_what, { versions: [minReaderVersion = 0, minWriterVersion = 0], ...lists }, expected) => {
    const warnings = protocolWarnings({ kind: "protocol", minReaderVersion, minWriterVersion, ...lists });
    expect(warnings.map(({ message }) => message)).toEqual(expected.map((words) => expect.stringContaining(words)));
  });

  it("shows in the version's warnings, and its rows are read", async () => {
    const { files } = drawLog("0 +a");
    put(files, commitName(0), textOf(files, commitName(0)).replace('"minWriterVersion":2', '"minWriterVersion":7'));
    const snapshot = await open(files).table.loadSnapshot({ at: LATEST });
    expect(snapshot.refusal).toBeUndefined();
    expect(snapshot.warnings).toEqual([expect.objectContaining({ code: "odd-protocol" })]);
  });
});
