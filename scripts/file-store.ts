// A table in a folder of this machine, by the same contract as the browser's stores.

import { type FileHandle, open, readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { TableError } from "#delta/errors.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { checkSize, objectMissing, objectTruncated } from "#storage/byte-slices.ts";
import { checkKey, compareUtf8 } from "#storage/object-key.ts";
import type { ByteRange, ObjectEntry, ObjectStore } from "#storage/object-store.ts";

/** `root` is the table's folder. */
export function createFileStore(root: string): ObjectStore {
  function pathOf(key: string): string {
    checkKey(key);
    return join(root, key);
  }

  return {
    location: root,
    async get(key, options) {
      options?.signal?.throwIfAborted();
      return await unlessAbsent(key, async () => {
        const path = pathOf(key);
        const [bytes, { mtimeMs }] = await Promise.all([readFile(path, options), stat(path)]);
        return { bytes, modifiedMs: Math.floor(mtimeMs) };
      });
    },
    async getRange(key, range, options) {
      const bytes = await withFile({ key, path: pathOf(key), ...options }, async (file) => {
        checkSize(key, (await file.stat()).size, range);
        return await readExactly(key, file, range);
      });
      if (bytes === undefined) {
        throw objectMissing(key);
      }
      return bytes;
    },
    getHead: (key, lengthBytes, options) =>
      withFile({ key, path: pathOf(key), ...options }, async (file) => {
        const { size } = await file.stat();
        const bytes = await readExactly(key, file, { start: 0, end: Math.min(size, lengthBytes) });
        return { bytes, sizeBytes: size, complete: bytes.length === size };
      }),
    async list(prefix, startAfter, options) {
      options?.signal?.throwIfAborted();
      const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
      const found = await unlessAbsent(prefix, () =>
        readdir(join(root, folder), { recursive: true, withFileTypes: true }),
      );
      const keys = (found ?? [])
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
        .filter((key) => key.startsWith(prefix) && (startAfter === undefined || compareUtf8(key, startAfter) > 0))
        .sort(compareUtf8);
      return await Promise.all(keys.map((key) => describeFile(root, key)));
    },
  };
}

async function describeFile(root: string, key: string): Promise<ObjectEntry> {
  const { size, mtimeMs } = await stat(join(root, key));
  return { key, sizeBytes: size, modifiedMs: Math.floor(mtimeMs) };
}

interface FileToRead extends ReadOptions {
  readonly key: string;
  readonly path: string;
}

async function withFile<T>({ key, path, signal }: FileToRead, read: (file: FileHandle) => Promise<T>) {
  signal?.throwIfAborted();
  return await unlessAbsent(key, async () => {
    const file = await open(path);
    try {
      return await read(file);
    } finally {
      await file.close();
    }
  });
}

async function readExactly(key: string, file: FileHandle, { start, end }: ByteRange): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let offset = 0;
  while (offset < bytes.length) {
    const { bytesRead } = await file.read(bytes, offset, bytes.length - offset, start + offset);
    if (bytesRead === 0) {
      throw objectTruncated(key, end, start + offset);
    }
    offset += bytesRead;
  }
  return bytes;
}

async function unlessAbsent<T>(key: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") {
      return undefined;
    }
    if (code === "EACCES" || code === "EPERM") {
      throw new TableError("AccessDenied", `Cannot read ${key}: the file system denies it`, { url: key, status: 403 });
    }
    throw error;
  }
}
