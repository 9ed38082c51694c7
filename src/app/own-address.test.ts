import { describe, expect, it } from "vitest";
import { splitAddress } from "./own-address.ts";

const CANARY = "c4n4ry";

describe("the page's own address", () => {
  it.each([
    ["a signed location as it was pasted", `#/t/data?src=https://a.example/t?sv=2024&sig=${CANARY}&v=3`],
    [
      "a signed location, escaped",
      `#/t/data?src=${encodeURIComponent(`https://a.example/t?sv=2024&sig=${CANARY}`)}&v=3`,
    ],
    ["a key beside the location", `#/t/data?src=https://a.example/t&v=3&token=${CANARY}`],
    [
      "a signed location with a fragment",
      `#/t/data?src=${encodeURIComponent(`https://a.example/t?sig=${CANARY}#x`)}&v=3`,
    ],
  ])("gives up the secret of %s and keeps the view", (_, hash) => {
    const split = splitAddress(hash);
    expect(split?.hash).not.toContain(CANARY);
    expect(new URLSearchParams(split?.hash.split("?")[1]).get("src")).toBe("https://a.example/t");
    expect(split?.hash).toContain("v=3");
    expect(split?.pasted).toMatch(/^https:\/\/a\.example\/t\?.*c4n4ry/);
  });

  it("keeps every part of a view that a link holds", () => {
    const view = { v: "3", row: "0a1b2c3d.7", cols: "a,b", col: "a.b", part: "features" };
    const split = splitAddress(
      `#/t/data?${new URLSearchParams({ src: `https://a.example/t?sig=${CANARY}`, ...view })}`,
    );
    expect(Object.fromEntries(new URLSearchParams(split?.hash.split("?")[1]))).toMatchObject(view);
  });

  it("gives up a user and a password", () => {
    const split = splitAddress(`#/t/data?src=https://me:${CANARY}@a.example/t`);
    expect(split?.hash).not.toContain(CANARY);
    expect(split?.pasted).toContain(CANARY);
  });

  it.each([
    "",
    "#/",
    "#/t/data?src=https://a.example/t&v=3",
    "#/t/data?src=abfss://lake@acct.dfs.core.windows.net/t&cols=a,b",
    "#/t/history?src=demo:rides&from=1&to=2&unknown=1",
  ])("is left alone where nothing is secret: %s", (hash) => {
    expect(splitAddress(hash)).toBeUndefined();
  });
});
