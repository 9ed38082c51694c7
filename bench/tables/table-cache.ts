// Tables are made once and kept in bench/.cache, under a name that changes with their recipe.

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const cacheFolder = join(import.meta.dirname, "../.cache");

export interface TableRecipe {
  readonly name: string;
  /** Raise it whenever the table would come out different. */
  readonly recipeVersion: number;
  readonly write: (folder: string) => void;
}

/** The folder of the table, made now if it is not there yet. */
export function ensureTable({ name, recipeVersion, write }: TableRecipe): string {
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
