// A table in memory, read in full by the session that the browser's worker runs, whatever was done to its files.

import { setMaxListeners } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type ErrorTag, isTableError } from "#delta/errors.ts";
import type { Value } from "#delta/value.ts";
import { createAccessKeeper } from "#storage/access.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import { createWholeObjectPolicy } from "#storage/whole-object-policy.ts";
import { createSession } from "#worker/session.ts";
import { canonicalText } from "../conformance/canonical.ts";
import { createNodeParquetEngine } from "../parquet-engine-node.ts";

export type Objects = ReadonlyMap<string, Uint8Array>;

/** All files below a folder, by key. */
export function loadFolder(folder: string): Objects {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), new Uint8Array(readFileSync(path))]),
  );
}

export function withObject(objects: Objects, key: string, change: (bytes: Uint8Array) => Uint8Array): Objects {
  return new Map(objects).set(key, change(objects.get(key) ?? new Uint8Array(0)));
}

// A version's signal is listened to by as many reads as it has files under way; Node takes more than ten for a leak.
setMaxListeners(1000);

/** One engine for all: what a file does to it, the next file meets. */
const engine = createNodeParquetEngine();
const location = "https://store.example/table";
const page = 5000;

/** Every row of the newest version as text, in order. Rejects as the session does. */
export async function readRows(objects: Objects): Promise<readonly string[]> {
  const session = createSession({
    createStore: () => ({ ...createMemoryStore(objects), location }),
    keeper: createAccessKeeper(),
    folders: new Map(),
    wholeObjects: createWholeObjectPolicy(),
    engine,
    startThreads: async () => [],
    emit: () => undefined,
  });
  const { signal } = new AbortController();
  const { version, schema } = await session.openSnapshot({ location, at: { kind: "latest" } }, { signal });
  const columns = schema.fields.map((_, column) => column);
  const rows: string[] = [];
  for (;;) {
    const request = { location, version, columns, start: rows.length, count: page };
    const read = await session.readRows(request, { signal });
    for (let row = 0; row < read.rowCount; row++) {
      rows.push(
        canonicalText(
          schema,
          read.columns.map((values) => (values[row] ?? null) as Value),
        ),
      );
    }
    // The list goes on in the background: a page may end before the table does.
    if (read.rowCount === 0) return rows;
  }
}

export type Reading = { readonly rows: readonly string[] } | { readonly refusal: ErrorTag };

const MOST_MS = 10_000;
const MOST_MEMORY_BYTES = 512 * 1024 * 1024;

/**
 * The rows, or the tag of what refused them. Rejects for all that a spoiled file must not do: an error without a tag, a
 * defect of ours, a hang, and memory that no small file needs.
 */
export async function readSpoiled(objects: Objects, { read = readRows } = {}): Promise<Reading> {
  const memory = process.memoryUsage.rss();
  const start = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${MOST_MS} ms`)), MOST_MS);
  });
  try {
    const reading = await Promise.race([read(objects).then((rows): Reading => ({ rows }), toRefusal), late]);
    const ms = Math.round(performance.now() - start);
    if (ms > MOST_MS) throw new Error(`the answer took ${ms} ms`);
    const grown = process.memoryUsage.rss() - memory;
    if (grown > MOST_MEMORY_BYTES) throw new Error(`memory grew by ${Math.round(grown / 1024 / 1024)} MB`);
    return reading;
  } finally {
    clearTimeout(timer);
  }
}

function toRefusal(error: unknown): Reading {
  if (!isTableError(error) || error.tag === "Internal") throw error;
  return { refusal: error.tag };
}
