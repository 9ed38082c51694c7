// One way to find and list the files of a folder, whatever the browser handed over.

import type { FolderGrant } from "./location/folder-grant.ts";

export interface FolderFiles {
  /** Undefined when there is no such file. */
  find(path: string): Promise<File | undefined>;
  /** Paths of the files in the folder that `prefix` lies in, at any depth below it. In no order. */
  list(prefix: string, signal: AbortSignal | undefined): Promise<readonly string[]>;
}

/** The files below `root`, a path in the folder; empty for the folder itself. */
export function createFolderFiles(grant: FolderGrant, root: string): FolderFiles {
  return grant.kind === "handle" ? createHandleFiles(grant.handle, root) : createGivenFiles(grant.files, root);
}

function createGivenFiles(given: readonly { readonly path: string; readonly file: File }[], root: string): FolderFiles {
  const prefix = root === "" ? "" : `${root}/`;
  const files = new Map(
    given.filter(({ path }) => path.startsWith(prefix)).map(({ path, file }) => [path.slice(prefix.length), file]),
  );
  return {
    find: async (path) => files.get(path),
    list: async () => [...files.keys()],
  };
}

function createHandleFiles(handle: FileSystemDirectoryHandle, root: string): FolderFiles {
  const directories = new Map<string, Promise<FileSystemDirectoryHandle | undefined>>();

  function findDirectory(path: string): Promise<FileSystemDirectoryHandle | undefined> {
    const known = directories.get(path);
    if (known !== undefined) {
      return known;
    }
    const found = walkTo(handle, [root, path]);
    directories.set(path, found);
    // An absent or failing folder may be there at the next try.
    void found.then(
      (directory) => directory === undefined && directories.delete(path),
      () => directories.delete(path),
    );
    return found;
  }

  return {
    async find(path) {
      const slash = path.lastIndexOf("/");
      const directory = await findDirectory(path.slice(0, Math.max(0, slash)));
      const file = await unlessAbsent(() => directory?.getFileHandle(path.slice(slash + 1)));
      return await unlessAbsent(() => file?.getFile());
    },
    async list(prefix, signal) {
      const path = prefix.slice(0, Math.max(0, prefix.lastIndexOf("/")));
      const directory = await findDirectory(path);
      return directory === undefined ? [] : await listDeep(directory, path === "" ? "" : `${path}/`, signal);
    },
  };
}

async function walkTo(handle: FileSystemDirectoryHandle, paths: readonly string[]) {
  const names = paths.flatMap((path) => path.split("/")).filter((name) => name !== "");
  let directory: FileSystemDirectoryHandle | undefined = handle;
  for (const name of names) {
    const parent: FileSystemDirectoryHandle | undefined = directory;
    directory = await unlessAbsent(() => parent?.getDirectoryHandle(name));
  }
  return directory;
}

async function listDeep(
  directory: FileSystemDirectoryHandle,
  prefix: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const [name, child] of directory.entries()) {
    signal?.throwIfAborted();
    if (child.kind === "file") {
      paths.push(prefix + name);
    } else {
      paths.push(...(await listDeep(child as FileSystemDirectoryHandle, `${prefix}${name}/`, signal)));
    }
  }
  return paths;
}

// TypeMismatchError: a file where a folder is meant. TypeError: a name that no file of this system can have.
async function unlessAbsent<T>(find: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await find();
  } catch (error) {
    const isAbsent =
      error instanceof TypeError ||
      (error instanceof DOMException && (error.name === "NotFoundError" || error.name === "TypeMismatchError"));
    if (isAbsent) {
      return undefined;
    }
    throw error;
  }
}
