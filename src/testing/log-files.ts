// Logs of many commits for tests of loading them: made, checkpointed, spoiled and opened.

import { TableError } from "#delta/errors.ts";
import { fileCount, filePath, type LiveFiles } from "#delta/live-files.ts";
import { classicCheckpointName, commitName, HINT_NAME } from "#delta/log-path.ts";
import type { StoredObject } from "#delta/ports.ts";
import { createTableLog, type SnapshotTarget, type TableLog } from "#delta/table-log.ts";
import { type CountingLog, createCountingLog } from "./counting-log.ts";
import { drawLog, encode } from "./draw-log.ts";

export const LATEST: SnapshotTarget = { kind: "latest" };

export function at(version: number): SnapshotTarget {
  return { kind: "version", version };
}

export type Files = Map<string, StoredObject>;

/** A file in each commit from 0 to `last`, named by its version. */
export function longLog(last: number): Files {
  return drawLog(Array.from({ length: last + 1 }, (_, v) => `${v} +f${v}:1`).join("\n")).files;
}

export function put(files: Files, name: string, text: string): Files {
  return files.set(name, { bytes: encode(text), modifiedMs: 0 });
}

/** What the commits up to `version` say together, in a checkpoint of one part or more. */
export function checkpoint(files: Files, version: number, names = [classicCheckpointName(version)]): Files {
  const lines = Array.from({ length: version + 1 }, (_, v) => textOf(files, commitName(v)))
    .join("\n")
    .split("\n");
  names.forEach((name, part) => {
    put(files, name, lines.filter((_, i) => i % names.length === part).join("\n"));
  });
  return files;
}

export function hint(files: Files, version: number, more: object = {}): Files {
  return put(files, HINT_NAME, JSON.stringify({ version, size: 1, ...more }));
}

export function without(files: Files, ...names: string[]): Files {
  for (const name of names) files.delete(name);
  return files;
}

export function textOf(files: Files, name: string): string {
  return new TextDecoder().decode(files.get(name)?.bytes);
}

export function open(files: Files, options: { canList?: boolean } = {}): { table: TableLog; log: CountingLog } {
  const log = createCountingLog(files, options);
  return { log, table: createTableLog({ log, checkpoints: log, location: "memory:t" }) };
}

export function paths({ files }: { readonly files: LiveFiles }): readonly string[] {
  return Array.from({ length: fileCount(files) }, (_, i) => filePath(files, i));
}

export function filesDown(from: number, to = 0): readonly string[] {
  return Array.from({ length: from - to + 1 }, (_, i) => `f${from - i}`);
}

export async function faultOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    return error instanceof TableError ? { tag: error.tag, ...error.context } : error;
  }
}

export function names(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => commitName(from + i));
}
