import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearch, printSearch, readTableUrl, TABS, type TableUrl, toTableSearch } from "./url-state.ts";

const LATEST = { kind: "latest" } as const;

const PLAIN: TableUrl = {
  tab: "data",
  source: "x",
  at: LATEST,
  row: undefined,
  columns: undefined,
  column: undefined,
  section: undefined,
};

function read(link: string) {
  const [tab = "", query = ""] = link.split("?");
  return readTableUrl(tab, parseSearch(query));
}

const anyUrl: fc.Arbitrary<TableUrl> = fc.record({
  tab: fc.constantFrom(...TABS),
  source: fc.string({ minLength: 1, unit: "grapheme" }),
  at: fc.oneof(
    fc.constant(LATEST),
    fc.record({ kind: fc.constant("version" as const), version: fc.maxSafeNat() }),
    fc.record({ kind: fc.constant("timestamp" as const), timestampMs: fc.nat({ max: 253402300799999 }) }),
  ),
  row: fc.option(fc.record({ fileHash: fc.stringMatching(/^[0-9a-f]{8}$/), position: fc.maxSafeNat() }), {
    nil: undefined,
  }),
  columns: fc.option(fc.array(fc.string({ minLength: 1 })), { nil: undefined }),
  column: fc.option(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), { nil: undefined }),
  section: fc.option(fc.stringMatching(/^[a-z-]{1,40}$/), { nil: undefined }),
});

describe("a table's link", () => {
  it("reads back to the view that it was printed from", () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        const printed = printSearch(toTableSearch(url));
        expect(readTableUrl(url.tab, parseSearch(printed))).toEqual({ url, notices: [] });
      }),
    );
  });

  it("never fails, whatever its query", () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.string()), (tab, search) => {
        expect(TABS).toContain(readTableUrl(tab, search).url.tab);
      }),
    );
  });

  it("leaves defaults out", () => {
    expect(printSearch(toTableSearch({ ...PLAIN, source: "s3://a/b" }))).toBe("?src=s3://a/b");
  });

  it.each([
    ["data?src=s3://a/b&v=12", { kind: "version", version: 12 }],
    ["data?src=s3://a/b&ts=2026-01-05T10:00:00Z", { kind: "timestamp", timestampMs: Date.UTC(2026, 0, 5, 10) }],
    ["data?src=s3://a/b&ts=2026-01-05T10:00", { kind: "timestamp", timestampMs: Date.UTC(2026, 0, 5, 10) }],
    ["data?src=s3://a/b&ts=2026-01-05", { kind: "timestamp", timestampMs: Date.UTC(2026, 0, 5) }],
    ["data?src=s3://a/b&ts=2026-01-05T12:00:00%2B02:00", { kind: "timestamp", timestampMs: Date.UTC(2026, 0, 5, 10) }],
  ])("%s names its version", (link, at) => {
    expect(read(link)).toMatchObject({ url: { at }, notices: [] });
  });

  it.each([
    ["data?src=s3://a/b&v=-1", "version"],
    ["data?src=s3://a/b&v=1e3", "version"],
    ["data?src=s3://a/b&v=99999999999999999", "version"],
    ["data?src=s3://a/b&ts=yesterday", "time"],
    ["data?src=s3://a/b&ts=2026-13-45T00:00:00Z", "time"],
    ["data?src=s3://a/b&row=12", "row"],
    ["data?src=s3://a/b&cols=", "columns"],
    ["data?src=s3://a/b&col=", "column"],
    ["data?src=s3://a/b&part=<b>", "part"],
    ["data?src=s3://a/b&where=x", "where"],
    ["sql?src=s3://a/b", "sql"],
    ["data?src=", "no table"],
  ])("%s falls back and says why", (link, word) => {
    const { url, notices } = read(link);
    expect(url).toMatchObject({ ...PLAIN, source: url.source });
    expect(notices).toEqual([expect.stringContaining(word)]);
  });

  it("prefers the version where a time stands beside it", () => {
    const { url, notices } = read("data?src=s3://a/b&v=3&ts=2026-01-05");
    expect(url.at).toEqual({ kind: "version", version: 3 });
    expect(notices).toHaveLength(1);
  });

  it("keeps names with commas and percent signs apart", () => {
    const url: TableUrl = { ...PLAIN, columns: ["a,b", "50%", "%2C", "-"] };
    expect(readTableUrl("data", parseSearch(printSearch(toTableSearch(url)))).url).toEqual(url);
  });

  it("names a nested column, whatever signs its names have", () => {
    expect(read("schema?src=x&col=party.address.city").url.column).toEqual(["party", "address", "city"]);
    const url: TableUrl = { ...PLAIN, tab: "schema", column: ["odd.name", "50%", "%2E", "a b"] };
    expect(readTableUrl("schema", parseSearch(printSearch(toTableSearch(url)))).url).toEqual(url);
  });
});
