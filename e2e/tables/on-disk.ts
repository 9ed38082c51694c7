// A table's objects as files in a folder of this computer.

import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { modifiedMs, type TableObjects } from "./delta-table.ts";

/** Writes into a fresh temporary folder, below `path`. Returns the temporary folder. */
export function writeToDisk(objects: TableObjects, path: string): string {
  const folder = mkdtempSync(join(tmpdir(), "deltarium-"));
  for (const [key, bytes] of objects) {
    const file = join(folder, path, key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    const seconds = modifiedMs(key) / 1000;
    utimesSync(file, seconds, seconds);
  }
  return folder;
}
