import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { cell, expectRows, expectVersion, linkTo, openTable } from "./table-page.ts";
import { buildTrips } from "./tables/trips.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

interface Box {
  readonly y: number;
  readonly height: number;
}

/** Pixels between the lower edge of the one and the upper edge of the other. */
function distanceAbove(above: Box | null, below: Box | null): number {
  return above === null || below === null ? Number.NaN : below.y - above.y - above.height;
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}

test("Home fits, and a pasted location opens", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto("/");
  await page.getByRole("textbox", { name: /Paste a table/ }).fill(url);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Open", exact: true }).tap();
  await expectRows(page, 85);
  await expectNoSidewaysScroll(page);
});

test("the rail is a select with a list of versions behind it", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url);
  await expect(page.getByRole("slider", { name: "Version" })).toHaveCount(0);
  const versions = page.getByRole("region", { name: "Versions" });
  await versions.getByRole("button", { name: "Older version" }).tap();
  await expectVersion(page, 5);
  await versions.getByRole("button", { name: /v5/ }).tap();
  const dialog = page.getByRole("dialog", { name: "Go to a version" });
  await expectNoSidewaysScroll(page);
  await dialog.getByRole("button", { name: /v1.*WRITE/ }).tap();
  await expect(dialog).toBeHidden();
  await expectVersion(page, 1);
  await expectRows(page, 70);
});

test("a tapped cell opens in a sheet, which a button closes", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { v: 0 });
  await cell(page, 2, 2).tap();
  const sheet = page.getByRole("region", { name: "Cell" });
  await expect(sheet).toContainText("Porto");
  const box = await sheet.boundingBox();
  expect(box?.width).toBeGreaterThan(380);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(800);
  await expectNoSidewaysScroll(page);
  await sheet.getByRole("button", { name: "Close Cell" }).tap();
  await expect(sheet).toBeHidden();
});

test("what was tapped stays in sight above its sheet", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { v: 0 });
  const low = cell(page, 12, 2);
  await low.tap();
  const sheet = page.getByRole("region", { name: "Cell" });
  await expect(sheet).toBeVisible();
  await expect
    .poll(async () => distanceAbove(await low.boundingBox(), await sheet.boundingBox()))
    .toBeGreaterThanOrEqual(0);
  await page.goto(linkTo(url, { tab: "history" }));
  const oldest = page.getByRole("row", { name: /v0 .*CREATE/ });
  await oldest.tap();
  const commit = page.getByRole("region", { name: "Commit", exact: true });
  await expect(commit).toContainText("CREATE");
  await expect
    .poll(async () => distanceAbove(await oldest.boundingBox(), await commit.boundingBox()))
    .toBeGreaterThanOrEqual(0);
});

test("a commit opens in a sheet too", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { tab: "history" }));
  await page.getByRole("row", { name: /v2 .*UPDATE/ }).tap();
  await expect(page.getByRole("region", { name: "Commit", exact: true })).toContainText("UPDATE");
  await expectNoSidewaysScroll(page);
});

test("Share and the theme are in a menu", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url);
  await page.getByRole("button", { name: "More" }).tap();
  await page.getByRole("menuitem", { name: "Share this view" }).tap();
  const dialog = page.getByRole("dialog", { name: "Share this view" });
  await expect(dialog).toBeVisible();
  await expectNoSidewaysScroll(page);
  await dialog.getByRole("button", { name: "Close" }).tap();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "More" }).tap();
  await page.getByText("Dark", { exact: true }).tap();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("an error card fits", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { v: 99 }));
  await expect(page.getByRole("alert")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Go to v6" }).tap();
  await expectRows(page, 85);
});
