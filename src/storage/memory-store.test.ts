import { describe, expect, it } from "vitest";
import { createLogStore } from "./log-store.ts";
import { createMemoryStore } from "./memory-store.ts";

const bytes = Uint8Array.from([1, 2, 3, 4]);

describe("createMemoryStore", () => {
  it("gives objects, ranges and heads", async () => {
    const store = createMemoryStore(new Map([["a", { bytes, modifiedMs: 7 }]]));
    expect(await store.get("a")).toEqual({ bytes, modifiedMs: 7 });
    expect([...(await store.getRange("a", { start: 1, end: 3, sizeBytes: 4 }))]).toEqual([2, 3]);
    expect(await store.getHead("a", 2)).toMatchObject({ sizeBytes: 4, complete: false });
    expect(await store.getHead("a", 9)).toMatchObject({ sizeBytes: 4, complete: true });
  });

  it.each([
    { name: "an absent object", key: "b", range: { start: 0, end: 1 }, tag: "ObjectMissing" },
    { name: "a range behind the end", key: "a", range: { start: 3, end: 5 }, tag: "ObjectTruncated" },
    { name: "another size", key: "a", range: { start: 0, end: 1, sizeBytes: 5 }, tag: "ObjectChanged" },
    { name: "a way out of the table", key: "../a", range: { start: 0, end: 1 }, tag: "InvalidLocation" },
  ])("refuses $name", async ({ key, range, tag }) => {
    const store = createMemoryStore(new Map([["a", bytes]]));
    await expect(store.getRange(key, range)).rejects.toMatchObject({ tag });
  });

  it("lists by prefix behind a key, in UTF-8 order", async () => {
    const store = createMemoryStore(new Map(["l/\u{1f600}", "l/b", "l/\uffee", "m", "l/a"].map((key) => [key, bytes])));
    const entries = await store.list("l/", "l/a");
    expect(entries?.map(({ key }) => key)).toEqual(["l/b", "l/\uffee", "l/\u{1f600}"]);
  });
});

describe("createLogStore", () => {
  const names = [8, 9, 10, 11].map((version) => `${String(version).padStart(20, "0")}.json`);
  const log = createLogStore(createMemoryStore(new Map(names.map((name) => [`_delta_log/${name}`, bytes]))));

  it("reads below _delta_log", async () => {
    expect(await log.read(names[0] ?? "")).toMatchObject({ bytes });
    expect(await log.read("_last_checkpoint")).toBeUndefined();
  });

  it.each([
    { from: "", expected: names },
    { from: "00000000000000000009", expected: names.slice(1) },
    { from: names[2] ?? "", expected: names.slice(2) },
    { from: "00000000000000000012", expected: [] },
  ])("lists from $from on, which is included", async ({ from, expected }) => {
    expect((await log.list(from))?.map(({ name }) => name)).toEqual(expected);
  });
});
