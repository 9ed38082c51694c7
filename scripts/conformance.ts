// npm run conformance -- <folder of tables> [--report out.json] [--only <part of a name>]

import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { TableVerdict } from "./conformance/check-table.ts";
import { listExpectations } from "./conformance/expectations.ts";
import { checkInChildren } from "./conformance/run-children.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { report: { type: "string" }, only: { type: "string" } },
});
const folder = positionals[0];
if (folder === undefined || !existsSync(resolve(folder, "tables"))) {
  console.error("Usage: npm run conformance -- <folder with tables/ and expected/> [--report out.json] [--only name]");
  process.exit(2);
}

const expectations = listExpectations(resolve(folder)).filter(({ name }) => name.includes(values.only ?? ""));
const verdicts: TableVerdict[] = [];
await checkInChildren(expectations, {
  children: 2,
  limitMs: 120_000,
  onVerdict: (verdict) => {
    verdicts.push(verdict);
    console.log(`${verdict.verdict.padEnd(7)} ${verdict.table}: ${verdict.reason.replaceAll("\n", " ").slice(0, 400)}`);
  },
});

verdicts.sort((a, b) => (a.table < b.table ? -1 : 1));
if (values.report !== undefined) writeFileSync(values.report, `${JSON.stringify(verdicts, null, 1)}\n`);
const count = (verdict: TableVerdict["verdict"]) => verdicts.filter((entry) => entry.verdict === verdict).length;
console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
if (count("failed") > 0 || verdicts.length === 0) process.exit(1);
