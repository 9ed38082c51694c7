// Tables of one feature each, in the built app at several versions: what the grid shows against what Spark reads.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSchema } from "#delta/schema.ts";
import { listExpectations } from "../scripts/conformance/expectations.ts";
import { createOracle, type Oracle } from "../scripts/conformance/oracle-rows.ts";
import { rowIdFields } from "../scripts/row-ids.ts";
import { expect, test } from "./fixtures.ts";
import { expectCells, expectVersionShown } from "./spark-cells.ts";
import { cell, expectRows, fact, linkTo } from "./table-page.ts";

const tables = [
  "checkpoint-protection",
  "checkpoint-struct-statistics",
  "checkpoint-v2-json",
  "checkpoint-v2-parquet",
  "clustering",
  "column-mapping-id",
  "column-mapping-name",
  "column-mapping-swapped",
  "constraints",
  "default-columns",
  "deletion-vectors",
  "generated-columns",
  "iceberg-compat-v2",
  "identity-columns",
  "in-commit-timestamps",
  "partition-types",
  "partition-values",
  "restore",
  "row-tracking",
  "text-types",
  "type-widening",
  "variant-shredded-object",
];
const expectations = listExpectations(new URL("../fixtures/features", import.meta.url).pathname);

let oracle: Oracle;
test.beforeAll(async () => {
  oracle = await createOracle();
});
test.afterAll(() => oracle.close());

function expectationOf(name: string) {
  const found = expectations.find((expectation) => expectation.name === `spark/${name}`);
  if (found === undefined) throw new Error(`There is no table ${name}`);
  return found;
}

for (const name of tables) {
  test(`${name}: the grid shows Spark's rows at the first, a middle and the last version`, async ({ page, serve }) => {
    const { folder, versions } = expectationOf(name);
    const { url } = await serve(folder, { name });
    const last = versions.length - 1;
    for (const at of new Set([0, Math.ceil(last / 2), last])) {
      const expected = versions[at];
      if (expected?.columns === undefined) throw new Error(`Nothing is expected of ${name} at ${at}`);
      await expectVersionShown(page, url, { expected, oracle });
    }
  });
}

test("row-tracking: the inspector tells the ids that Spark tells", async ({ page, serve }) => {
  const { folder, versions } = expectationOf("row-tracking");
  const { url } = await serve(folder);
  const expected = versions.filter(({ rowIds }) => rowIds).at(-1);
  if (expected?.columns === undefined) throw new Error("No version has ids of rows");
  const { fields } = parseSchema(expected.columns);
  const schema = { kind: "struct", fields: [...fields, ...rowIdFields] } as const;
  const rows = await oracle.readRows(expected.parquet ?? [], schema);
  const identities = new Map(rows.map((row) => [String(row[0]), row.slice(-2).map(String)]));
  await page.goto(linkTo(url, { v: expected.version }));
  for (const row of [1, 5, rows.length]) {
    await expect(cell(page, row, 1)).toHaveText(/\d/);
    const id = (await cell(page, row, 1).textContent()) ?? "";
    await cell(page, row, 1).dblclick();
    const inspector = page.getByRole("region", { name: `id, row ${row}`, exact: true });
    const [rowId = "", commitVersion = ""] = identities.get(id) ?? [];
    await expect(fact(inspector, "Row id")).toHaveText(rowId);
    await expect(fact(inspector, "Row commit version")).toHaveText(commitVersion);
    await page.getByRole("button", { name: "Close the cell" }).click();
  }
});

test("shallow-clone: its source's files are read where the opened folder holds both", async ({ page }) => {
  const { folder, versions } = expectationOf("shallow-clone");
  const lake = join(mkdtempSync(join(tmpdir(), "deltarium-")), "lake");
  for (const name of ["clone-source", "shallow-clone"]) {
    cpSync(join(folder, "..", name), join(lake, name), {
      recursive: true,
      filter: (path) => !/é|_staged_commits/.test(path),
    });
  }
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "showDirectoryPicker");
  });
  await page.goto("/");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Folder" }).click();
  await (await chooser).setFiles(lake);
  await page.getByRole("button", { name: "shallow-clone" }).click();
  const expected = versions.at(-1);
  if (expected?.columns === undefined) throw new Error("Nothing is expected of the clone");
  await expectRows(page, expected.rowCount ?? 0);
  await expectCells(page, { expected, oracle });
  rmSync(join(lake, ".."), { recursive: true });
});
