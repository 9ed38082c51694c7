import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { createOutsideFolder } from "./outside-folder.ts";

const UUID = "8d24f407-08d3-49ab-9d1c-f7f6c129e882";
const bytes = new TextEncoder().encode("rows");
const files = new Map([
  [`lake/source/p=a b%/part-0-${UUID}.parquet`, bytes],
  [`part-1-${UUID}.parquet`, bytes],
]);

const find = createOutsideFolder(createMemoryStore(files));

async function read(uri: string) {
  const object = find(uri);
  return object && (await object.store.getRange(object.key, { start: 0, end: 4, sizeBytes: 4 }));
}

describe("a local file outside the table's folder", () => {
  it.each([
    `file:/home/me/lake/source/p=a%20b%25/part-0-${UUID}.parquet`,
    `file:///mnt/lake/source/p=a%20b%25/part-0-${UUID}.parquet`,
    `/lake/source/p=a%20b%25/part-0-${UUID}.parquet`,
  ])("is found below the opened one by the end of its path: %s", async (uri) => {
    expect(await read(uri)).toEqual(bytes);
    expect(await read(uri)).toEqual(bytes);
  });

  it.each([
    ["whose folder is another", `file:/home/me/other/part-0-${UUID}.parquet`],
    ["that only has the name of one at the top", `file:/home/me/part-1-${UUID}.parquet`],
  ])("is missing %s", async (_what, uri) => {
    await expect(read(uri)).rejects.toMatchObject({ tag: "ObjectMissing" });
  });

  it("is missing where it has another size", async () => {
    const object = find(`file:/x/lake/source/p=a%20b%25/part-0-${UUID}.parquet`);
    const reading = object?.store.getRange(object.key, { start: 0, end: 4, sizeBytes: 5 });
    await expect(reading).rejects.toMatchObject({ tag: "ObjectChanged" });
  });

  it.each(["file:/home/me/lake/source/part-0.parquet", `s3://lake/source/part-0-${UUID}.parquet`, "dbfs:/x"])(
    "is not looked for where its name is not unique, or it is none: %s",
    (uri) => {
      expect(find(uri)).toBeUndefined();
    },
  );
});
