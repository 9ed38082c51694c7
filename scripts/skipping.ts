// npm run skipping -- <folder of tables> [--runs N] [--seed S] [--only <part of a name>]
// Holds skipped reads of every table against reads of everything, filtered. Ends with counts; exit code 1 for a difference.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isTableError } from "#delta/errors.ts";
import { listExpectations } from "./conformance/expectations.ts";
import { openTable } from "./node-table.ts";
import { checkSkipping, type SkippingReport } from "./skipping/check-skipping.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const folder = positionals[0];
if (folder === undefined || !existsSync(resolve(folder, "tables"))) {
  console.error("Usage: npm run skipping -- <folder with tables/> [--runs N] [--seed S] [--only name]");
  process.exit(2);
}
const options = { runs: Number(values.runs), seed: Number(values.seed) };

/** Tables whose logs say of a column that it has no nulls, though it is null in every row. */
const MISDESCRIBED: ReadonlyMap<string, readonly string[]> = new Map([
  // The files lack the column; their statistics were written into the log by hand, to try readers of stats_parsed.
  ["delta-kernel-rs/parsed-stats", ["ts_col"]],
]);

/** Larger ones take as long as all others together. */
const MOST_ROWS = 100_000;
const counts = { tables: 0, conditions: 0, files: 0, filesSkipped: 0, rowGroups: 0, rowGroupsSkipped: 0 };
let differences = 0;
for (const { name, folder: table } of listExpectations(resolve(folder))) {
  if (!name.includes(values.only ?? "")) continue;
  const report = await check(table);
  if (typeof report === "string") {
    console.log(`left     ${name}: ${report}`);
    continue;
  }
  const { conditions, skipped, misdescribed } = report;
  const isKnown = misdescribed.join() === (MISDESCRIBED.get(name) ?? []).join();
  const difference = isKnown ? report.difference : `the log says that ${misdescribed.join()} has no nulls`;
  counts.tables += 1;
  counts.conditions += conditions;
  counts.files += skipped.files;
  counts.filesSkipped += skipped.filesSkipped;
  counts.rowGroups += skipped.rowGroups;
  counts.rowGroupsSkipped += skipped.rowGroupsSkipped;
  if (difference !== undefined) differences += 1;
  const parts = `${skipped.filesSkipped} of ${skipped.files} files, ${skipped.rowGroupsSkipped} of ${skipped.rowGroups} row groups left out`;
  console.log(
    `${difference === undefined ? "equal   " : "DIFFERS "} ${name}: ${conditions} conditions, ${difference ?? parts}`,
  );
}
console.log(
  `${counts.tables} tables, ${counts.conditions} conditions, ${counts.filesSkipped} of ${counts.files} files and ` +
    `${counts.rowGroupsSkipped} of ${counts.rowGroups} row groups left out, ${differences} differences`,
);
if (differences > 0 || counts.filesSkipped === 0) process.exit(1);

/** The report, or why there is none. */
async function check(table: string): Promise<SkippingReport | string> {
  try {
    const read = await (await openTable(table)).open({ kind: "latest" });
    if (read.totals.rows > MOST_ROWS) return `it has ${read.totals.rows} rows`;
    return await checkSkipping(read, options);
  } catch (error) {
    // What can't be read can't be read with a condition.
    if (isTableError(error) && error.tag !== "Internal") return error.tag;
    throw error;
  }
}
