import { describe, expect, it, vi } from "vitest";
import { createSharedLoad } from "./shared-load.ts";

function setup() {
  const load = vi.fn(
    (signal: AbortSignal) =>
      new Promise<string>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        setTimeout(resolve, 5, "done");
      }),
  );
  return { load, shared: createSharedLoad(load) };
}

describe("a shared load", () => {
  it("runs once for all its waiters, and for those that come later", async () => {
    const { load, shared } = setup();
    expect(await Promise.all([shared(), shared()])).toEqual(["done", "done"]);
    expect(await shared()).toBe("done");
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("goes on for the others when one leaves", async () => {
    const { load, shared } = setup();
    const controller = new AbortController();
    const left = shared({ signal: controller.signal });
    const stayed = shared();
    controller.abort();
    await expect(left).rejects.toBe(controller.signal.reason);
    expect(await stayed).toBe("done");
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("is aborted when its last waiter leaves, and starts anew for the next", async () => {
    const { load, shared } = setup();
    const controller = new AbortController();
    const left = shared({ signal: controller.signal });
    controller.abort();
    await expect(left).rejects.toBe(controller.signal.reason);
    expect(load.mock.calls[0]?.[0].aborted).toBe(true);
    expect(await shared()).toBe("done");
  });

  it("is forgotten when it fails", async () => {
    let calls = 0;
    const shared = createSharedLoad(async () => {
      calls += 1;
      if (calls === 1) {
        throw new Error("no");
      }
      return calls;
    });
    await expect(shared()).rejects.toThrow("no");
    expect(await shared()).toBe(2);
  });
});
