import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDataPath } from "./data-path.ts";

describe("parseDataPath", () => {
  it.each([
    ["part-0.parquet", "part-0.parquet"],
    ["special%20p@%23h", "special p@#h"],
    ["a=1%253A2/part.parquet", "a=1%3A2/part.parquet"],
    ["test%25file%25prefix.parquet", "test%file%prefix.parquet"],
    ["a+b%2Bc", "a+b+c"],
    ["p=%F0%9F%98%80/x", "p=\u{1F600}/x"],
    ["e\u0301/\u00e9", "e\u0301/\u00e9"],
    ["x?y%3Fz", "x?y?z"],
    ["50%", "50%"],
    ["a%zz", "a%zz"],
    ["a=/b==c/it's.parquet", "a=/b==c/it's.parquet"],
    ["trailing /x", "trailing /x"],
    ["a:b.parquet", "a:b.parquet"],
    ["ts=2020-01-01 12:30:00/x", "ts=2020-01-01 12:30:00/x"],
    ["p=./x", "p=./x"],
    ["p=../x", "p=../x"],
    ["./a//b/../c", "a/c"],
    ["_hidden/x", "_hidden/x"],
  ])("decodes %s once", (path, key) => {
    expect(parseDataPath(path)).toEqual({ kind: "relative", key });
  });

  it.each(["../x", "a/../../x", "..//Users/x", "%2E%2E/x", "a/%2e%2e/%2e%2e/x", "", "a/..", "%FF"])(
    "refuses %j, which names nothing below the root",
    (path) => {
      expect(() => parseDataPath(path)).toThrow("Cannot follow the path");
    },
  );

  const roots = ["s3://bucket/lake/t", "https://host/my%20lake/t/", "file:/lake/t"];

  it.each([
    ["s3://bucket/lake/t/a%20b", "a b"],
    ["s3a://bucket/lake/t/p=1/x", "p=1/x"],
    ["https://host/my%20lake/t/x", "x"],
    ["file:///lake/t/x", "x"],
    ["/lake/t/x%2520y", "x%20y"],
  ])("maps %s to a key below the table's own root", (path, key) => {
    expect(parseDataPath(path, roots)).toEqual({ kind: "relative", key });
  });

  it.each([
    "s3://bucket/lake/t2/x",
    "s3://other/lake/t/x",
    "abfss://c@a.dfs.core.windows.net/t/x",
    "wasbs://c@a.blob.core.windows.net/t/x",
    "gs://bucket/x",
    "dbfs:/mnt/x",
    "/elsewhere/x",
    "file:///elsewhere/x%20y",
  ])("leaves %s as the absolute path that it is", (path) => {
    expect(parseDataPath(path, roots)).toEqual({ kind: "absolute", uri: path });
  });

  it("refuses an absolute path that climbs out of the root it starts with", () => {
    expect(() => parseDataPath("/lake/t/../other/x", roots)).toThrow("it leaves the table's folder");
  });

  it("gives back any key that was encoded once", () => {
    const segment = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((text) => text !== "." && text !== ".." && !text.includes("/"));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        const path = segments.map((text) => `x${encodeURIComponent(text)}`).join("/");
        expect(parseDataPath(path)).toEqual({ kind: "relative", key: segments.map((text) => `x${text}`).join("/") });
      }),
    );
  });
});
