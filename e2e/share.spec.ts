import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectRows, expectVersion, openTable } from "./table-page.ts";
import { buildTrips } from "./tables/trips.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

async function copyLink(page: Page, choice: string): Promise<string> {
  const dialog = page.getByRole("dialog", { name: "Share this view" });
  await dialog.getByRole("radio", { name: choice }).check({ force: true });
  await expect(dialog.getByRole("radio", { name: choice })).toBeChecked();
  const link = await dialog.getByRole("textbox", { name: "The link" }).inputValue();
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  return link;
}

test("three choices, each of which opens at a colleague's what it says", async ({ page, serve, openColleague }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { v: 2, cols: "city,fare" });
  await expectRows(page, 70);
  await expect(page.getByRole("slider", { name: "Version" })).toHaveAttribute("aria-valuetext", /UPDATE/);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this view" });
  await expect(dialog).toContainText("No credential is in it.");
  const links = {
    version: await copyLink(page, "This version, v2"),
    time: await copyLink(page, "This time"),
    latest: await copyLink(page, "Always the latest"),
  };
  expect(links.version).toMatch(/[?&]v=2(&|$)/);
  expect(links.time).toMatch(/[?&]ts=2026-01-05T12:00:00Z(&|$)/);
  expect(links.latest).not.toMatch(/[?&](v|ts)=/);

  const colleague = await openColleague();
  for (const [choice, version, rows] of [
    ["version", 2, 70],
    ["time", 2, 70],
    ["latest", 6, 85],
  ] as const) {
    await colleague.goto("about:blank");
    await colleague.goto(links[choice]);
    await expectVersion(colleague, version);
    await expectRows(colleague, rows);
    await expect(colleague.getByRole("columnheader")).toHaveText([/^(Row)?$/, /city/, /fare/]);
  }
});

test("the dialog closes by key and gives the focus back", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url);
  await page.getByRole("button", { name: "Share" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Share this view" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "Share" })).toBeFocused();
});
