// Every skipped read equals the read of everything, filtered: over the files of reference writers that are kept here.

import { describe, expect, it } from "vitest";
import { isTableError } from "#delta/errors.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import { tableObjects } from "#testing/one-file-table.ts";
import { fixtureNames, readFixture } from "#testing/parquet-tables.ts";
import { listExpectations } from "../conformance/expectations.ts";
import { openStore, openTable, type ReadVersion } from "../node-table.ts";
import { checkSkipping, type SkippingReport } from "./check-skipping.ts";

const seed = 77;
const fixtures = new URL("../../fixtures/", import.meta.url).pathname;
const demo = new URL("../../public/demo/", import.meta.url).pathname;

async function latest(folder: string): Promise<ReadVersion> {
  return await (await openTable(folder)).open({ kind: "latest" });
}

/** The demo tables grow by days: a version with a few of them takes a fraction of the time. */
async function early(folder: string): Promise<ReadVersion> {
  return await (await openTable(folder)).open({ kind: "version", version: 2 });
}

/** What is refused is refused with any condition: there is nothing to compare. */
async function report(read: ReadVersion, runs: number): Promise<SkippingReport | "refused"> {
  return await checkSkipping(read, { runs, seed }).catch((error: unknown) => {
    if (isTableError(error, "Unsupported", "UnsupportedFeature")) return "refused" as const;
    throw error;
  });
}

describe("a skipped read gives the rows of a read of everything, filtered", () => {
  it("of files of every writer", async () => {
    const refused: string[] = [];
    for (const name of fixtureNames()) {
      const { bytes, schemaString } = readFixture(name);
      const readerFeatures = schemaString.includes("timestamp_ntz") ? ["timestampNtz"] : [];
      const objects = tableObjects({ schema: schemaString, readerFeatures }, [{ path: "f.parquet", bytes }]);
      const read = await openStore(createMemoryStore(objects)).open({ kind: "latest" });
      const found = await report(read, 60);
      if (found === "refused") refused.push(name);
      else expect([name, found.difference]).toEqual([name, undefined]);
    }
    expect(refused).toEqual(["codec-brotli", "legacy-calendar-los-angeles", "spark-lz4"]);
  }, 60_000);

  it("of tables of every feature", async () => {
    const tables = listExpectations(`${fixtures}features`);
    const refused: string[] = [];
    for (const { name, folder } of tables) {
      const found = await report(await latest(folder), 15);
      if (found === "refused") refused.push(name);
      else expect([name, found.difference]).toEqual([name, undefined]);
    }
    expect(refused.length).toBeLessThan(tables.length / 4);
  }, 120_000);

  it.each([
    ["customers", 6],
    ["payments", 8],
    ["rides", 3],
  ])(
    "of the demo table %s, and leaves out files",
    async (name, runs) => {
      const { difference, skipped } = await checkSkipping(await early(`${demo}${name}`), { runs, seed });
      expect(difference).toBeUndefined();
      expect(skipped.filesSkipped).toBeGreaterThan(0);
    },
    60_000,
  );
});
