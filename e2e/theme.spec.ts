import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { openTable } from "./table-page.ts";
import { buildTrips } from "./tables/trips.ts";

/** 0 for black, 1 for white. */
function lightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] =
      getComputedStyle(document.body)
        .backgroundColor.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    return (red + green + blue) / 765;
  });
}

test("follows the system, and changes with it", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Deltarium" })).toBeVisible();
  expect(await lightness(page)).toBeLessThan(0.2);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => lightness(page)).toBeGreaterThan(0.9);
});

test("a chosen theme is kept over a reload and in a table", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  expect(await lightness(page)).toBeLessThan(0.2);
  await openTable(page, url);
  expect(await lightness(page)).toBeLessThan(0.2);
  await page.reload();
  expect(await lightness(page)).toBeLessThan(0.2);
  await page.getByRole("button", { name: "Theme: dark" }).click();
  await expect.poll(() => lightness(page)).toBeGreaterThan(0.9);
});
