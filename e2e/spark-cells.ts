// What the grid shows of a version against the rows that a reference reads of it.

import type { Page } from "@playwright/test";
import type { DataType } from "#delta/data-type.ts";
import { parseSchema } from "#delta/schema.ts";
import type { Value } from "#delta/value.ts";
import { toGridCell } from "#features/data/grid-cell.ts";
import { toDisplayParts } from "#ui/DataGrid/display-text.ts";
import type { ExpectedVersion } from "../scripts/conformance/expectations.ts";
import type { Oracle } from "../scripts/conformance/oracle-rows.ts";
import { expect } from "./fixtures.ts";
import { expectRows, grid, linkTo } from "./table-page.ts";

interface Reference {
  readonly expected: ExpectedVersion;
  readonly oracle: Oracle;
}

/** Goes to the version and holds its count of rows and the cells in sight. */
export async function expectVersionShown(page: Page, url: string, reference: Reference): Promise<void> {
  const { version, rowCount = 0 } = reference.expected;
  await page.goto(linkTo(url, { v: version }));
  await expect(grid(page)).toHaveAccessibleName(`Rows of version ${version}`);
  await expectRows(page, rowCount);
  await expectCells(page, reference);
}

/** The rows' order is not Spark's: each row in sight must be one of its rows, and none may be there too often. */
export async function expectCells(page: Page, { expected, oracle }: Reference): Promise<void> {
  const { columns = expected.schema, parquet = [], rowCount = 0 } = expected;
  if (rowCount === 0) return;
  if (columns === undefined) throw new Error(`Nothing is expected of version ${expected.version}`);
  const schema = parseSchema(columns);
  const rows = await oracle.readRows(parquet, schema);
  const texts = rows.map((row) => schema.fields.map(({ type }, column) => shown(row[column] ?? null, type)));
  let seen: Seen = { columns: [], rows: [] };
  await expect
    .poll(async () => {
      seen = await seeCells(page);
      return seen.rows.length;
    })
    .toBeGreaterThan(0);
  expect(seen.columns.length).toBeGreaterThanOrEqual(Math.min(schema.fields.length, 4));
  // A variant's text is what the grid shows of it; of one within a list or struct the reference has another text.
  const compared = seen.columns.flatMap((column, at) => {
    const field = schema.fields[column];
    const isText = expected.jsonColumns.some((path) => path === field?.name || path.startsWith(`${field?.name}.`));
    const isOtherText = isText && field?.type.kind !== "primitive";
    return isOtherText ? [] : [{ column, at }];
  });
  const left = texts.map((row) => compared.map(({ column }) => row[column]).join(" | "));
  for (const row of seen.rows.map((cells) => compared.map(({ at }) => cells[at]))) {
    const at = left.indexOf(row.join(" | "));
    expect(at, `${row.join(" | ")} is among ${left.slice(0, 5).join("\n")}`).toBeGreaterThanOrEqual(0);
    left.splice(at, 1);
  }
  if (rowCount <= 15) expect(left).toEqual([]);
}

function shown(value: Value, type: DataType): string {
  return toDisplayParts(toGridCell(value, type).text)
    .map(({ text }) => text)
    .join("");
}

interface Seen {
  /** Indexes in the schema. */
  readonly columns: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

/** The cells that are drawn, once all of them are loaded; no rows until then. */
async function seeCells(page: Page): Promise<Seen> {
  return await grid(page).evaluate((element) => {
    const drawn = [...element.querySelectorAll("[role=row]:has([role=gridcell])")];
    const cells = drawn.map((row) => [...row.querySelectorAll("[role=gridcell]")]);
    const isLoading = cells.flat().some((each) => each.getAttribute("aria-busy") === "true");
    // Row numbers are the first column.
    const columns = (cells[0] ?? []).map((each) => Number(each.getAttribute("aria-colindex")) - 2);
    return { columns, rows: isLoading ? [] : cells.map((row) => row.map((each) => each.textContent ?? "")) };
  });
}
