import { expect, test } from "./fixtures.ts";
import { cell, expectRows, expectVersion, firstRows, grid, linkTo, openTable, rail, row } from "./table-page.ts";
import { buildTrips } from "./tables/trips.ts";

test("a version and the time at which it was the latest open the same view", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { v: 3 });
  await expectRows(page, 60);
  const rows = await grid(page).allInnerTexts();
  for (const ts of ["2026-01-05T13:00:00Z", "2026-01-05T13:59:59.999Z", "2026-01-05T14:30:00+01:00"]) {
    await openTable(page, url, { ts });
    await expectVersion(page, 3);
    await expectRows(page, 60);
    expect(await grid(page).allInnerTexts()).toEqual(rows);
  }
});

test("reload keeps the version, the columns and the tab", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { v: 1, cols: "fare,city" });
  await expectRows(page, 70);
  await expect(page.getByRole("columnheader")).toHaveText([/^(Row)?$/, /fare/, /city/]);
  const address = page.url();
  await page.reload();
  await firstRows(page);
  expect(page.url()).toBe(address);
  await expectVersion(page, 1);
  await expectRows(page, 70);
  await expect(page.getByRole("columnheader")).toHaveText([/^(Row)?$/, /fare/, /city/]);
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("grid", { name: "Commits" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("grid", { name: "Commits" })).toBeVisible();
  await expect(page.getByRole("link", { name: "History" })).toHaveAttribute("aria-current", "page");
});

test("back and forward go through versions and tabs as they were", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url);
  await expectVersion(page, 6);
  await page.getByRole("button", { name: "Older version" }).click();
  await expectVersion(page, 5);
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("grid", { name: "Commits" })).toBeVisible();
  await page.goBack();
  await expectVersion(page, 5);
  await expectRows(page, 60);
  await page.goBack();
  await expectVersion(page, 6);
  await expectRows(page, 85);
  await page.goForward();
  await expectVersion(page, 5);
  await page.goForward();
  await expect(page.getByRole("grid", { name: "Commits" })).toBeVisible();
});

test("a scrub along the rail is one step back, not one for each version on the way", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url);
  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("link", { name: "Data" }).click();
  await expectVersion(page, 6);
  await rail(page).focus();
  for (const version of [5, 4, 3, 2]) {
    await page.keyboard.press("ArrowLeft");
    await expectVersion(page, version);
  }
  await page.goBack();
  await expect(page.getByRole("grid", { name: "Commits" })).toBeVisible();
});

test("a link to a row brings it into sight", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { v: 3 });
  await expectRows(page, 60);
  await cell(page, 1, 2).click();
  await page.keyboard.press("Control+End");
  await cell(page, 60, 2).dblclick();
  await expect(page).toHaveURL(/[?&]row=[0-9a-f]{8}\.\d+/);
  const shown = await row(page, 60).allInnerTexts();
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await firstRows(page);
  await expect(row(page, 60)).toBeInViewport();
  expect(await row(page, 60).allInnerTexts()).toEqual(shown);
  await expect(row(page, 60).locator("[aria-selected=true]")).toHaveCount(1);
});

test("a link to a row that this version lacks says so", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { v: 0, row: "0123abcd.5" });
  await expectRows(page, 40);
  await expect(page.getByText("The link's row is not in v0.")).toBeVisible();
});

test("a link in one tab of the browser does not need the one before", async ({ openColleague, serve }) => {
  const { url } = await serve(buildTrips());
  const page = await openColleague();
  await page.goto(linkTo(url, { tab: "history", v: 2 }));
  await expect(page.getByRole("grid", { name: "Commits" })).toBeVisible();
  await expect(page.getByRole("row", { name: /^v2 / })).toHaveAttribute("aria-current", "true");
  await page.getByRole("link", { name: "Data" }).click();
  await expectVersion(page, 2);
  await expectRows(page, 70);
});
