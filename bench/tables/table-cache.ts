// Tables are made once and kept in bench/.cache, under a name that changes with their recipe.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

const cacheFolder = join(import.meta.dirname, "../.cache");

export interface TableRecipe {
  readonly name: string;
  /** Raise it whenever the table would come out different. */
  readonly recipeVersion: number;
  readonly write: (folder: string) => void;
}

/** The table's objects by key, in memory: a range of a large checkpoint then costs no more than its own bytes. */
export function readTable(recipe: TableRecipe): ReadonlyMap<string, Uint8Array> {
  const folder = ensureTable(recipe);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [relative(folder, path), readFileSync(path)];
    }),
  );
}

/** The folder of the table, made now if it is not there yet. */
function ensureTable({ name, recipeVersion, write }: TableRecipe): string {
  const folder = join(cacheFolder, `${name}.v${recipeVersion}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder, { recursive: true });
  for (const entry of readdirSync(cacheFolder)) {
    if (entry.startsWith(`${name}.v`)) rmSync(join(cacheFolder, entry), { recursive: true });
  }
  const unfinished = join(cacheFolder, `${name}.v${recipeVersion}.unfinished`);
  mkdirSync(unfinished, { recursive: true });
  const started = Date.now();
  write(unfinished);
  renameSync(unfinished, folder);
  console.error(`made ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return folder;
}
