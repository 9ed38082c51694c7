// The tables in a local folder: where a `_delta_log` lies, at the top or up to two levels deeper.

import type { FolderGrant } from "./folder-grant.ts";

const logName = "_delta_log";
const deepest = 2;

/** Paths of the tables' roots below the folder, ascending; "" is the folder itself, and then the only one. */
export async function findTableRoots(
  grant: FolderGrant,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly string[]> {
  options.signal?.throwIfAborted();
  const roots =
    grant.kind === "handle"
      ? await findInHandle(grant.handle, { path: "", depth: 0, signal: options.signal })
      : findInPaths(grant.files.map(({ path }) => path));
  return roots.includes("") ? [""] : [...roots].sort();
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly signal: AbortSignal | undefined;
}

async function findInHandle(directory: FileSystemDirectoryHandle, place: Place): Promise<readonly string[]> {
  const folders: FileSystemDirectoryHandle[] = [];
  for await (const child of directory.values()) {
    place.signal?.throwIfAborted();
    if (child.kind === "directory") {
      folders.push(child as FileSystemDirectoryHandle);
    }
  }
  if (folders.some(({ name }) => name === logName)) {
    return [place.path];
  }
  if (place.depth === deepest) {
    return [];
  }
  const found: string[] = [];
  for (const folder of folders) {
    const path = place.path === "" ? folder.name : `${place.path}/${folder.name}`;
    found.push(...(await findInHandle(folder, { path, depth: place.depth + 1, signal: place.signal })));
  }
  return found;
}

function findInPaths(paths: readonly string[]): readonly string[] {
  const roots = paths.flatMap((path) => {
    const parts = path.split("/");
    const log = parts.indexOf(logName);
    return log >= 0 && log <= deepest && log < parts.length - 1 ? [parts.slice(0, log).join("/")] : [];
  });
  return [...new Set(roots)];
}
