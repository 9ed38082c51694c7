import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import type { ByteRange, ObjectStore } from "./object-store.ts";
import { withRangeMerging } from "./with-range-merging.ts";

const object = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);

function setup(getRange?: ObjectStore["getRange"]) {
  const asked: { key: string; range: ByteRange; signal: AbortSignal | undefined }[] = [];
  const inner = createMemoryStore(
    new Map([
      ["a", object],
      ["b", object],
    ]),
  );
  const recording: ObjectStore = {
    ...inner,
    getRange(key, range, options) {
      asked.push({ key, range, signal: options?.signal });
      return (getRange ?? inner.getRange)(key, range, options);
    },
  };
  let flush: () => void = () => undefined;
  const schedule = (run: () => void) => {
    flush = run;
  };
  return { store: withRangeMerging(recording, { gapBytes: 10, schedule }), asked, flush: () => flush() };
}

describe("withRangeMerging", () => {
  it("reads neighbours by one request and hands each its own bytes", async () => {
    const { store, asked, flush } = setup();
    const reads = [
      store.getRange("a", { start: 20, end: 24 }),
      store.getRange("a", { start: 0, end: 15 }),
      store.getRange("b", { start: 0, end: 2 }),
    ];
    flush();
    const [first, second, third] = await Promise.all(reads);
    expect([...(first ?? [])]).toEqual([20, 21, 22, 23]);
    expect(second).toHaveLength(15);
    expect(third).toHaveLength(2);
    expect(asked.map(({ key, range }) => [key, range.start, range.end])).toEqual([
      ["a", 0, 24],
      ["b", 0, 2],
    ]);
  });

  it("merges by itself what is asked for in one run of microtasks", async () => {
    const { asked } = setup();
    const inner = createMemoryStore(new Map([["a", object]]));
    const store = withRangeMerging({
      ...inner,
      getRange(key, range, options) {
        asked.push({ key, range, signal: options?.signal });
        return inner.getRange(key, range, options);
      },
    });
    const later = Promise.resolve().then(() => store.getRange("a", { start: 4, end: 8 }));
    await Promise.all([store.getRange("a", { start: 0, end: 4 }), later]);
    expect(asked).toHaveLength(1);
  });

  it("drops one read without disturbing the other", async () => {
    const { store, asked, flush } = setup();
    const leaving = new AbortController();
    const dropped = store.getRange("a", { start: 0, end: 4 }, { signal: leaving.signal });
    const kept = store.getRange("a", { start: 4, end: 8 });
    flush();
    leaving.abort("left");
    await expect(dropped).rejects.toBe("left");
    expect([...(await kept)]).toEqual([4, 5, 6, 7]);
    expect(asked[0]?.signal?.aborted).toBe(false);
  });

  it("aborts the request once nobody waits for it", async () => {
    const { store, asked, flush } = setup(() => new Promise(() => undefined));
    const leaving = new AbortController();
    const reads = [0, 4].map((start) => store.getRange("a", { start, end: start + 4 }, { signal: leaving.signal }));
    flush();
    leaving.abort("left");
    const results = await Promise.allSettled(reads);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(asked[0]?.signal?.aborted).toBe(true);
  });

  it("sends nothing for a read that was dropped before its turn", async () => {
    const { store, asked, flush } = setup();
    const leaving = new AbortController();
    const dropped = store.getRange("a", { start: 0, end: 4 }, { signal: leaving.signal });
    leaving.abort("left");
    flush();
    await expect(dropped).rejects.toBe("left");
    expect(asked).toHaveLength(0);
  });

  it("hands a failure to every member", async () => {
    const failure = new Error("Cannot read a: it broke");
    const { store, flush } = setup(() => Promise.reject(failure));
    const reads = [0, 4].map((start) => store.getRange("a", { start, end: start + 4 }));
    flush();
    const results = await Promise.allSettled(reads);
    expect(results).toEqual([0, 1].map(() => ({ status: "rejected", reason: failure })));
  });
});
