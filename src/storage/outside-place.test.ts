import { describe, expect, it } from "vitest";
import { findOutsidePlace } from "./outside-place.ts";

describe("a file outside the table's folder", () => {
  it.each([
    [
      "in the table's bucket, by its other scheme",
      ["https://lake.s3.eu-west-1.amazonaws.com/silver/rides", "s3://lake/silver/rides"],
      "s3a://lake/bronze/p=a%20b/x.parquet",
      { location: "https://lake.s3.eu-west-1.amazonaws.com", key: "bronze/p=a b/x.parquet" },
    ],
    [
      "in a bucket that stands in the path",
      ["https://s3.eu-west-1.amazonaws.com/lake/silver", "s3://lake/silver"],
      "s3://lake/bronze/x",
      { location: "https://s3.eu-west-1.amazonaws.com/lake", key: "bronze/x" },
    ],
    [
      "in the table's container",
      ["https://acct.blob.core.windows.net/box/silver", "abfss://box@acct.dfs.core.windows.net/silver"],
      "abfss://box@acct.dfs.core.windows.net/bronze/x",
      { location: "https://acct.blob.core.windows.net/box", key: "bronze/x" },
    ],
    [
      "on the table's host",
      ["https://h.example/a/t"],
      "https://h.example/b/x",
      { location: "https://h.example", key: "b/x" },
    ],
    ["at the root of a bucket", ["s3://lake/t"], "s3://lake/x", { location: "s3://lake", key: "x" }],
    ["in another bucket", ["https://lake.s3.amazonaws.com/t", "s3://lake/t"], "s3://other/t/x", undefined],
    [
      "in another bucket of the same host",
      ["https://s3.eu-west-1.amazonaws.com/lake/silver", "s3://lake/silver"],
      "s3://other/x",
      undefined,
    ],
    ["on another host", ["https://h.example/t"], "https://h.example.evil/t/x", undefined],
    ["in a file system", ["https://h.example/t"], "file:/t/x", undefined],
    ["of a local folder", ["local:lake/t"], "file:/lake/x", undefined],
  ])("is found %s, or not", (_what, roots, uri, place) => {
    expect(findOutsidePlace(uri, roots)).toEqual(place);
  });
});
