import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { hashFileKey, sha256Prefix } from "./file-hash.ts";

it("is the start of the SHA-256 of a message of any length", () => {
  const messages = Array.from({ length: 200 }, (_, length) => Buffer.alloc(length, `x${length}`));
  const digests = messages.map((message) => createHash("sha256").update(message).digest("hex").slice(0, 8));
  expect(messages.map((message) => sha256Prefix(message))).toEqual(digests);
});

it("tells a file with a deletion vector from the file without", () => {
  const vector = { storageType: "u", pathOrInlineDv: "ab", sizeInBytes: 1, cardinality: 1 };
  expect(hashFileKey("p", vector)).not.toBe(hashFileKey("p", undefined));
});
