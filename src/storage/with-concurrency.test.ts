import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { withConcurrency } from "./with-concurrency.ts";

/** A store whose reads end when they are told to. */
function setup(maxInFlight: number) {
  const started: { key: string; finish: (failure?: Error) => void }[] = [];
  const store = withConcurrency(
    {
      ...createMemoryStore(new Map()),
      getRange: (key) =>
        new Promise((resolve, reject) => {
          const bytes = new Uint8Array(1);
          started.push({ key, finish: (failure) => (failure === undefined ? resolve(bytes) : reject(failure)) });
        }),
      get: (key) =>
        new Promise((resolve, reject) => {
          started.push({ key, finish: (failure) => (failure === undefined ? resolve(undefined) : reject(failure)) });
        }),
    },
    { maxInFlight },
  );
  return { store, started, keys: () => started.map(({ key }) => key) };
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

describe("withConcurrency", () => {
  it("starts no more than the bound, and the next in order as one ends", async () => {
    const { store, started, keys } = setup(2);
    const reads = ["a", "b", "c", "d"].map((key) => store.get(key));
    await settle();
    expect(keys()).toEqual(["a", "b"]);
    started[1]?.finish();
    await settle();
    expect(keys()).toEqual(["a", "b", "c"]);
    started[0]?.finish();
    await settle();
    started[2]?.finish();
    started[3]?.finish();
    await Promise.all(reads);
    expect(keys()).toEqual(["a", "b", "c", "d"]);
  });

  it("lets ranges of files pass the whole objects that wait", async () => {
    const { store, started, keys } = setup(1);
    const reads = [store.get("commit 0"), store.get("commit 1"), store.getRange("rows", { start: 0, end: 1 })];
    await settle();
    for (const index of [0, 1, 2]) {
      started[index]?.finish();
      await settle();
    }
    await Promise.all(reads);
    expect(keys()).toEqual(["commit 0", "rows", "commit 1"]);
  });

  it("gives a failed read's place to the next", async () => {
    const { store, started, keys } = setup(1);
    const failing = store.get("a");
    const next = store.get("b");
    await settle();
    started[0]?.finish(new Error("Cannot read a: it broke"));
    await expect(failing).rejects.toThrow("it broke");
    await settle();
    expect(keys()).toEqual(["a", "b"]);
    started[1]?.finish();
    await next;
  });

  it("drops what waits when its reader leaves, and never starts it", async () => {
    const { store, started, keys } = setup(1);
    const leaving = new AbortController();
    const first = store.get("a");
    const dropped = store.get("b", { signal: leaving.signal });
    const last = store.get("c");
    leaving.abort("left");
    await expect(dropped).rejects.toBe("left");
    started[0]?.finish();
    await first;
    await settle();
    expect(keys()).toEqual(["a", "c"]);
    started[1]?.finish();
    await last;
  });
});
