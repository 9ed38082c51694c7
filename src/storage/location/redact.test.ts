import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact, secretsOf } from "./redact.ts";

const canary = "canary7Q";
// What a secret is made of, percent-encoded or not, with the canary in its middle.
const secret = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9+/=%_.~-]{0,12}$/), fc.stringMatching(/^[A-Za-z0-9+/=%_.~-]{0,12}$/))
  .map(([before, after]) => `${before}${canary}${after}`);
const prose = fc.string({ maxLength: 30 });

describe("redact", () => {
  it("leaves no trace of a secret in the query, the fragment or the user of an address", () => {
    const address = fc.constantFrom(
      (value: string) => `https://h.example/t/a.parquet?sv=1&sig=${value}`,
      (value: string) => `https://h.example/t/a.parquet?${value}`,
      (value: string) => `https://h.example/t#${value}`,
      (value: string) => `https://user:${encodeURIComponent(value)}@h.example/t`,
      (value: string) => `s3://key:${encodeURIComponent(value)}@bucket/t`,
    );
    fc.assert(
      fc.property(prose, address, secret, prose, (before, write, value, after) => {
        expect(redact(`${before} ${write(value)} ${after}`)).not.toContain(canary);
      }),
    );
  });

  it("leaves no trace of a held secret anywhere, in any spelling", () => {
    const spelling = fc.constantFrom(
      (value: string) => value,
      (value: string) => encodeURIComponent(value),
      (value: string) => `sig=${value}`,
    );
    fc.assert(
      fc.property(prose, spelling, secret, prose, (before, write, value, after) => {
        expect(redact(`${before}${write(value)}${after}`, secretsOf(`sv=1&sig=${value}`))).not.toContain(canary);
      }),
    );
  });

  it.each([
    ["The request to https://h.example/a/b failed", "The request to https://h.example/a/b failed"],
    ["abfss://lake@acct.dfs.core.windows.net/t?sig=x", "abfss://lake@acct.dfs.core.windows.net/t"],
    ["Unexpected token: } in line 3", "Unexpected token: } in line 3"],
    ["sig=abcdef and sr=c", "sig=… and sr=c"],
  ])("writes %s as %s", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});
