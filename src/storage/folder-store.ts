// A table in a local folder: a File System Access handle, or the files of a dropped or chosen folder.

import { TableError } from "#delta/errors.ts";
import { checkSize, objectChanged, objectMissing } from "./byte-slices.ts";
import { createFolderFiles, type FolderFiles } from "./folder-files.ts";
import type { FolderGrant } from "./location/folder-grant.ts";
import { checkKey, compareUtf8, isMutableKey } from "./object-key.ts";
import type { ObjectStore } from "./object-store.ts";

export interface FolderStoreOptions {
  readonly location: string;
  readonly grant: FolderGrant;
  /** The table's root below the folder, with `/` between its parts; empty for the folder itself. */
  readonly root?: string | undefined;
}

interface SeenFile {
  readonly size: number;
  readonly lastModified: number;
}

/** Errors beside the contract's: FolderNotGranted when the browser does not let the folder be read any more. */
export function createFolderStore({ location, grant, root = "" }: FolderStoreOptions): ObjectStore {
  const files = createFolderFiles(grant, root);
  const seen = new Map<string, SeenFile>();

  async function open(key: string, signal: AbortSignal | undefined): Promise<File | undefined> {
    signal?.throwIfAborted();
    checkKey(key);
    const file = await guard(location, key, () => files.find(key));
    if (file !== undefined && !isMutableKey(key)) {
      checkSame(key, seen.get(key), file);
      seen.set(key, { size: file.size, lastModified: file.lastModified });
    }
    return file;
  }

  function read(key: string, blob: Blob): Promise<Uint8Array> {
    return guard(location, key, async () => new Uint8Array(await blob.arrayBuffer()));
  }

  return {
    location,
    async get(key, options) {
      const file = await open(key, options?.signal);
      return file === undefined ? undefined : { bytes: await read(key, file), modifiedMs: file.lastModified };
    },
    async getRange(key, range, options) {
      const file = await open(key, options?.signal);
      if (file === undefined) {
        throw objectMissing(key);
      }
      checkSize(key, file.size, range);
      return await read(key, file.slice(range.start, range.end));
    },
    async getHead(key, lengthBytes, options) {
      const file = await open(key, options?.signal);
      if (file === undefined) {
        return undefined;
      }
      const bytes = await read(key, file.slice(0, lengthBytes));
      return { bytes, sizeBytes: file.size, complete: file.size <= lengthBytes };
    },
    list: (prefix, startAfter, options) => list(files, location, { prefix, startAfter, signal: options?.signal }),
  };
}

interface Listing {
  readonly prefix: string;
  readonly startAfter: string | undefined;
  readonly signal: AbortSignal | undefined;
}

async function list(files: FolderFiles, location: string, { prefix, startAfter, signal }: Listing) {
  const names = await guard(location, prefix, () => files.list(prefix, signal));
  const wanted = names
    .filter((key) => key.startsWith(prefix) && (startAfter === undefined || compareUtf8(key, startAfter) > 0))
    .sort(compareUtf8);
  const entries = [];
  for (const key of wanted) {
    signal?.throwIfAborted();
    const file = await guard(location, key, () => files.find(key));
    if (file !== undefined) {
      entries.push({ key, sizeBytes: file.size, modifiedMs: file.lastModified });
    }
  }
  return entries;
}

function checkSame(key: string, earlier: SeenFile | undefined, file: File): void {
  if (earlier !== undefined && (earlier.size !== file.size || earlier.lastModified !== file.lastModified)) {
    throw objectChanged(key, "the file was written again since it was first read");
  }
}

async function guard<T>(location: string, key: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw translate(location, key, error);
  }
}

function translate(location: string, key: string, error: unknown): unknown {
  if (!(error instanceof DOMException)) {
    return error;
  }
  switch (error.name) {
    case "NotAllowedError":
    case "SecurityError": {
      const name = location.replace(/^local:/, "");
      return new TableError("FolderNotGranted", `Cannot read the folder ${name}: the browser no longer grants it`, {
        name,
      });
    }
    // A File is a snapshot: the browser refuses to read it once the disk holds something else.
    case "NotReadableError":
    case "NotFoundError":
      return objectChanged(key, "the file was changed or removed while it was read");
    default:
      return error;
  }
}
