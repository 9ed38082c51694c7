import { describe, expect, it } from "vitest";
import { createWholeObjects } from "./whole-objects.ts";

describe("createWholeObjects", () => {
  it("keeps the newest up to the limit, and the newest in any case", () => {
    const wholes = createWholeObjects();
    for (const [key, size] of [
      ["a", 4],
      ["b", 4],
      ["c", 4],
      ["huge", 50],
    ] as const) {
      wholes.keep(key, new Uint8Array(size), 8);
      expect(wholes.find(key)).toHaveLength(size);
    }
    expect(["a", "b", "c"].map((key) => wholes.find(key))).toEqual([undefined, undefined, undefined]);
    wholes.keep("d", new Uint8Array(4), 8);
    wholes.keep("e", new Uint8Array(4), 8);
    expect([wholes.find("huge"), wholes.find("d")?.length]).toEqual([undefined, 4]);
  });
});
