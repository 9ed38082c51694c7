// A local folder, however the browser can hand one over: a handle where it has them, a list of files elsewhere.

import type { FolderGrant } from "#storage/location/folder-grant.ts";

export interface PickedFolder {
  readonly name: string;
  readonly grant: FolderGrant;
}

/** Asks the user for a folder; undefined when they change their mind. */
export async function pickFolder(): Promise<PickedFolder | undefined> {
  if (!("showDirectoryPicker" in window)) return pickWithInput();
  try {
    const picker = window.showDirectoryPicker as () => Promise<FileSystemDirectoryHandle>;
    return ofHandle(await picker());
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    throw error;
  }
}

/** The folder among what was dropped; undefined when there is none. Call it before the drop event has ended. */
export async function readDroppedFolder(transfer: DataTransfer): Promise<PickedFolder | undefined> {
  // Both kinds must be asked for at once: after the event the items are gone.
  const handles = [...transfer.items].map((item) => handleOf(item));
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  for (const handle of await Promise.all(handles)) {
    if (handle?.kind === "directory") return ofHandle(handle as FileSystemDirectoryHandle);
  }
  const directory = entries.find((entry) => entry?.isDirectory);
  if (!directory) return undefined;
  const files: { path: string; file: File }[] = [];
  await collectFiles(directory as FileSystemDirectoryEntry, "", files);
  return { name: directory.name, grant: { kind: "files", files } };
}

function ofHandle(handle: FileSystemDirectoryHandle): PickedFolder {
  return { name: handle.name, grant: { kind: "handle", handle } };
}

async function handleOf(item: DataTransferItem): Promise<FileSystemHandle | null> {
  if (!("getAsFileSystemHandle" in item)) return null;
  return (item.getAsFileSystemHandle as () => Promise<FileSystemHandle | null>)();
}

function pickWithInput(): Promise<PickedFolder | undefined> {
  const input = document.createElement("input");
  input.type = "file";
  input.webkitdirectory = true;
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(ofFiles([...(input.files ?? [])])), { once: true });
    input.addEventListener("cancel", () => resolve(undefined), { once: true });
    input.click();
  });
}

/** `webkitRelativePath` begins with the folder's own name. */
function ofFiles(files: readonly File[]): PickedFolder | undefined {
  const name = files[0]?.webkitRelativePath.split("/")[0];
  if (name === undefined || name === "") return undefined;
  const inside = files.map((file) => ({ path: file.webkitRelativePath.slice(name.length + 1), file }));
  return { name, grant: { kind: "files", files: inside } };
}

async function collectFiles(
  directory: FileSystemDirectoryEntry,
  path: string,
  files: { path: string; file: File }[],
): Promise<void> {
  for (const entry of await readEntries(directory)) {
    const inside = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory) await collectFiles(entry as FileSystemDirectoryEntry, inside, files);
    else files.push({ path: inside, file: await fileOf(entry as FileSystemFileEntry) });
  }
}

/** A reader gives at most a hundred entries at a time. */
async function readEntries(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
