// A mount's objects as they are at this read, with their validators.

import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Mount } from "./mount.ts";

export interface ServedObject {
  readonly sizeBytes: number;
  readonly etag: string;
  /** HTTP date. */
  readonly modified: string;
  read(start: number, end: number): Promise<Uint8Array>;
}

interface StoredBytes {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

const inMemoryModifiedMs = Date.UTC(2026, 0, 5, 10);
const reads = new WeakMap<Mount, Map<string, number>>();

/** Undefined for an absent object. */
export async function findObject(mount: Mount, key: string): Promise<ServedObject | undefined> {
  const stored =
    typeof mount.source === "string" ? await findInFolder(mount.source, key) : findInMemory(mount, mount.source, key);
  if (stored === undefined) {
    return undefined;
  }
  const edited = await edit(stored, mount.edited.get(key));
  const change = mount.changed.get(key);
  const isChanged = change !== undefined && countRead(mount, key) > change.afterReads;
  const object = isChanged ? await edit(edited, change.replace) : edited;
  return {
    sizeBytes: object.sizeBytes,
    read: object.read,
    etag: `"${createHash("sha1").update(`${key}:${object.sizeBytes}:${isChanged}`).digest("hex").slice(0, 16)}"`,
    modified: new Date(object.modifiedMs + (isChanged ? 60_000 : 0)).toUTCString(),
  };
}

async function edit(stored: StoredBytes, change: ((bytes: Uint8Array) => Uint8Array) | undefined) {
  if (change === undefined) {
    return stored;
  }
  return fromBytes(change(await stored.read(0, stored.sizeBytes)), stored.modifiedMs);
}

function countRead(mount: Mount, key: string): number {
  const ofMount = reads.get(mount) ?? new Map<string, number>();
  reads.set(mount, ofMount);
  const count = (ofMount.get(key) ?? 0) + 1;
  ofMount.set(key, count);
  return count;
}

async function findInFolder(folder: string, key: string): Promise<StoredBytes | undefined> {
  const path = join(folder, key);
  if (!path.startsWith(join(folder, "/"))) {
    return undefined;
  }
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile()) {
    return undefined;
  }
  return { sizeBytes: stats.size, modifiedMs: stats.mtimeMs, read: (start, end) => readPart(path, start, end) };
}

async function readPart(path: string, start: number, end: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(end - start);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function findInMemory(mount: Mount, objects: ReadonlyMap<string, Uint8Array>, key: string): StoredBytes | undefined {
  const bytes = objects.get(key);
  return bytes === undefined ? undefined : fromBytes(bytes, mount.modifiedMs?.(key) ?? inMemoryModifiedMs);
}

function fromBytes(bytes: Uint8Array, modifiedMs: number): StoredBytes {
  return { sizeBytes: bytes.length, modifiedMs, read: async (start, end) => bytes.subarray(start, end) };
}
