import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { cell, expectRows, grid, linkTo, openTable, row } from "./table-page.ts";
import {
  buildOneRow,
  buildTall,
  buildWide,
  buildZeroFiles,
  buildZeroRows,
  tallRowCount,
  wideColumnCount,
} from "./tables/edge-tables.ts";
import { buildTrips } from "./tables/trips.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test.describe("scrolling", () => {
  test("by key to the last row and back", async ({ page, serve }) => {
    const { url } = await serve(buildTall());
    await openTable(page, url);
    await expectRows(page, tallRowCount);
    await cell(page, 1, 1).click();
    await page.keyboard.press("Control+End");
    await expect(row(page, tallRowCount)).toContainText(`row ${tallRowCount - 1}`);
    await expect(cell(page, tallRowCount, 2)).toBeFocused();
    await page.keyboard.press("Control+Home");
    await expect(cell(page, 1, 1)).toBeFocused();
    await expect(cell(page, 1, 1)).toHaveText("0");
  });

  test("by wheel, row after row without a hole", async ({ page, serve }) => {
    const { url } = await serve(buildTall());
    await openTable(page, url);
    await grid(page).hover();
    for (let turn = 0; turn < 5; turn += 1) await page.mouse.wheel(0, 700);
    await expect(row(page, 1)).not.toBeInViewport();
    const shown = grid(page)
      .getByRole("row")
      .filter({ hasText: /row \d/ });
    await expect(grid(page).locator("[aria-busy=true]")).toHaveCount(0);
    const texts = (await shown.allInnerTexts()).map((text) => Number(/row (\d+)/.exec(text)?.[1]));
    const rows = texts.filter((id) => id > 0).sort((left, right) => left - right);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows).toEqual(rows.map((_, index) => (rows[0] ?? 0) + index));
  });
});

test.describe("copy", () => {
  test("one cell is its bare value", async ({ page, serve }) => {
    const { url } = await serve(buildTrips());
    await openTable(page, url, { v: 0 });
    await cell(page, 2, 6).click();
    await page.keyboard.press("Control+c");
    await expect.poll(() => clipboard(page)).toBe("trip number 1");
  });

  test("a range is tab-separated lines of exact values, and null is nothing", async ({ page, serve }) => {
    const { url } = await serve(buildTrips());
    await openTable(page, url, { v: 0, cols: "trip_id,fare,note" });
    await cell(page, 3, 1).click();
    await cell(page, 4, 3).click({ modifiers: ["Shift"] });
    await page.keyboard.press("Control+c");
    await expect.poll(() => clipboard(page)).toBe("2\t5.06\ttrip number 2\n3\t5.09\t");
  });

  test("the menu of a cell copies the column's name", async ({ page, serve }) => {
    const { url } = await serve(buildTrips());
    await openTable(page, url, { v: 0 });
    await cell(page, 2, 2).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Copy column name" }).click();
    await expect.poll(() => clipboard(page)).toBe("city");
  });
});

test.describe("columns", () => {
  test("are hidden, found and shown in the panel, and the link keeps them", async ({ page, serve }) => {
    const { url } = await serve(buildTrips());
    await openTable(page, url, { v: 0 });
    await page.getByRole("button", { name: "Columns" }).click();
    const panel = page.getByRole("complementary", { name: "Columns" });
    await panel.getByRole("checkbox", { name: "note" }).uncheck();
    await expect(page.getByRole("columnheader", { name: /^note/ })).toHaveCount(0);
    await expect(panel).toContainText("5 of 6 shown");
    await panel.getByRole("textbox").fill("decimal");
    await expect(panel.getByRole("checkbox")).toHaveCount(1);
    await panel.getByRole("button", { name: "Hide these" }).click();
    await expect(page).toHaveURL(/[?&]cols=trip_id,city,distance_km,requested_at(&|$)/);
    await page.reload();
    await expect(page.getByRole("columnheader")).toHaveText([
      /^(Row)?$/,
      /trip_id/,
      /city/,
      /distance_km/,
      /requested_at/,
    ]);
  });

  test("all hidden: says so, and one button shows them all", async ({ page, serve }) => {
    const { url } = await serve(buildTrips());
    await page.goto(linkTo(url, { cols: "-" }));
    await expect(page.getByText("All columns are hidden")).toBeVisible();
    await page
      .getByRole("button", { name: "Show all 6" })
      .or(page.getByRole("button", { name: "Show all 7" }))
      .click();
    await expectRows(page, 85);
  });

  test("two thousand of them: any is reached, and few are in the page", async ({ page, serve }) => {
    const { url } = await serve(buildWide());
    await openTable(page, url);
    await expect(grid(page)).toHaveAttribute("aria-colcount", String(wideColumnCount + 1));
    expect(await page.getByRole("columnheader").count()).toBeLessThan(60);
    await cell(page, 3, 1).click();
    await page.keyboard.press("End");
    await expect(page.locator(":focus")).toHaveText("1,999,002");
    await expect(page.getByRole("columnheader", { name: /^c1999/ })).toBeVisible();
    await page.getByRole("button", { name: "Columns" }).click();
    const panel = page.getByRole("complementary", { name: "Columns" });
    await panel.getByRole("textbox").fill("c1234");
    await panel.getByRole("button", { name: "Show these" }).click();
    await expect(panel.getByRole("checkbox", { name: "c1234" })).toBeChecked();
  });
});

test.describe("few rows", () => {
  test("none in a file", async ({ page, serve }) => {
    const { url } = await serve(buildZeroRows());
    await openTable(page, url);
    await expectRows(page, 0);
    await expect(page.getByText("v0 has columns and no rows")).toBeVisible();
    await expect(page.getByRole("columnheader")).toHaveText([/^(Row)?$/, /id/, /city/]);
  });

  test("no file at all", async ({ page, serve }) => {
    const { url } = await serve(buildZeroFiles());
    await openTable(page, url);
    await expectRows(page, 0);
    await expect(page.getByText("v0 has columns and no rows")).toBeVisible();
    await expect(page.getByRole("list", { name: "What this version holds" })).toContainText("0 files");
  });

  test("one", async ({ page, serve }) => {
    const { url } = await serve(buildOneRow());
    await openTable(page, url);
    await expectRows(page, 1);
    await expect(page.getByText("1 row, newest files first")).toBeVisible();
    await cell(page, 1, 2).click();
    await page.keyboard.press("Control+End");
    await expect(cell(page, 1, 2)).toBeFocused();
  });
});
