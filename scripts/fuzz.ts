// npm run fuzz -- [--minutes N] [--seed S] [--only <part of a test's name>]
// Every fuzz test of the unit run with other inputs, for as long as asked. A finding is told with the seed and path that
// bring it back, and with the smallest input that shows it.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string" }, only: { type: "string" } },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error("Usage: npm run fuzz -- [--minutes N] [--seed S] [--only <part of a test's name>]");
  process.exit(2);
}

/** Files of fuzz tests, with how many of them try inputs. */
const FILES: readonly string[] = [
  "src/delta/log-fuzz.test.ts",
  "src/scan/checkpoint-fuzz.test.ts",
  "scripts/fuzz/table-fuzz.test.ts",
];
const seed = values.seed ?? String(Date.now() % 1_000_000);
const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
const log = join(folder, "tried");
const report = join(folder, "report.json");

const filter = values.only === undefined ? [] : ["-t", values.only];
/** Listed, since one text of a test stands for several. Some of them try no inputs, and end early. */
const listed = spawnSync("npx", ["vitest", "list", "--project", "node", ...filter, ...FILES], { encoding: "utf8" });
const tests = listed.stdout.split("\n").filter((line) => line.includes(" > ")).length;
const each = Math.max(1, Math.round((minutes * 60) / Math.max(1, tests)));
console.log(`seed ${seed}: ${tests} tests, ${each} s each`);

const started = Date.now();
const code = await runTests();
tell(code, (Date.now() - started) / 1000);
rmSync(folder, { recursive: true });

async function runTests(): Promise<number> {
  const child = spawn(
    "npx",
    [
      "vitest",
      "run",
      "--project",
      "node",
      "--no-file-parallelism",
      "--reporter=json",
      `--outputFile=${report}`,
      ...filter,
      ...FILES,
    ],
    {
      env: { ...process.env, FUZZ_SEED: seed, FUZZ_SECONDS: String(each), FUZZ_LOG: log },
      stdio: ["ignore", "ignore", "inherit"],
      detached: true,
    },
  );
  // A hang that no timer can interrupt: the process is ended, and what it ran is told by what it did not tell.
  const limit = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), (minutes * 2 + 2) * 60_000);
  const ended = await new Promise<number>((resolve) => child.on("exit", (exit) => resolve(exit ?? 1)));
  clearTimeout(limit);
  return ended;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function tell(exit: number, seconds: number): void {
  const tried = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  for (const line of tried) console.log(line.replace("\t", " inputs: "));
  const inputs = tried.reduce((sum, line) => sum + Number(line.split("\t")[0]), 0);
  if (!existsSync(report)) {
    console.log(`${inputs} inputs in ${Math.round(seconds)} s, and no end: the test after the last one above hangs`);
    process.exitCode = 1;
    return;
  }
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as VitestReport;
  const findings = testResults.flatMap((file) => file.assertionResults.filter(({ status }) => status === "failed"));
  for (const { fullName, failureMessages } of findings)
    console.log(`FINDING ${fullName}\n${failureMessages.join("\n")}`);
  console.log(`${inputs} inputs in ${Math.round(seconds)} s, ${findings.length} findings`);
  if (exit !== 0) process.exitCode = 1;
}
