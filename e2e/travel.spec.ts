import { expect, test } from "./fixtures.ts";
import { cell, expectRows, expectVersion, linkTo, openTable, rail } from "./table-page.ts";
import { buildTrips, tripRows } from "./tables/trips.ts";

const latest = tripRows.length - 1;

test("every version of a table shows the rows that its commits add up to", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  for (const [version, count] of tripRows.entries()) {
    await openTable(page, url, { v: version });
    await expectVersion(page, version);
    await expectRows(page, count);
  }
});

test("the arrow keys travel on the rail, and its value says where", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url);
  await expectVersion(page, latest);
  await expect(rail(page)).toHaveAttribute("aria-valuemax", String(latest));
  await expect(rail(page)).toHaveAttribute("aria-valuemin", "0");
  await rail(page).focus();
  await page.keyboard.press("ArrowLeft");
  await expectVersion(page, 5);
  await expectRows(page, 60);
  await expect(page).toHaveURL(/[?&]v=5(&|$)/);
  await expect(rail(page)).toHaveAttribute("aria-valuetext", /Version 5, ADD COLUMNS/);
  await page.keyboard.press("Home");
  await expectVersion(page, 0);
  await expectRows(page, 40);
  await page.keyboard.press("End");
  await expectVersion(page, latest);
  await expectRows(page, 85);
});

test("a drag along the rail travels where it ends", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url);
  await expect(rail(page)).toHaveAttribute("aria-valuemin", "0");
  const box = await rail(page).boundingBox();
  if (box === null) throw new Error("The rail has no place");
  const at = (version: number) => box.x + ((version + 0.5) / tripRows.length) * box.width;
  await page.mouse.move(at(latest), box.y + box.height / 2);
  await page.mouse.down();
  for (const version of [5, 4, 3, 2]) await page.mouse.move(at(version), box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await expectVersion(page, 2);
  await expectRows(page, 70);
  await expect(page).toHaveURL(/[?&]v=2(&|$)/);
});

test("single keys step through the versions and open the list of them", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { v: 3 });
  await page.keyboard.press("[");
  await expectVersion(page, 2);
  await page.keyboard.press("]");
  await expectVersion(page, 3);
  await page.keyboard.press("v");
  const dialog = page.getByRole("dialog", { name: "Go to a version" });
  await dialog.getByRole("textbox").fill("1");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expectVersion(page, 1);
});

test("the list of versions takes a time", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url);
  await page.keyboard.press("v");
  const dialog = page.getByRole("dialog", { name: "Go to a version" });
  await dialog.getByRole("textbox").fill("2026-01-05 12:30");
  await expect(dialog).toContainText("is v2");
  await page.keyboard.press("Enter");
  await expectVersion(page, 2);
  await expect(page).toHaveURL(/[?&]ts=2026-01-05T12:30:00Z/);
});

test("a column that was added later is missing before, and null in older files", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { v: 4 });
  await expect(page.getByRole("columnheader", { name: /^tip/ })).toBeHidden();
  await page.goto(linkTo(url, { v: 5 }));
  await expectVersion(page, 5);
  await expect(page.getByRole("columnheader", { name: /^tip/ })).toBeVisible();
  await expect(cell(page, 1, 7)).toHaveText("null");
});
