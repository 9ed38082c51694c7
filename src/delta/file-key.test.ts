import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encode } from "#testing/draw-log.ts";
import { canonicalPath, createPathHasher, deletionVectorId, fileKey } from "./file-key.ts";

const DV = { storageType: "u", pathOrInlineDv: "ab^-aqEH.-t@S}K{vb[*k^", sizeInBytes: 36, cardinality: 6 };

function hashOf(path: string): number {
  const bytes = encode(`..${path}..`);
  return createPathHasher(bytes)(2, bytes.length - 2);
}

describe("deletionVectorId", () => {
  it("ends in the offset where there is one, 0 included", () => {
    expect(deletionVectorId(DV)).toBe("uab^-aqEH.-t@S}K{vb[*k^");
    expect(deletionVectorId({ ...DV, offset: 0 })).toBe("uab^-aqEH.-t@S}K{vb[*k^@0");
    expect(deletionVectorId({ ...DV, offset: 4 })).toBe("uab^-aqEH.-t@S}K{vb[*k^@4");
  });
});

describe("fileKey", () => {
  it.each([
    ["a local path with and without scheme", "/some/path/a", "file:/some/path/a"],
    ["three slashes after file:", "/some/path/a", "file:///some/path/a"],
    ["an escaped letter", "a%41b", "aAb"],
    ["escapes in either case", "p%2fq", "p%2Fq"],
    ["a long path with an escape late in it", "abcdefghijklmnop%20q", "abcdefghijklmnop q"],
  ])("is the same for %s", (_what, a, b) => {
    expect(fileKey(a)).toBe(fileKey(b));
    expect(hashOf(a)).toBe(hashOf(b));
  });

  it.each([
    ["escapes are decoded once only", "a%2541", "aA"],
    ["a plus is no space", "a+b", "a%20b"],
    ["composed and decomposed letters differ", "\u00e9", "e\u0301"],
    ["a relative path is not an absolute one", "x", "/x"],
    ["a broken escape stands for itself", "a%4", "a%34"],
    ["a name that begins with file: is no scheme", "file:a", "/a"],
  ])("differs: %s", (_what, a, b) => {
    expect(fileKey(a)).not.toBe(fileKey(b));
  });

  it("differs by deletion vector", () => {
    const keys = [fileKey("a"), fileKey("a", DV), fileKey("a", { ...DV, offset: 1 })];
    expect(new Set(keys).size).toBe(3);
  });
});

describe("the hash of a path", () => {
  it("depends on the canonical bytes alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (path) => {
        const canonical = canonicalPath(encode(encodeURIComponent(path)));
        expect(canonical).toEqual(encode(path));
        if (!path.includes("%") && !path.startsWith("file:/"))
          expect(hashOf(encodeURIComponent(path))).toBe(hashOf(path));
      }),
    );
  });
});
