import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoredObject } from "#delta/ports.ts";
import { createByteCache } from "./byte-cache.ts";
import { createMemoryStore } from "./memory-store.ts";
import { createTransferMeter } from "./transfer-meter.ts";
import { withCache } from "./with-cache.ts";
import { withTransferReport } from "./with-transfer-report.ts";

const object = Uint8Array.from({ length: 100 }, (_, index) => index);

function setup(budgetBytes = 10_000) {
  const objects = new Map<string, Uint8Array | StoredObject>([
    ["a", object],
    ["b", object],
  ]);
  const meter = createTransferMeter();
  const cache = createByteCache({ budgetBytes });
  const store = withCache(withTransferReport(createMemoryStore(objects), { meter }), { cache });
  return { store, objects, cache, requests: () => meter.counts().requests };
}

describe("withCache", () => {
  it("reads the same range, and a part of it, once", async () => {
    const { store, requests } = setup();
    await store.getRange("a", { start: 10, end: 30 });
    expect([...(await store.getRange("a", { start: 20, end: 25 }))]).toEqual([20, 21, 22, 23, 24]);
    expect(requests()).toBe(1);
  });

  it("serves ranges and heads from a whole object, checked against the size asked for", async () => {
    const { store, requests } = setup();
    await store.get("a");
    expect(await store.get("a")).toMatchObject({ bytes: object });
    expect(await store.getRange("a", { start: 0, end: 4, sizeBytes: 100 })).toHaveLength(4);
    expect(await store.getHead("a", 4)).toMatchObject({ sizeBytes: 100, complete: false });
    await expect(store.getRange("a", { start: 0, end: 4, sizeBytes: 99 })).rejects.toMatchObject({
      tag: "ObjectChanged",
    });
    expect(requests()).toBe(1);
  });

  it("serves ranges from a head", async () => {
    const { store, requests } = setup();
    await store.getHead("a", 50);
    await store.getRange("a", { start: 0, end: 50 });
    expect(requests()).toBe(1);
  });

  it("asks again for what was absent", async () => {
    const { store, objects } = setup();
    expect(await store.get("_delta_log/00000000000000000001.json")).toBeUndefined();
    objects.set("_delta_log/00000000000000000001.json", object);
    expect(await store.get("_delta_log/00000000000000000001.json")).toBeDefined();
  });

  it("asks again for the hint, which is overwritten in place", async () => {
    const { store, objects } = setup();
    objects.set("_delta_log/_last_checkpoint", Uint8Array.of(1));
    await store.get("_delta_log/_last_checkpoint");
    objects.set("_delta_log/_last_checkpoint", Uint8Array.of(2));
    expect((await store.get("_delta_log/_last_checkpoint"))?.bytes[0]).toBe(2);
  });

  it("keeps two openings of a table apart", async () => {
    const { store, objects, cache } = setup();
    await store.get("a");
    objects.set("a", Uint8Array.of(9));
    const reopened = withCache(createMemoryStore(objects), { cache });
    expect((await reopened.get("a"))?.bytes[0]).toBe(9);
  });

  it("lets go of what was used longest ago", async () => {
    const { store, cache, requests } = setup(400);
    for (const start of [0, 20, 40, 60, 80]) {
      await store.getRange("a", { start, end: start + 15 });
    }
    for (let start = 0; start < 100; start += 10) {
      await store.getRange("a", { start: 0, end: 15 });
      await store.get("b");
    }
    expect(cache.sizeBytes()).toBeLessThanOrEqual(400);
    expect(requests()).toBe(6);
  });

  it("holds no more than its budget, and always gives the right bytes", async () => {
    const read = fc.tuple(fc.constantFrom("a", "b"), fc.nat(90), fc.integer({ min: 1, max: 10 }));
    await fc.assert(
      fc.asyncProperty(fc.array(read, { maxLength: 60 }), async (reads) => {
        const { store, cache } = setup(60);
        for (const [key, start, length] of reads) {
          const bytes = await store.getRange(key, { start, end: start + length });
          expect([...bytes]).toEqual([...object.subarray(start, start + length)]);
          expect(cache.sizeBytes()).toBeLessThanOrEqual(60);
        }
      }),
    );
  });

  it("does not keep the surroundings of a view alive", async () => {
    const cache = createByteCache();
    const held = cache.openNamespace();
    held.putRange("a", 0, new Uint8Array(1_000_000).subarray(10, 20));
    expect(held.findRange("a", 0, 10)?.buffer.byteLength).toBe(10);
  });
});
