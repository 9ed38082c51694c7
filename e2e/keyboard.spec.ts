// From Home to a cell's value at version 0 without a pointer.

import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectRows, expectVersion, rail } from "./table-page.ts";
import { buildTrips } from "./tables/trips.ts";

const mostTabs = 40;

/** Tabs on until the focus is where it is wanted, as a user without a pointer would. */
async function tabTo(page: Page, role: string, name: RegExp): Promise<void> {
  for (let step = 0; step < mostTabs; step += 1) {
    const found = page.locator(":focus").and(page.getByRole(role as "button", { name }));
    if ((await found.count()) > 0) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Cannot reach ${role} ${name} with the Tab key`);
}

test("a pasted location, the rail, a cell, its value", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto("/");
  await tabTo(page, "textbox", /Paste a table/);
  await page.keyboard.insertText(url);
  await page.keyboard.press("Enter");
  await expectRows(page, 85);
  await tabTo(page, "slider", /^Version$/);
  await page.keyboard.press("Home");
  await expectVersion(page, 0);
  await expectRows(page, 40);
  await expect(rail(page)).toBeFocused();

  await tabTo(page, "gridcell", /./);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const inspector = page.getByRole("region", { name: "city, row 3" });
  await expect(inspector).toContainText("Paris");
  await expect(inspector).toContainText("string");

  await tabTo(page, "button", /^Row below$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "city, row 4" })).toContainText("Lyon");
  await tabTo(page, "button", /^Close the cell$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: /^city, row/ })).toBeHidden();
  await expect(page.locator(":focus")).toHaveRole("gridcell");
});

test("the History list and a commit's lines", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto("/");
  await tabTo(page, "textbox", /Paste a table/);
  await page.keyboard.insertText(url);
  await page.keyboard.press("Enter");
  await expectRows(page, 85);
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page.getByRole("grid", { name: "Commits" })).toBeVisible();
  await tabTo(page, "grid", /^Commits$/);
  await page.keyboard.press("End");
  await expect(page.getByRole("region", { name: "Commit 0" })).toContainText("CREATE TABLE AS SELECT");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("region", { name: "Commit 1" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]v=1(&|$)/);
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expectVersion(page, 1);
  await expectRows(page, 70);
});

test("single keys can be switched off", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto("/");
  await tabTo(page, "textbox", /Paste a table/);
  await page.keyboard.insertText(url);
  await page.keyboard.press("Enter");
  await expectRows(page, 85);
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await expect(help).toBeVisible();
  await tabTo(page, "checkbox", /single letter/);
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("[");
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page.getByRole("grid", { name: "Commits" })).toBeHidden();
  await expectVersion(page, 6);
});
