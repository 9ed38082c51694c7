import { describe, expect, it } from "vitest";
import { drawLog } from "#testing/draw-log.ts";
import { checkpoint, faultOf, hint, longLog, open, put, without } from "#testing/log-files.ts";
import { checksumName, commitName } from "./log-path.ts";
import type { SnapshotTarget } from "./table-log.ts";

const atTime = (timestampMs: number): SnapshotTarget => ({ kind: "timestamp", timestampMs });

describe("travel by time", () => {
  const plain = "0 +a t=1000\n1 +b t=2000\n2 +c t=3000\n3 +d t=4000";

  it.each([
    ["exactly at a commit", plain, 2000, 1],
    ["a millisecond before one", plain, 1999, 0],
    ["a millisecond after one", plain, 2001, 1],
    ["after the newest", plain, 9999, 3],
    ["equal modification times, made to rise", "0 +a t=1000\n1 +b t=1000\n2 +c t=1000\n3 +d t=5000", 1001, 1],
    ["falling modification times", "0 +a t=4000\n1 +b t=3000\n2 +c t=2000\n3 +d t=1000", 4002, 2],
    [
      "in-commit timestamps",
      "0 !1.7[inCommitTimestamp] ~x{delta.enableInCommitTimestamps=true} +a t=9 ict=100 bare\n1 +b t=8 ict=200",
      150,
      0,
    ],
  ])("finds the version %s", async (_what, text, timestampMs, version) => {
    for (const canList of [true, false]) {
      const { table } = open(drawLog(text).files, { canList });
      expect((await table.loadSnapshot({ at: atTime(timestampMs) })).version).toBe(version);
    }
  });

  const enabledLater = [
    "0 !1.7[inCommitTimestamp] ~x +a t=1000 bare",
    "1 +b t=2000",
    "2 ~x{delta.enableInCommitTimestamps=true,delta.inCommitTimestampEnablementVersion=2,delta.inCommitTimestampEnablementTimestamp=2500} t=9000 ict=2500",
    "3 +c t=9100 ict=2600",
  ].join("\n");

  it.each([
    [1500, 0],
    [2499, 1],
    [2500, 2],
    [2600, 3],
  ])("goes by both clocks where in-commit timestamps began midway: at %i", async (timestampMs, version) => {
    const { table } = open(drawLog(enabledLater).files, { canList: true });
    expect((await table.loadSnapshot({ at: atTime(timestampMs) })).version).toBe(version);
  });

  it("goes by the checksum's time where a checkpoint's commit is gone", async () => {
    const ict = "delta.enableInCommitTimestamps=true";
    const text = `0 !1.7[inCommitTimestamp] ~x{${ict}} t=1 ict=100 bare\n1 +b t=2 ict=200\n2 +c t=3 ict=300`;
    const files = without(hint(checkpoint(drawLog(text).files, 1), 1), commitName(0), commitName(1));
    const early = { tag: "TimestampTooEarly", askedMs: 250, earliestMs: 300, earliestVersion: 2 };
    expect(await faultOf(open(files).table.loadSnapshot({ at: atTime(250) }))).toEqual(early);
    put(files, checksumName(1), '{"inCommitTimestampOpt":200}');
    expect((await open(files).table.loadSnapshot({ at: atTime(250) })).version).toBe(1);
    expect((await open(files).table.loadSnapshot({ at: atTime(300) })).version).toBe(2);
  });

  it("tells the earliest time when asked for one before it", async () => {
    const { table } = open(drawLog(plain).files);
    const fault = await faultOf(table.loadSnapshot({ at: atTime(999) }));
    expect(fault).toEqual({ tag: "TimestampTooEarly", askedMs: 999, earliestMs: 1000, earliestVersion: 0 });
  });

  it("says so where no version's time is known", async () => {
    const files = drawLog("0 +a\n1 +b").files;
    for (const [name, { bytes }] of files) files.set(name, { bytes, modifiedMs: undefined });
    const travel = open(files).table.loadSnapshot({ at: atTime(999) });
    await expect(travel).rejects.toThrow("Cannot travel to 999: nothing tells when version 1 was committed");
    const unknown = { tag: "TimestampTooEarly", askedMs: 999, earliestMs: undefined, earliestVersion: 1 };
    expect(await faultOf(travel)).toEqual(unknown);
  });

  it("looks at few commits of a long log that has checkpoints", async () => {
    const files = hint(checkpoint(checkpoint(longLog(2000), 1490), 1990), 1990);
    const { table, log } = open(files);
    expect((await table.loadSnapshot({ at: atTime(1_500_500) })).version).toBe(1499);
    expect(log.requests.length).toBeLessThan(90);
  });
});
