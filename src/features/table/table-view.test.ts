import { describe, expect, it } from "vitest";
import { fakeCommits } from "#testing/fake-table.ts";
import type { SnapshotTotals } from "#worker/worker-api.ts";
import { parseDestination } from "./destination.ts";
import { listFacts } from "./table-facts.ts";
import { splitLocation } from "./table-path.ts";

describe("a table's path", () => {
  it.each([
    [
      "https://acmelake.blob.core.windows.net/lake/silver/rides/",
      "acmelake.blob.core.windows.net / lake / silver",
      "rides",
    ],
    ["abfss://lake@acmelake.dfs.core.windows.net/silver/rides", "acmelake / lake / silver", "rides"],
    ["s3://acme-events/gold/payments_daily", "acme-events / gold", "payments_daily"],
    ["gs://rides", "", "rides"],
    ["demo:rides", "demo", "rides"],
    ["local:customers", "this computer", "customers"],
    ["https://a.example/my%20table", "a.example", "my table"],
    ["https://a.example/100%", "a.example", "100%"],
  ])("of %s", (location, lead, name) => {
    expect(splitLocation(location)).toEqual({ lead, name });
  });
});

describe("a destination", () => {
  it.each([
    ["12", { kind: "version", version: 12 }],
    [" v12 ", { kind: "version", version: 12 }],
    ["latest", { kind: "latest" }],
    ["2026-03-14", { kind: "timestamp", timestampMs: Date.UTC(2026, 2, 14) }],
    ["2026-03-14 10:30", { kind: "timestamp", timestampMs: Date.UTC(2026, 2, 14, 10, 30) }],
    ["2026-03-14T10:30:05Z", { kind: "timestamp", timestampMs: Date.UTC(2026, 2, 14, 10, 30, 5) }],
    ["2026-03-14 12:30 +02:00", { kind: "timestamp", timestampMs: Date.UTC(2026, 2, 14, 10, 30) }],
    ["", undefined],
    ["merge", undefined],
    ["2026-13-99", undefined],
    ["-1", undefined],
  ])("is read from %j", (text, expected) => {
    expect(parseDestination(text)).toEqual(expected);
  });
});

describe("the facts of a version", () => {
  const partial: SnapshotTotals = { files: 3, sizeBytes: 900, rows: 1200, rowsExact: false, complete: false };
  const whole: SnapshotTotals = { files: 4, sizeBytes: 1200, rows: 1600, rowsExact: true, complete: true };
  const [commit] = fakeCommits(1);
  const show = (totals: SnapshotTotals | undefined, of?: typeof commit) =>
    listFacts({ snapshot: undefined, totals, commit: of }).map(({ figure, unit }) => `${figure} ${unit}`);

  it("say nothing before anything is known", () => {
    expect(show(undefined)).toEqual([]);
  });

  it("are bounds while the file list is read", () => {
    expect(show(partial)).toEqual(["at least 1,200 rows", "at least 3 files"]);
  });

  it("are exact from history before the list is read", () => {
    expect(show(partial, commit)).toEqual(["61,240 rows", "38 files", "2.3 MB"]);
  });

  it("are exact at the end", () => {
    expect(show(whole)).toEqual(["1,600 rows", "4 files", "1.2 KB"]);
  });
});
