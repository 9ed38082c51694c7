import { describe, expect, it } from "vitest";
import { drawLog } from "#testing/draw-log.ts";
import { at, checkpoint, filesDown, hint, LATEST, longLog, names, open, paths } from "#testing/log-files.ts";
import { fileCount, type LiveFiles } from "./live-files.ts";
import { classicCheckpointName, commitName, HINT_NAME } from "./log-path.ts";
import type { SnapshotHeader } from "./snapshot.ts";

describe("requests", () => {
  it("opens a checkpointed log in three trips: hint, commits beside the checkpoint, its files", async () => {
    const { table, log } = open(hint(checkpoint(longLog(12), 10), 10));
    await table.loadSnapshot({ at: LATEST });
    const file = classicCheckpointName(10);
    expect(log.requests).toEqual([HINT_NAME, file, ...names(11, 15), `${file} adds`]);
    expect(log.trips()).toBe(3);
    expect(log.mostInFlight()).toBe(6);
  });

  it("tells newer files and the header before the checkpoint's files", async () => {
    const { table, log } = open(hint(checkpoint(longLog(12), 10), 10));
    const events: string[] = [];
    const observer = {
      onFiles: (files: LiveFiles) => events.push(`${fileCount(files)} files, trip ${log.trips()}`),
      onHeader: (header: SnapshotHeader) => events.push(`header ${header.version}, trip ${log.trips()}`),
    };
    await table.loadSnapshot({ at: LATEST, observer });
    expect(events).toEqual(["2 files, trip 2", "header 12, trip 2", "13 files, trip 3"]);
  });

  it("does not wait for the version's own commit before the header", async () => {
    const { table, log } = open(hint(checkpoint(longLog(10), 10), 10));
    let headerTrip = 0;
    const observer = { onHeader: () => (headerTrip = log.trips()) };
    const snapshot = await table.loadSnapshot({ at: LATEST, observer });
    expect(headerTrip).toBe(2);
    expect(log.trips()).toBe(3);
    expect(snapshot.timestampMs).toBe(11_000);
  });

  it("opens a short log without checkpoint in two trips", async () => {
    const { table, log } = open(longLog(3));
    await table.loadSnapshot({ at: LATEST });
    expect(log.requests).toEqual([HINT_NAME, ...names(0, 4)]);
    expect(log.trips()).toBe(2);
  });

  it("widens the window while commits go on, with six requests at once at most", async () => {
    const { table, log } = open(longLog(33));
    expect((await table.loadSnapshot({ at: LATEST })).version).toBe(33);
    expect(log.mostInFlight()).toBe(6);
    expect(log.requests.length).toBeLessThanOrEqual(1 + 34 + 6);
    expect(new Set(log.requests).size).toBe(log.requests.length);
  });

  it("asks for the listing beside the hint, and reads nothing that is not there", async () => {
    const { table, log } = open(hint(checkpoint(longLog(12), 10), 10), { canList: true });
    await table.loadSnapshot({ at: LATEST });
    const file = classicCheckpointName(10);
    expect(log.requests).toEqual([HINT_NAME, "list ", file, ...names(11, 12), `${file} adds`]);
    expect(log.trips()).toBe(3);
  });

  it("reads nothing twice when travelling, and nothing at all between the checkpoint and the newest version", async () => {
    const { table, log } = open(hint(checkpoint(longLog(12), 10), 10));
    await table.loadSnapshot({ at: LATEST });
    const before = log.requests.length;
    await table.loadSnapshot({ at: at(11) });
    expect(log.requests.length).toBe(before);
    await table.loadSnapshot({ at: at(3) });
    await table.loadSnapshot({ at: at(12) });
    const found = log.requests.filter((name) => name !== commitName(13));
    expect(new Set(found).size).toBe(found.length);
  });

  it("asks for one commit only when the newest version is asked for again", async () => {
    const files = hint(checkpoint(longLog(12), 10), 10);
    const { table, log } = open(files);
    await table.loadSnapshot({ at: LATEST });
    const before = log.requests.length;
    await table.loadSnapshot({ at: LATEST });
    expect(log.requests.slice(before)).toEqual([commitName(13)]);
    for (const [name, file] of drawLog("13 +f13:1\n14 +f14:1").files) files.set(name, file);
    expect((await table.loadSnapshot({ at: LATEST })).version).toBe(14);
  });

  it("stays at its version while the log grows", async () => {
    const files = longLog(3);
    const { table } = open(files, { canList: true });
    const snapshot = await table.loadSnapshot({ at: LATEST });
    for (const [name, file] of drawLog("4 -f0").files) files.set(name, file);
    expect((await table.loadSnapshot({ at: LATEST })).version).toBe(4);
    expect(paths(snapshot)).toEqual(filesDown(3));
    expect(paths(await table.loadSnapshot({ at: at(3) }))).toEqual(filesDown(3));
  });

  it("reads a commit once for two loads at the same time", async () => {
    const { table, log } = open(hint(checkpoint(longLog(12), 10), 10));
    await Promise.all([table.loadSnapshot({ at: LATEST }), table.loadSnapshot({ at: at(11) })]);
    const read = log.requests.filter((name) => name !== commitName(13));
    expect(new Set(read).size).toBe(read.length);
  });

  it("guesses the checkpoint below a version older than the hint's", async () => {
    const files = longLog(125);
    for (const version of [100, 110, 120]) checkpoint(files, version);
    const { table, log } = open(hint(files, 120));
    const snapshot = await table.loadSnapshot({ at: at(113) });
    expect(snapshot).toMatchObject({ version: 113, latestVersion: 125, checkpointVersion: 110 });
    expect(log.requests.filter((name) => name.startsWith("0000000000000000000"))).toEqual([]);
    expect(log.trips()).toBeLessThanOrEqual(5);
  });

  it("finds the newest version of a long log without reading it all, when another one is asked for", async () => {
    const { table, log } = open(longLog(2000));
    expect(await table.loadSnapshot({ at: at(2) })).toMatchObject({ version: 2, latestVersion: 2000 });
    expect(log.requests.length).toBeLessThan(60);
  });
});

describe("cancelling", () => {
  it("passes the abort through, and leaves the log usable", async () => {
    const { table } = open(hint(checkpoint(longLog(12), 10), 10));
    const controller = new AbortController();
    const aborted = table.loadSnapshot({ at: LATEST, signal: controller.signal });
    controller.abort();
    await expect(aborted).rejects.toBe(controller.signal.reason);
    expect((await table.loadSnapshot({ at: LATEST })).version).toBe(12);
  });

  it("does not fail a load whose read another load began and gave up", async () => {
    const { table } = open(hint(checkpoint(longLog(12), 10), 10));
    const controller = new AbortController();
    const aborted = table.loadSnapshot({ at: LATEST, signal: controller.signal });
    const other = table.loadSnapshot({ at: LATEST });
    controller.abort();
    await expect(aborted).rejects.toBe(controller.signal.reason);
    expect((await other).version).toBe(12);
  });
});
