import { describe, expect, it } from "vitest";
import { readAccess } from "./read-access.ts";

const ROOT = "https://acct.blob.core.windows.net/lake/silver/rides/";
const SAS = "sv=2024-08-04&sr=c&sp=rl&se=2099-01-01T00:00:00Z&sig=abc%3D";

describe("a pasted access", () => {
  it.each([
    ["a signed URL of the table", `${ROOT}?${SAS}`],
    ["a signed URL of its container", `https://acct.blob.core.windows.net/lake?${SAS}`],
    ["a query with its question mark", `?${SAS}`],
    ["a bare query", SAS],
    ["a token of a kind not known here", "token=abcdef0123456789"],
  ])("is taken from %s", (_, text) => {
    const read = readAccess(ROOT, text);
    expect(read.kind).toBe("grant");
    if (read.kind === "grant") expect(ROOT.startsWith(read.grant.scope)).toBe(true);
  });

  it.each([
    ["an address without a signature", ROOT, "no signature"],
    ["words", "let me in", "no signature"],
    ["a signature of another store", `https://other.blob.core.windows.net/lake?${SAS}`, "other.blob"],
    ["a signature of one blob", SAS.replace("sr=c", "sr=b"), "single blob"],
  ])("is refused from %s, and says why", (_, text, part) => {
    const read = readAccess(ROOT, text);
    expect(read).toMatchObject({ kind: "refused", reason: expect.stringContaining(part) });
  });
});
