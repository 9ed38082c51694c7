import { describe, expect, it } from "vitest";
import { createObjectVersions } from "./object-versions.ts";

type Headers = Readonly<Record<string, string>>;

describe("createObjectVersions", () => {
  it.each<{ name: string; first: Headers; second: Headers; sizes?: [number, number] }>([
    {
      name: "equal ETags under other times",
      first: { ETag: '"a"', "Last-Modified": "1" },
      second: { ETag: '"a"', "Last-Modified": "2" },
    },
    { name: "an ETag that compression made weak", first: { ETag: '"a"' }, second: { ETag: 'W/"a"' } },
    { name: "an ETag that compression marked", first: { ETag: '"a-gzip"' }, second: { ETag: '"a"' } },
    { name: "validators that one answer lacks", first: { ETag: '"a"' }, second: { "Last-Modified": "2" } },
    { name: "no validators", first: {}, second: {} },
  ])("accepts $name", ({ first, second }) => {
    const versions = createObjectVersions();
    versions.check("a", answerOf(first), undefined);
    expect(() => versions.check("a", answerOf(second), undefined)).not.toThrow();
  });

  it.each<{ name: string; first: Headers; second: Headers; sizes?: readonly [number, number] }>([
    { name: "another ETag", first: { ETag: '"a"' }, second: { ETag: '"b"' } },
    { name: "another time", first: { "Last-Modified": "1" }, second: { "Last-Modified": "2" } },
    { name: "another size", first: {}, second: {}, sizes: [10, 11] },
  ])("refuses $name", ({ first, second, sizes }) => {
    const versions = createObjectVersions();
    versions.check("a", answerOf(first), sizes?.[0]);
    versions.check("b", answerOf(second), sizes?.[1]);
    expect(() => versions.check("a", answerOf(second), sizes?.[1])).toThrow(/Cannot trust a/);
  });

  it("remembers what a later answer lacks", () => {
    const versions = createObjectVersions();
    versions.check("a", answerOf({ ETag: '"a"' }), 10);
    versions.check("a", answerOf({}), undefined);
    expect(() => versions.check("a", answerOf({ ETag: '"b"' }), undefined)).toThrow(/ETag/);
    expect(() => versions.check("a", answerOf({}), 11)).toThrow(/10 bytes and now has 11/);
  });
});

function answerOf(headers: Headers) {
  return {
    status: 206,
    header: (name: string) => headers[name],
    body: {
      readAll: async () => new Uint8Array(),
      readFirst: async () => ({ bytes: new Uint8Array(), ended: true }),
      cancel: async () => undefined,
    },
    grant: undefined,
  };
}
