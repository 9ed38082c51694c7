// npm run bench -- [scenario ...] [--runs N] [--explain] [--strict] [--dist folder] [--json out.json]

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { CHROMIUM_FLAGS, ensureChromium } from "../scripts/find-chromium.mjs";
import { formatTable, isOverCountLimit, isOverLimit, type Measurement } from "./measurement.ts";
import type { Scenario } from "./scenario.ts";
import { historyScenario } from "./scenarios/history.ts";
import { jumpScenario } from "./scenarios/jump.ts";
import { millionFilesScenario } from "./scenarios/million-files.ts";
import { openScenario } from "./scenarios/open.ts";
import { parquetDecodeScenario } from "./scenarios/parquet-decode.ts";
import { scrollScenario } from "./scenarios/scroll.ts";

const scenarios: readonly Scenario[] = [
  openScenario,
  jumpScenario,
  scrollScenario,
  millionFilesScenario,
  historyScenario,
  parquetDecodeScenario,
];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dist: { type: "string", default: join(import.meta.dirname, "../dist") },
    json: { type: "string" },
    runs: { type: "string", default: "5" },
    explain: { type: "boolean", default: false },
    strict: { type: "boolean", default: false },
  },
});

const unknown = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(`Unknown scenario ${unknown.join(", ")}: there are ${scenarios.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS] });
const measurements: Measurement[] = [];
try {
  for (const scenario of scenarios) {
    if (positionals.length > 0 && !positionals.includes(scenario.name)) continue;
    console.error(`running ${scenario.name}`);
    const explain = options.explain ? (text: string) => console.error(text) : () => undefined;
    const context = { browser, distFolder: options.dist, runs: Number(options.runs), explain };
    measurements.push(...(await scenario.measure(context)));
  }
} finally {
  await browser.close();
}

console.log(formatTable(measurements));
if (options.json) writeFileSync(options.json, `${JSON.stringify(measurements, undefined, 2)}\n`);
if (measurements.some(options.strict ? isOverLimit : isOverCountLimit)) process.exitCode = 1;
