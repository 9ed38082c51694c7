import { describe, expect, it } from "vitest";
import { createAccessKeeper } from "./access.ts";
import { createByteCache } from "./byte-cache.ts";
import { createStore, type StoreSurroundings } from "./create-store.ts";
import { createTransferMeter } from "./transfer-meter.ts";
import { createWholeObjectPolicy } from "./whole-object-policy.ts";

/** Surroundings whose network answers every request with the address it was asked for. */
function setup() {
  const asked: string[] = [];
  const keeper = createAccessKeeper();
  const file = new File(["0123"], "a.parquet");
  const surroundings: StoreSurroundings = {
    keeper,
    folders: new Map([["lake", { kind: "files", files: [{ path: "sales/orders/a.parquet", file }] }]]),
    meter: createTransferMeter(),
    cache: createByteCache(),
    wholeObjects: createWholeObjectPolicy(),
    appUrl: "https://app.example/deltarium/",
    pageOrigin: "https://app.example",
    fetch: async (input) => {
      asked.push(String(input));
      return new Response(String(input));
    },
  };
  return { surroundings, asked, keeper };
}

describe("createStore", () => {
  it.each([
    ["https://h.example/t", "https://h.example/t/a.parquet"],
    ["s3://lake/t", "https://lake.s3.amazonaws.com/t/a.parquet"],
    ["demo:rides", "https://app.example/deltarium/demo/rides/a.parquet"],
  ])("reads %s at %s", async (location, address) => {
    const { surroundings, asked } = setup();
    const store = createStore(location, surroundings);
    await store.get("a.parquet");
    expect(asked).toEqual([address]);
    expect(store.location).toBe(location);
  });

  it("signs what a grant covers, and shows no secret in the location", async () => {
    const { surroundings, asked, keeper } = setup();
    keeper.grant({ scope: "https://h.example/", query: "sig=abc", expiresMs: undefined });
    const store = createStore("https://h.example/t?sig=abc", surroundings);
    await store.get("a.parquet");
    expect(asked).toEqual(["https://h.example/t/a.parquet?sig=abc"]);
    expect(store.location).toBe("https://h.example/t");
  });

  it("reads a local folder at the table's root in it, with no request", async () => {
    const { surroundings, asked } = setup();
    const store = createStore("local:lake/sales/orders", surroundings);
    expect(await store.getRange("a.parquet", { start: 1, end: 3 })).toEqual(new TextEncoder().encode("12"));
    expect(asked).toEqual([]);
  });

  it("refuses a folder that was not opened, and what is no location", () => {
    const { surroundings } = setup();
    expect(() => createStore("local:other", surroundings)).toThrow(/not opened in this tab/);
    expect(() => createStore("javascript:alert(1)", surroundings)).toThrow(/Cannot open/);
  });
});
