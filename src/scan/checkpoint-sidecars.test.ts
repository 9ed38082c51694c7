import { describe, expect, it } from "vitest";
import { isTableError } from "#delta/errors.ts";
import { fileCount, filePath } from "#delta/live-files.ts";
import { createSidecarTable, MAIN_NAME } from "#testing/sidecar-table.ts";

describe("a V2 checkpoint in Parquet", () => {
  it.each([true, false])("opens with the files of all its sidecars; hint repeats it: %s", async (repeats) => {
    const { files, warnings, checkpointVersion } = await createSidecarTable({ repeats }).load();
    expect({ warnings, checkpointVersion }).toEqual({ warnings: [], checkpointVersion: 4 });
    expect(Array.from({ length: fileCount(files) }, (_, i) => filePath(files, i))).toEqual(["a", "b", "c", "d"]);
    expect(files.totals).toEqual({ files: 4, sizeBytes: 28, rows: 12, filesWithUnknownRows: 0 });
  });

  it("costs one request for each small file", async () => {
    const { load, requests } = createSidecarTable();
    await load();
    const keys = requests.map(({ key }) => key).filter((key) => key.endsWith(".parquet"));
    expect(keys).toEqual([
      `_delta_log/${MAIN_NAME}`,
      "_delta_log/_sidecars/s0.parquet",
      "_delta_log/_sidecars/s1.parquet",
    ]);
  });

  it("needs no read of its main file where the hint repeats it", async () => {
    const { load, requests } = createSidecarTable({ repeats: true });
    await load();
    const keys = requests.map(({ key }) => key).filter((key) => key.endsWith(".parquet"));
    expect(keys).toEqual(["_delta_log/_sidecars/s0.parquet", "_delta_log/_sidecars/s1.parquet"]);
  });

  it.each<[string, string, (bytes: Uint8Array) => Uint8Array | undefined]>([
    ["a sidecar is missing", "_sidecars/s1.parquet", () => undefined],
    ["a sidecar is cut short", "_sidecars/s1.parquet", (bytes) => bytes.slice(0, -100)],
    ["a sidecar's first bytes are gone", "_sidecars/s0.parquet", (bytes) => bytes.slice(100)],
    ["a sidecar is another file of the same size", "_sidecars/s0.parquet", (bytes) => bytes.map(() => 0)],
    ["a sidecar is empty", "_sidecars/s0.parquet", () => new Uint8Array(0)],
    ["the main file is cut short", MAIN_NAME, (bytes) => bytes.slice(0, -1)],
  ])("is an error when %s", async (_what, name, spoil) => {
    const { load } = createSidecarTable({
      spoil(objects) {
        const key = `_delta_log/${name}`;
        const spoiled = spoil(objects.get(key) ?? new Uint8Array(0));
        if (spoiled === undefined) objects.delete(key);
        else objects.set(key, spoiled);
      },
    });
    const error: unknown = await load().catch((reason: unknown) => reason);
    const tags = ["CorruptCheckpoint", "ObjectTruncated", "ObjectChanged"] as const;
    expect(isTableError(error, ...tags)).toBe(true);
  });
});
