// Plants one violation of each layer rule and sees that the compiler or the linter refuses it.

import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";

const root = new URL("..", import.meta.url).pathname;

/** Each: a file to plant, and the tool that must refuse it. `project` is the layer whose compiler run sees the file. */
const violations = [
  {
    rule: "delta must not import storage",
    file: "src/delta/planted.ts",
    code: 'export { createAccessKeeper } from "#storage/access.ts";',
    tool: "tsc",
    project: "src/delta",
  },
  {
    rule: "delta must not see fetch",
    file: "src/delta/planted.ts",
    code: 'export const planted = () => fetch("x");',
    tool: "tsc",
    project: "src/delta",
  },
  {
    rule: "delta must not see the DOM",
    file: "src/delta/planted.ts",
    code: "export const planted = () => document.title;",
    tool: "tsc",
    project: "src/delta",
  },
  {
    rule: "delta must not import Node",
    file: "src/delta/planted.ts",
    code: 'export { readFileSync } from "node:fs";',
    tool: "tsc",
    project: "src/delta",
  },
  {
    rule: "storage must not import scan",
    file: "src/storage/planted.ts",
    code: 'export { createTableReader } from "#scan/read-rows.ts";',
    tool: "tsc",
    project: "src/storage",
  },
  {
    rule: "scan must not see the DOM",
    file: "src/scan/planted.ts",
    code: "export const planted = () => document.title;",
    tool: "tsc",
    project: "src/scan",
  },
  {
    rule: "features must not import scan",
    file: "src/features/data/planted.ts",
    code: 'import { createTableReader } from "#scan/read-rows.ts";\nexport const planted = createTableReader;',
    tool: "biome",
  },
  {
    rule: "features must not import each other",
    file: "src/features/data/planted.ts",
    code: 'import { planted as other } from "#features/history/planted-other.ts";\nexport const planted = other;',
    tool: "biome",
  },
  {
    rule: "ui must not import delta",
    file: "src/ui/planted.ts",
    code: 'import { TableError } from "#delta/errors.ts";\nexport const planted = TableError;',
    tool: "biome",
  },
  {
    rule: "an import must not climb out of its folder",
    file: "src/scan/planted.ts",
    code: 'import { TableError } from "../delta/errors.ts";\nexport const planted = TableError;',
    tool: "biome",
  },
  { rule: "no default export", file: "src/scan/planted.ts", code: "export default 1;", tool: "biome" },
  { rule: "no any", file: "src/scan/planted.ts", code: "export const planted = (value: any) => value;", tool: "biome" },
];

function refuses({ file, code, tool, project }) {
  const path = `${root}${file}`;
  writeFileSync(path, `${code}\n`);
  try {
    const [command, ...args] =
      tool === "tsc" ? ["npx", "tsc", "-b", project] : ["npx", "biome", "lint", "--error-on-warnings", file];
    execFileSync(command, args, { cwd: root, stdio: "pipe" });
    return false;
  } catch (error) {
    const output = `${error.stdout ?? ""}${error.stderr ?? ""}`;
    return output.includes("planted");
  } finally {
    rmSync(path);
  }
}

const missed = violations.filter((violation) => !refuses(violation));
for (const { rule } of missed) console.error(`Not refused: ${rule}`);
console.log(`${violations.length - missed.length} of ${violations.length} planted violations refused`);
if (missed.length > 0) process.exit(1);
