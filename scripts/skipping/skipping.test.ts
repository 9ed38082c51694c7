// Every skipped read equals the read of everything, filtered: over the files of reference writers that are kept here.

import { describe, expect, it } from "vitest";
import { isTableError } from "#delta/errors.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import { tableObjects } from "#testing/one-file-table.ts";
import { fixtureNames, readFixture } from "#testing/parquet-tables.ts";
import { listExpectations } from "../conformance/expectations.ts";
import { openStore, openTable, type ReadVersion } from "../node-table.ts";
import { checkSkipping } from "./check-skipping.ts";

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

describe("a skipped read gives the rows of a read of everything, filtered", () => {
  it.each(fixtureNames())("of the file %s", async (name) => {
    const { bytes, schemaString } = readFixture(name);
    const readerFeatures = schemaString.includes("timestamp_ntz") ? ["timestampNtz"] : [];
    const objects = tableObjects({ schema: schemaString, readerFeatures }, [{ path: "f.parquet", bytes }]);
    const read = await openStore(createMemoryStore(objects)).open({ kind: "latest" });
    const report = await checkSkipping(read, { runs: 60, seed }).catch((error: unknown) => {
      // What is refused is refused with any condition.
      if (isTableError(error, "Unsupported")) return undefined;
      throw error;
    });
    expect(report?.difference).toBeUndefined();
  });

  // The files of a shallow clone lie in another table.
  const tables = listExpectations(`${fixtures}features`).filter(({ name }) => !name.endsWith("/shallow-clone"));

  it.each(tables.map(({ name, folder }) => [name, folder] as const))(
    "of the table %s",
    async (_name, folder) => {
      const report = await checkSkipping(await latest(folder), { runs: 25, seed });
      expect(report.difference).toBeUndefined();
      expect(report.conditions).toBe(25);
    },
    30_000,
  );

  it.each(["customers", "payments", "rides"])(
    "of the demo table %s, and leaves out files",
    async (name) => {
      const { difference, skipped } = await checkSkipping(await early(`${demo}${name}`), { runs: 8, seed });
      expect(difference).toBeUndefined();
      expect(skipped.filesSkipped).toBeGreaterThan(0);
    },
    60_000,
  );
});
