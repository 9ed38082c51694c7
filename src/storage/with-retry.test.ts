import { describe, expect, it } from "vitest";
import { TableError } from "#delta/errors.ts";
import { createMemoryStore } from "./memory-store.ts";
import { type RetryOptions, withRetry } from "./with-retry.ts";

const url = "https://h.example/t/a";
const bytes = Uint8Array.from([1]);
const busy = (status: number, retryAfterMs?: number) =>
  new TableError("StoreUnavailable", `Cannot read ${url}: ${status}`, { url, status, retryAfterMs });
const broken = new TableError("NetworkFailed", `Cannot reach ${url}: it broke`, { url, reason: "it broke" });
const denied = new TableError("AccessDenied", `Cannot read ${url}: denied`, { url, status: 403 });

/** A store whose reads fail with the given errors first; time passes without waiting. */
function setup(failures: readonly unknown[], options: RetryOptions = {}) {
  const waits: number[] = [];
  let calls = 0;
  const inner = createMemoryStore(new Map([["a", bytes]]));
  const store = withRetry(
    {
      ...inner,
      get(key, readOptions) {
        calls += 1;
        const failure = failures[calls - 1];
        return failure === undefined ? inner.get(key, readOptions) : Promise.reject(failure);
      },
    },
    {
      random: () => 0.5,
      sleep: async (ms, { signal }) => {
        waits.push(ms);
        signal?.throwIfAborted();
      },
      ...options,
    },
  );
  return { store, waits, calls: () => calls };
}

describe("withRetry", () => {
  it.each([
    { name: "a busy store", failures: [busy(429)] },
    { name: "a failing store", failures: [busy(503), busy(500), busy(502)] },
    { name: "a broken network", failures: [broken, broken, broken] },
  ])("gets through $name", async ({ failures }) => {
    const { store, calls } = setup(failures);
    expect(await store.get("a")).toMatchObject({ bytes });
    expect(calls()).toBe(failures.length + 1);
  });

  it("waits twice as long each time, with jitter", async () => {
    const { store, waits } = setup([broken, broken, broken], { firstDelayMs: 100 });
    await store.get("a");
    expect(waits).toEqual([75, 150, 300]);
  });

  it("waits as long as the store asks", async () => {
    const { store, waits } = setup([busy(429, 3000)]);
    await store.get("a");
    expect(waits).toEqual([3000]);
  });

  it.each([
    { name: "the fourth failure", failures: [broken, broken, broken, broken], calls: 4 },
    { name: "a denial", failures: [denied], calls: 1 },
    { name: "a status that no wait mends", failures: [busy(400)], calls: 1 },
    { name: "a store that asks to wait for minutes", failures: [busy(429, 120_000)], calls: 1 },
  ])("gives up at $name", async ({ failures, calls }) => {
    const { store, calls: made } = setup(failures);
    await expect(store.get("a")).rejects.toBe(failures.at(-1));
    expect(made()).toBe(calls);
  });

  it("stops waiting when the reader leaves", async () => {
    const leaving = new AbortController();
    const { store, calls } = setup([broken], {
      sleep: async (_, { signal }) => {
        leaving.abort("left");
        signal?.throwIfAborted();
      },
    });
    await expect(store.get("a", { signal: leaving.signal })).rejects.toBe("left");
    expect(calls()).toBe(1);
  });
});
