// The app as a user and a screen reader meet it: by role and name alone.

import { expect, type Locator, type Page } from "@playwright/test";

export interface Link {
  readonly tab?: "data" | "history" | "schema" | "about";
  readonly v?: number | string;
  readonly ts?: string;
  readonly cols?: string;
  readonly row?: string;
  readonly col?: string;
  readonly part?: string;
}

/** The link to a view, relative to the app. */
export function linkTo(source: string, { tab = "data", ...rest }: Link = {}): string {
  const query = Object.entries(rest).map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return `/#/t/${tab}?${[`src=${encodeURIComponent(source)}`, ...query].join("&")}`;
}

/** Opens a link in a new document, so that its marks and counts are its own. */
export async function openTable(page: Page, source: string, link: Link = {}): Promise<void> {
  await page.goto("about:blank");
  await page.goto(linkTo(source, link));
  if ((link.tab ?? "data") === "data") await firstRows(page);
}

/** Waits until rows were painted, `times` times since the page was loaded. */
export async function firstRows(page: Page, times = 1): Promise<void> {
  await page.waitForFunction((wanted) => performance.getEntriesByName("deltarium:first-rows").length >= wanted, times);
}

export function grid(page: Page): Locator {
  return page.getByRole("grid", { name: /^Rows of version/ });
}

/** The snapshot's rows, once their number is known. */
export async function expectRows(page: Page, count: number): Promise<void> {
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(count + 1));
}

export async function expectVersion(page: Page, version: number): Promise<void> {
  await expect(page.getByRole("grid", { name: `Rows of version ${version}`, exact: true })).toBeVisible();
}

/** A loaded row by its number, 1 for the first below the header. */
export function row(page: Page, number: number): Locator {
  return grid(page).locator(`[role=row][aria-rowindex="${number + 1}"]`);
}

/** A cell by its row's number and its column's, both from 1. */
export function cell(page: Page, rowNumber: number, column: number): Locator {
  return row(page, rowNumber)
    .getByRole("gridcell")
    .nth(column - 1);
}

export function rail(page: Page): Locator {
  return page.getByRole("slider", { name: "Version" });
}

/** An error card by its title. */
export function card(page: Page, title: string | RegExp): Locator {
  return page.getByRole("region", { name: title }).filter({ has: page.getByRole("alert") });
}

/** What stands beside a fact's label on a card or in the inspector. */
export function fact(scope: Locator, label: string): Locator {
  return scope.locator("dt", { hasText: new RegExp(`^${label}$`) }).locator("xpath=following-sibling::dd[1]");
}
