import { describe, expect, it } from "vitest";
import { createMemoryStore } from "#storage/memory-store.ts";
import { createOutsideStore } from "./outside-store.ts";

const UUID = "8d24f407-08d3-49ab-9d1c-f7f6c129e882";
const bytes = new TextEncoder().encode("rows");

function setup(location: string, key: string) {
  const created: string[] = [];
  const store = createOutsideStore(location, (asked) => {
    created.push(asked);
    return { ...createMemoryStore(new Map([[key, bytes]])), location: asked };
  });
  const read = async (uri: string) => {
    const outside = store.outsideKey?.(uri);
    return outside === undefined ? undefined : (await store.get(outside))?.bytes;
  };
  return { created, read };
}

describe("files outside a table's folder", () => {
  it("are read in the table's own bucket, by one more store for all of them", async () => {
    const { created, read } = setup("https://lake.s3.eu-west-1.amazonaws.com/clone", "source/x.parquet");
    expect(await read("s3a://lake/source/x.parquet")).toEqual(bytes);
    expect(await read("s3://lake/source/gone.parquet")).toBeUndefined();
    expect(created).toEqual([
      "https://lake.s3.eu-west-1.amazonaws.com/clone",
      "https://lake.s3.eu-west-1.amazonaws.com",
    ]);
  });

  it("are read in the folder that was opened, where the table is a part of it", async () => {
    const file = `source/part-0-${UUID}.parquet`;
    const { created, read } = setup("local:lake/clone", file);
    expect(await read(`file:/home/me/lake/${file}`)).toEqual(bytes);
    expect(created).toEqual(["local:lake/clone", "local:lake"]);
  });

  it.each([
    ["another bucket", "https://lake.s3.eu-west-1.amazonaws.com/clone", "s3://other/source/x.parquet"],
    ["another host", "https://h.example/clone", "https://evil.example/x.parquet"],
    ["this computer", "https://h.example/clone", `file:/etc/part-${UUID}.parquet`],
    ["the folder above", "local:clone", `file:/home/me/lake/source/part-0-${UUID}.parquet`],
  ])("are never asked of %s", async (_what, location, uri) => {
    const { created, read } = setup(location, "source/x.parquet");
    expect(await read(uri)).toBeUndefined();
    expect(created).toEqual([location]);
  });
});
