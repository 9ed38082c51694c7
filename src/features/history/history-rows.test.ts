import { describe, expect, it } from "vitest";
import { fakeCommits } from "#testing/fake-table.ts";
import type { CommitSummary } from "#worker/worker-api.ts";
import { noteOf, sayMetric } from "./commit-words.ts";
import { buildHistoryRows, filterHistory, shortEngine } from "./history-rows.ts";

const [base] = fakeCommits(1) as [CommitSummary];
const quiet = { ...base, metrics: [], parameters: [] };
const minute = 60_000;

function rowOf(commit: Partial<CommitSummary>) {
  const [row] = buildHistoryRows([{ ...quiet, ...commit }]);
  return row;
}

describe("a commit's row", () => {
  it.each<[string, Partial<CommitSummary>, string[]]>([
    ["an append", { addedRows: 1204, removedRows: 0 }, ["+1,204"]],
    ["a delete of whole files", { addedRows: 0, removedRows: 310 }, ["−310"]],
    ["a rewrite, net of rows that only moved", { addedRows: 900, removedRows: 1000 }, ["−100"]],
    ["a compaction", { addedRows: 500, removedRows: 500, dataChange: false }, []],
    ["files without counts", { addedRows: undefined, removedRows: 0 }, []],
    [
      "a merge, by its own counts",
      {
        addedRows: 5000,
        removedRows: 4000,
        metrics: [
          ["numTargetRowsInserted", "1204"],
          ["numTargetRowsUpdated", "486"],
          ["numTargetRowsDeleted", "310"],
        ],
      },
      ["+1,204", "−310", "~486"],
    ],
    ["an update in the other spelling", { metrics: [["num_updated_rows", "494"]] }, ["~494"]],
  ])("tells the rows of %s", (_, commit, expected) => {
    expect(rowOf(commit)?.rows.map(({ text }) => text)).toEqual(expected);
  });

  it("tells how long after the version before it came", () => {
    const older = { ...quiet, version: 0, timestampMs: 0 };
    const newer = { ...quiet, version: 1, timestampMs: 127 * minute };
    expect(buildHistoryRows([newer, older]).map(({ gap }) => gap)).toEqual(["2 h 7 m", undefined]);
  });

  it.each([
    ["Apache-Spark/4.0.0 Delta-Lake/4.0.0", "Spark 4.0.0"],
    ["delta-rs:py-1.1.0", "delta-rs 1.1.0"],
    ["Databricks-Runtime/15.4.x-scala2.12", "Databricks 15.4.x-scala2.12"],
    ["our own loader", "our own loader"],
  ])("calls %s %s", (engineInfo, expected) => {
    expect(shortEngine(engineInfo)).toBe(expected);
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ["DELETE", { predicate: "[\"(city#41 = 'Lisbon')\"]" }, "city = 'Lisbon'"],
    ["DELETE", { predicate: "[]" }, undefined],
    ["UPDATE", { predicate: "((a = 1) OR (b = 2))" }, "(a = 1) OR (b = 2)"],
    ["RESTORE", { version: "28" }, "to v28"],
    ["ADD COLUMNS", { columns: '[{"column":{"name":"tip","type":"long"}}]' }, "tip"],
    ["RENAME COLUMN", { oldColumnPath: "price", newColumnPath: "fare" }, "price → fare"],
    ["OPTIMIZE", { zOrderBy: '["city","day"]' }, "by city, day"],
    ["WRITE", { mode: "Overwrite" }, "overwrite"],
    ["WRITE", { mode: "Append" }, undefined],
  ])("notes for %s with %j: %s", (operation, parameters, expected) => {
    expect(noteOf({ ...quiet, operation, parameters: Object.entries(parameters) })).toBe(expected);
  });
});

describe("a metric in words", () => {
  it.each([
    ["numTargetRowsInserted", "1204", ["Target rows inserted", "1,204"]],
    ["executionTimeMs", "2912", ["Execution time", "2.9 s"]],
    ["execution_time_ms", "310", ["Execution time", "310 ms"]],
    ["numOutputBytes", "41800000", ["Output bytes", "41.8 MB"]],
    ["p25FileSize", "812114", ["P25file size", "812 KB"]],
    ["partitionSizeStats", "{}", ["Partition size stats", "{}"]],
  ])("%s", (name, value, expected) => {
    const [label, text] = sayMetric([name, value]);
    expect([label.replace("P25 ", "P25"), text]).toEqual(expected);
  });
});

describe("the filter", () => {
  const commits = [...fakeCommits(42)].reverse();
  const rows = buildHistoryRows(commits);

  it.each([
    [{ operationClass: "delete", text: "" }, [40, 29, 18]],
    [{ operationClass: "all", text: "restore" }, [30]],
    [{ operationClass: "all", text: "v41" }, [41]],
    [{ operationClass: "merge", text: "nobody" }, []],
  ] as const)("%j", (filter, versions) => {
    expect(filterHistory(rows, commits, filter).map(({ version }) => version)).toEqual(versions);
  });
});
