// Holds the built app to its budgets: what the page loads before first rows, and the worker's code, in gzip bytes.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url).pathname;
const budgets = { page: 200 * 1024, worker: 150 * 1024 };

/** A script and everything it imports statically. What is imported on demand does not count. */
function withStaticImports(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, "utf8");
  for (const match of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)) {
    withStaticImports(join(dirname(file), match[1]), seen);
  }
  return seen;
}

function gzipBytes(files) {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}

const html = readFileSync(join(dist, "index.html"), "utf8");
const page = new Set();
for (const match of html.matchAll(/(?:src|href)="(\.?\/?[^"]+\.js)"/g)) withStaticImports(join(dist, match[1]), page);

const assets = join(dist, "assets");
// The entry loads the table's screen on demand, but no row shows without it.
const routes = readdirSync(assets).filter((name) => /^TableRoute-.*\.js$/.test(name));
for (const name of routes) withStaticImports(join(assets, name), page);
const workers = readdirSync(assets).filter((name) => /^worker-.*\.js$/.test(name));
if (page.size === 0 || workers.length !== 1)
  throw new Error(`Cannot measure dist: ${page.size} scripts, ${routes.length} routes, ${workers.length} workers`);
const worker = withStaticImports(join(assets, workers[0]));

let over = false;
for (const [name, files] of Object.entries({ page, worker })) {
  const bytes = gzipBytes(files);
  over ||= bytes > budgets[name];
  console.log(`${name}: ${(bytes / 1024).toFixed(1)} of ${budgets[name] / 1024} KB gzip in ${files.size} files`);
}
if (over) process.exit(1);
