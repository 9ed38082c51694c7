import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFileStore } from "./file-store.ts";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "file-store-"));
  await mkdir(join(root, "_delta_log", "_sidecars"), { recursive: true });
  await writeFile(join(root, "_delta_log", "b.json"), "commit");
  await writeFile(join(root, "_delta_log", "a.json"), "commit");
  await writeFile(join(root, "_delta_log", "_sidecars", "s.parquet"), "0123456789");
  await utimes(join(root, "_delta_log", "b.json"), 100, 100);
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

describe("createFileStore", () => {
  it("reads objects, ranges and heads", async () => {
    const store = createFileStore(root);
    const object = await store.get("_delta_log/b.json");
    expect([new TextDecoder().decode(object?.bytes), object?.modifiedMs]).toEqual(["commit", 100_000]);
    const key = "_delta_log/_sidecars/s.parquet";
    expect(new TextDecoder().decode(await store.getRange(key, { start: 2, end: 5, sizeBytes: 10 }))).toBe("234");
    expect(await store.getHead(key, 4)).toMatchObject({ sizeBytes: 10, complete: false });
    expect(await store.getHead(key, 40)).toMatchObject({ sizeBytes: 10, complete: true });
  });

  it.each(["none", "_delta_log", "_delta_log/a.json/below"])("says that %s is absent", async (key) => {
    const store = createFileStore(root);
    expect(await store.get(key)).toBeUndefined();
    expect(await store.getHead(key, 4)).toBeUndefined();
    await expect(store.getRange(key, { start: 0, end: 1 })).rejects.toMatchObject({ tag: "ObjectMissing" });
  });

  it.each([
    { range: { start: 0, end: 11 }, tag: "ObjectTruncated" },
    { range: { start: 0, end: 1, sizeBytes: 9 }, tag: "ObjectChanged" },
  ])("refuses $range", async ({ range, tag }) => {
    const store = createFileStore(root);
    await expect(store.getRange("_delta_log/_sidecars/s.parquet", range)).rejects.toMatchObject({ tag });
  });

  it("lists files below a prefix behind a key, in order", async () => {
    const entries = await createFileStore(root).list("_delta_log/", "_delta_log/_sidecars/s.parquet");
    expect(entries?.map(({ key, sizeBytes }) => [key, sizeBytes])).toEqual([
      ["_delta_log/a.json", 6],
      ["_delta_log/b.json", 6],
    ]);
    expect(await createFileStore(root).list("none/", undefined)).toEqual([]);
  });
});
