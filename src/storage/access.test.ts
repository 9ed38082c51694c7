import { describe, expect, it } from "vitest";
import { createAccessKeeper } from "./access.ts";

describe("createAccessKeeper", () => {
  it.each([
    { name: "an object below it", url: "https://h/lake/t/a.parquet", found: true },
    { name: "a folder with the same beginning", url: "https://h/lakehouse/a.parquet", found: false },
    { name: "another port", url: "https://h:8443/lake/a.parquet", found: false },
    { name: "another scheme", url: "http://h/lake/a.parquet", found: false },
    { name: "a host with the same beginning", url: "https://h.evil/lake/a.parquet", found: false },
    { name: "a user that looks like the host", url: "https://h@evil/lake/a.parquet", found: false },
  ])("decides on $name", ({ url, found }) => {
    const keeper = createAccessKeeper();
    keeper.grant({ scope: "https://h/lake", query: "sig=secret-value", expiresMs: undefined });
    expect(keeper.find(url) !== undefined).toBe(found);
  });

  it("prefers the longest scope, and the newest grant of one scope", () => {
    const keeper = createAccessKeeper();
    keeper.grant({ scope: "https://h/", query: "sig=wide", expiresMs: undefined });
    keeper.grant({ scope: "https://h/lake/", query: "?sig=old", expiresMs: undefined });
    keeper.grant({ scope: "https://h/lake/", query: "?sig=new", expiresMs: undefined });
    expect(keeper.find("https://h/lake/a")?.query).toBe("sig=new");
    expect(keeper.find("https://h/other")?.query).toBe("sig=wide");
  });

  it("redacts what it holds, and what it held", () => {
    const keeper = createAccessKeeper();
    keeper.grant({ scope: "https://h/lake/", query: "sig=first%2Bsecret", expiresMs: undefined });
    keeper.grant({ scope: "https://h/lake/", query: "sig=second-secret", expiresMs: undefined });
    const text = keeper.redact("saw first+secret, first%2Bsecret and second-secret");
    expect(text).not.toMatch(/first|second/);
  });
});
