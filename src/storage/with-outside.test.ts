import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import type { ObjectStore } from "./object-store.ts";
import { withOutside } from "./with-outside.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const own = createMemoryStore(new Map([["a", bytesOf("own")]]));
const other = createMemoryStore(new Map([["a", bytesOf("other")]]));
const URI = "s3://other/a";

function setup(): { readonly store: ObjectStore; readonly found: string[] } {
  const found: string[] = [];
  const store = withOutside(own, (uri) => {
    found.push(uri);
    return uri === URI ? { store: other, key: "a" } : undefined;
  });
  return { store, found };
}

describe("a store that reaches outside", () => {
  it("reads an object there by the key of its URI, in every way", async () => {
    const { store } = setup();
    const key = store.outsideKey?.(URI) ?? "";
    expect((await store.get(key))?.bytes).toEqual(bytesOf("other"));
    expect(await store.getRange(key, { start: 0, end: 2 })).toEqual(bytesOf("ot"));
    expect((await store.getHead(key, 3))?.bytes).toEqual(bytesOf("oth"));
  });

  it("keeps its own object of the same name apart", async () => {
    const { store } = setup();
    store.outsideKey?.(URI);
    expect((await store.get("a"))?.bytes).toEqual(bytesOf("own"));
    expect((await store.list("", undefined))?.map(({ key }) => key)).toEqual(["a"]);
  });

  it("has no key for what is out of reach", () => {
    expect(setup().store.outsideKey?.("s3://elsewhere/a")).toBeUndefined();
  });

  it("looks for a place once", () => {
    const { store, found } = setup();
    expect(store.outsideKey?.(URI)).toBe(store.outsideKey?.(URI));
    expect(found).toEqual([URI]);
  });
});
