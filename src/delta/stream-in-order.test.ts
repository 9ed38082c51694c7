import { describe, expect, it } from "vitest";
import { MAX_REQUESTS } from "./in-parallel.ts";
import { type StreamSource, streamInOrder } from "./stream-in-order.ts";

/** Sources that give `<name>0`, `<name>1`, …, each after so many turns of the event loop, and tell how many run. */
function createSources(specs: readonly { name: string; count: number; turns?: number; sizeBytes?: number }[]) {
  const state = { running: 0, most: 0, opened: 0 };
  const sources = specs.map(
    ({ name, count, turns = 1, sizeBytes = 1 }): StreamSource<string> => ({
      sizeBytes,
      async *open() {
        state.opened += 1;
        state.running += 1;
        state.most = Math.max(state.most, state.running);
        try {
          for (let i = 0; i < count; i++) {
            await pass(turns);
            if (name === "bad" && i === 1) throw new Error("bad1");
            yield `${name}${i}`;
          }
        } finally {
          state.running -= 1;
        }
      },
    }),
  );
  return { sources, state };
}

async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}

async function collect(results: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const result of results) all.push(result);
  return all;
}

const large = 40 * 1024 * 1024;

describe("streamInOrder", () => {
  it("hands results on in the order of the sources, whichever is ready first", async () => {
    const { sources, state } = createSources([
      { name: "slow", count: 2, turns: 5 },
      { name: "none", count: 0 },
      { name: "fast", count: 3 },
    ]);
    expect(await collect(streamInOrder(sources))).toEqual(["slow0", "slow1", "fast0", "fast1", "fast2"]);
    expect(state).toMatchObject({ running: 0, opened: 3 });
  });

  it("gives nothing for no sources", async () => {
    expect(await collect(streamInOrder([]))).toEqual([]);
  });

  it("reads as many small ones at once as a browser has connections", async () => {
    const { sources, state } = createSources(Array.from({ length: 20 }, (_, i) => ({ name: `s${i}-`, count: 2 })));
    expect(await collect(streamInOrder(sources))).toHaveLength(40);
    expect(state.most).toBe(MAX_REQUESTS);
  });

  it("reads large ones one by one", async () => {
    const specs = ["a", "b", "c"].map((name) => ({ name, count: 2, sizeBytes: large }));
    const { sources, state } = createSources(specs);
    expect(await collect(streamInOrder(sources))).toEqual(["a0", "a1", "b0", "b1", "c0", "c1"]);
    expect(state.most).toBe(1);
  });

  it("ends with the first failure, also of a source whose turn has not come", async () => {
    const { sources, state } = createSources([
      { name: "slow", count: 50, turns: 3 },
      { name: "bad", count: 3 },
    ]);
    await expect(collect(streamInOrder(sources))).rejects.toThrow("bad1");
    await expect.poll(() => state.running).toBe(0);
  });

  it("stops all of them when its reader leaves", async () => {
    const { sources, state } = createSources(Array.from({ length: 9 }, (_, i) => ({ name: `s${i}-`, count: 99 })));
    for await (const result of streamInOrder(sources)) {
      if (result === "s0-3") break;
    }
    await expect.poll(() => state.running).toBe(0);
    expect(state.opened).toBe(MAX_REQUESTS);
  });
});
