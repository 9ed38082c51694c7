import { describe, expect, it } from "vitest";
import { createFolderStore } from "./folder-store.ts";
import { findTableRoots } from "./location/find-table-roots.ts";
import type { FolderGrant } from "./location/folder-grant.ts";

const commit = "_delta_log/00000000000000000000.json";
const modifiedMs = Date.UTC(2026, 0, 5, 10);

type Kind = FolderGrant["kind"];
const kinds: readonly Kind[] = ["handle", "files"];

function grantOf(kind: Kind, contents: Readonly<Record<string, string>>): FolderGrant {
  const files = filesOf(contents);
  return kind === "handle"
    ? { kind, handle: directoryOf("", files) }
    : { kind, files: [...files].map(([path, file]) => ({ path, file })) };
}

function filesOf(contents: Readonly<Record<string, string>>): Map<string, File> {
  return new Map(Object.entries(contents).map(([path, text]) => [path, fileOf(path, text)]));
}

describe.each(kinds)("createFolderStore over %s", (kind) => {
  const contents = {
    "sales/orders/_delta_log/00000000000000000000.json": "commit",
    "sales/orders/_delta_log/_sidecars/a.parquet": "sidecar",
    "sales/orders/p=a%3Ab/part ä.parquet": "0123456789",
    "sales/orders2/part.parquet": "other",
  };
  const setup = () =>
    createFolderStore({ location: "local:lake", grant: grantOf(kind, contents), root: "sales/orders" });

  it("reads objects, ranges and heads below the root", async () => {
    const store = setup();
    expect(await store.get(commit)).toEqual({ bytes: bytesOf("commit"), modifiedMs });
    const range = { start: 2, end: 4, sizeBytes: 10 };
    expect(await store.getRange("p=a%3Ab/part ä.parquet", range)).toEqual(bytesOf("23"));
    expect(await store.getHead("p=a%3Ab/part ä.parquet", 4)).toEqual({
      bytes: bytesOf("0123"),
      sizeBytes: 10,
      complete: false,
    });
  });

  it.each(["none", "none/none", "_delta_log", `${commit}/below`])("says that %s is absent", async (key) => {
    expect(await setup().get(key)).toBeUndefined();
    expect(await setup().getHead(key, 1)).toBeUndefined();
    await expect(setup().getRange(key, { start: 0, end: 1 })).rejects.toMatchObject({ tag: "ObjectMissing" });
  });

  it.each([
    { name: "another size", range: { start: 0, end: 2, sizeBytes: 11 }, tag: "ObjectChanged" },
    { name: "a range behind the end", range: { start: 8, end: 12 }, tag: "ObjectTruncated" },
  ])("refuses $name", async ({ range, tag }) => {
    await expect(setup().getRange("p=a%3Ab/part ä.parquet", range)).rejects.toMatchObject({ tag });
  });

  it("lists what lies below a prefix, in order", async () => {
    const store = setup();
    const entries = await store.list("_delta_log/", undefined);
    expect(entries).toEqual([
      { key: commit, sizeBytes: 6, modifiedMs },
      { key: "_delta_log/_sidecars/a.parquet", sizeBytes: 7, modifiedMs },
    ]);
    expect(await store.list("_delta_log/", commit)).toHaveLength(1);
    expect(await store.list("none/", undefined)).toEqual([]);
  });
});

describe("createFolderStore over a handle", () => {
  it("notices that a file was written again", async () => {
    const files = filesOf({ "a.parquet": "0123" });
    const store = openHandle(files);
    await store.getRange("a.parquet", { start: 0, end: 1 });
    files.set("a.parquet", fileOf("a.parquet", "3210", modifiedMs + 1));
    await expect(store.getRange("a.parquet", { start: 0, end: 1 })).rejects.toMatchObject({ tag: "ObjectChanged" });
  });

  it("finds a commit that was absent before", async () => {
    const files = filesOf({ "_delta_log/x": "" });
    const store = openHandle(files);
    expect(await store.get(commit)).toBeUndefined();
    files.set(commit, fileOf(commit, "commit"));
    expect(await store.get(commit)).toBeDefined();
  });

  it.each([
    { error: "NotAllowedError", tag: "FolderNotGranted" },
    { error: "NotReadableError", tag: "ObjectChanged" },
  ])("explains the browser's $error", async ({ error, tag }) => {
    const handle = directoryOf("", new Map(), () => new DOMException("The browser's words", error));
    const store = createFolderStore({ location: "local:lake", grant: { kind: "handle", handle } });
    await expect(store.get("a")).rejects.toMatchObject({ tag });
  });
});

describe.each(kinds)("findTableRoots over %s", (kind) => {
  it.each([
    { name: "the folder itself, and no other", paths: [commit, `old/${commit}`], roots: [""] },
    { name: "tables one and two levels deep", paths: [`b/${commit}`, `a/c/${commit}`, "a/x.txt"], roots: ["a/c", "b"] },
    { name: "nothing three levels deep", paths: [`a/b/c/${commit}`], roots: [] },
    { name: "nothing in a folder without tables", paths: ["a/x.parquet"], roots: [] },
  ])("finds $name", async ({ paths, roots }) => {
    const grant = grantOf(kind, Object.fromEntries(paths.map((path) => [path, "x"])));
    expect(await findTableRoots(grant)).toEqual(roots);
  });
});

function openHandle(files: Map<string, File>) {
  return createFolderStore({ location: "local:lake", grant: { kind: "handle", handle: directoryOf("", files) } });
}

function fileOf(path: string, text: string, lastModified = modifiedMs): File {
  return new File([text], path.slice(path.lastIndexOf("/") + 1), { lastModified });
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The part of a File System Access handle that is used, over paths; `files` may change at any time. */
function directoryOf(path: string, files: Map<string, File>, failure?: () => DOMException): FileSystemDirectoryHandle {
  const prefix = path === "" ? "" : `${path}/`;
  const isDirectory = (name: string) => [...files.keys()].some((file) => file.startsWith(`${prefix}${name}/`));
  const check = (name: string, isWanted: boolean, isOther: boolean) => {
    if (failure !== undefined) throw failure();
    if (name === "") throw new TypeError("Name is not allowed");
    if (isOther) throw new DOMException("It is of the other kind", "TypeMismatchError");
    if (!isWanted) throw new DOMException("It is not there", "NotFoundError");
  };
  const handle = {
    kind: "directory",
    name: path.slice(path.lastIndexOf("/") + 1),
    async getDirectoryHandle(name: string) {
      check(name, isDirectory(name), files.has(prefix + name));
      return directoryOf(prefix + name, files, failure);
    },
    async getFileHandle(name: string) {
      check(name, files.has(prefix + name), isDirectory(name));
      return { kind: "file", name, getFile: async () => files.get(prefix + name) };
    },
    async *entries() {
      const names = [...files.keys()]
        .filter((file) => file.startsWith(prefix))
        .map((file) => file.slice(prefix.length));
      for (const name of new Set(names.map((below) => below.split("/")[0] ?? ""))) {
        yield [name, isDirectory(name) ? directoryOf(prefix + name, files) : { kind: "file", name }] as const;
      }
    },
    async *values() {
      for await (const [, child] of handle.entries()) {
        yield child;
      }
    },
  };
  return handle as unknown as FileSystemDirectoryHandle;
}
