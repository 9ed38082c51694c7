import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isTableError } from "#delta/errors.ts";
import { openTable } from "../node-table.ts";
import { readRowsWithIds } from "../row-ids.ts";
import { checkTable } from "./check-table.ts";
import { listExpectations } from "./expectations.ts";
import { createOracle } from "./oracle-rows.ts";

const corpus = new URL("../../fixtures/features", import.meta.url).pathname;
const expectations = listExpectations(corpus);
const oracle = await createOracle();

afterAll(() => oracle.close());

describe("tables that Spark wrote", () => {
  it.each(expectations)(
    "$name holds Spark's rows, schema and history at every version",
    async (expectation) => {
      const { findings } = await checkTable(expectation, oracle);
      const compared = new Set(["rows", "rows and ids", "history"]);
      const readable = findings.filter(({ version }) => !expectation.sparkErrors.has(version));
      expect(readable.filter(({ reason }) => !compared.has(reason))).toEqual([]);
      expect(findings.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
      // Every version, and the history.
      expect(readable.length).toBe(expectation.versions.length + 1);
    },
    60_000,
  );
});

describe("deletion vectors", () => {
  const found = expectations.filter(({ name }) => name === "spark/deletion-vectors");

  it.each(found.map(({ folder }) => folder))("are the same for several readers at once: %s", async (folder) => {
    const table = await openTable(folder);
    const alone = await (await (await openTable(folder)).open({ kind: "latest" })).rows();
    const read = await table.open({ kind: "latest" });
    expect(await Promise.all([read.rows(), read.rows(), read.rows(7)])).toEqual([alone, alone, alone.slice(0, 7)]);
  });

  it("are in a table", () => expect(found).toHaveLength(1));
});

describe("versions whose files VACUUM took", () => {
  const vacuumed = expectations.filter(({ sparkErrors }) => sparkErrors.size > 0);

  it.each(
    vacuumed.flatMap(({ folder, sparkErrors }) => [...sparkErrors.keys()].map((version) => ({ folder, version }))),
  )("keep schema and totals at version $version, and name a file that is gone", async ({ folder, version }) => {
    const read = await (await openTable(folder)).open({ kind: "version", version: version ?? 0 });
    expect(read.info.schema.fields.length).toBeGreaterThan(0);
    expect(read.totals.files).toBeGreaterThan(0);
    const error: unknown = await read.rows().catch((failure: unknown) => failure);
    if (!isTableError(error, "ObjectMissing")) throw error;
    expect(existsSync(join(folder, error.context.path))).toBe(false);
    expect(error.message).toContain(error.context.path);
  });

  it("are among the tables", () => expect(vacuumed.length).toBeGreaterThan(0));
});

describe("ids of rows", () => {
  const versions = (name: string, hasIds: boolean) =>
    expectations
      .filter((expectation) => expectation.name === `spark/${name}`)
      .flatMap(({ folder, versions }) =>
        versions.filter(({ rowIds }) => rowIds === hasIds).map((entry) => ({ folder, ...entry })),
      );

  it.each(versions("row-tracking-dropped", false).concat(versions("row-tracking-enabled-later", false)))(
    "are refused at version $version of $folder, where row tracking is not enabled",
    async ({ folder, version }) => {
      const { table } = await openTable(folder);
      await expect(readRowsWithIds(table, version)).rejects.toMatchObject({
        tag: "Unsupported",
        message: "Cannot tell ids of rows: row tracking is not enabled in this version",
      });
    },
  );

  it.each(versions("row-tracking", true).slice(-1))("stay when rows are rewritten", async ({ folder, version }) => {
    const { table } = await openTable(folder);
    const idOf = async (at: number, id: bigint) =>
      (await readRowsWithIds(table, at)).find(([first]) => first === id)?.at(-2);
    expect(await idOf(version, 15n)).toBe(await idOf(2, 15n));
  });
});
