import { describe, expect, it } from "vitest";
import { createDataPlaces } from "./data-place.ts";
import { listRootUris } from "./root-uris.ts";

describe("a table's root", () => {
  it.each([
    ["https://lake.s3.amazonaws.com/silver/rides", "s3://lake/silver/rides"],
    ["https://lake.s3.eu-west-1.amazonaws.com/silver/rides", "s3://lake/silver/rides"],
    ["https://my.lake.s3-us-west-2.amazonaws.com/rides", "s3a://my.lake/rides"],
    ["https://s3.eu-west-1.amazonaws.com/lake/silver", "s3n://lake/silver"],
    ["s3://lake/silver", "s3a://lake/silver"],
    ["https://storage.googleapis.com/lake/silver", "gs://lake/silver"],
    ["https://lake.storage.googleapis.com/silver", "gs://lake/silver"],
    ["https://acct.blob.core.windows.net/box/silver", "abfss://box@acct.dfs.core.windows.net/silver"],
    ["https://acct.dfs.core.windows.net/box/silver", "wasbs://box@acct.blob.core.windows.net/silver"],
    ["abfss://box@acct.dfs.core.windows.net/silver", "abfs://box@acct.dfs.core.windows.net/silver"],
    ["https://lake.example.com/silver", "https://lake.example.com/silver"],
    ["/home/me/silver", "file:///home/me/silver"],
  ])("read from %s is also %s", (location, root) => {
    const places = createDataPlaces(listRootUris(location));
    expect(places.keyOf(`${root}/p=a%2520b/part-0.parquet`)).toBe("p=a%20b/part-0.parquet");
    expect(() => places.keyOf(`${root}-clone/part-0.parquet`)).toThrow("a file outside the table's folder");
  });

  it("is not another bucket's", () => {
    const places = createDataPlaces(listRootUris("https://lake.s3.amazonaws.com/silver"));
    for (const path of ["s3://pond/silver/a.parquet", "gs://lake/silver/a.parquet", "/silver/a.parquet"]) {
      expect(() => places.keyOf(path)).toThrow(expect.objectContaining({ tag: "Unsupported" }));
    }
  });
});
