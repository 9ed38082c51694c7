// The demo tables, held to what Spark recorded of each of their versions.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { cell, expectRows, expectVersion, firstRows, grid, linkTo } from "./table-page.ts";

interface RecordedVersion {
  readonly version: number;
  readonly rowCount: number;
  readonly operation: string;
  readonly timestamp: string;
  readonly files: number;
  readonly schema: string;
}

function readRecorded(name: string): readonly RecordedVersion[] {
  return JSON.parse(readFileSync(new URL(`../fixtures/demo/expected/${name}.json`, import.meta.url), "utf8")).versions;
}

function columnsOf({ schema }: RecordedVersion): readonly string[] {
  return JSON.parse(schema).fields.map(({ name }: { readonly name: string }) => name);
}

async function expectRecorded(page: Page, recorded: RecordedVersion): Promise<void> {
  const { version, rowCount, files } = recorded;
  await expectVersion(page, version);
  await expectRows(page, rowCount);
  const facts = page.getByRole("list", { name: "What this version holds" });
  await expect(facts).toContainText(`${rowCount.toLocaleString("en-US")} ${rowCount === 1 ? "row" : "rows"}`);
  await expect(facts).toContainText(`${files.toLocaleString("en-US")} ${files === 1 ? "file" : "files"}`);
  await expect(facts).toContainText(`${columnsOf(recorded).length} columns`);
  await expect(grid(page)).toHaveAttribute("aria-colcount", String(columnsOf(recorded).length + 1));
}

test("the first demo table opens from Home", async ({ page }) => {
  const latest = readRecorded("rides").at(-1);
  await page.goto("/");
  const first = page.getByRole("list").getByRole("link").first();
  await expect(first).toHaveAccessibleName("Open Rides");
  await first.click();
  await firstRows(page);
  await expect(page).toHaveURL(/#\/t\/data\?src=demo:rides$/);
  await expectRows(page, latest?.rowCount ?? 0);
  await expect(cell(page, 1, 1)).not.toHaveText("");
});

for (const name of ["rides", "payments", "customers"]) {
  const versions = readRecorded(name);
  const half = Math.ceil(versions.length / 2);
  for (const part of [versions.slice(0, half), versions.slice(half)]) {
    const range = `${part[0]?.version} to ${part.at(-1)?.version}`;
    test(`${name}: versions ${range} show the rows, files and columns that Spark recorded`, async ({ page }) => {
      test.slow();
      for (const recorded of part) {
        await page.goto(linkTo(`demo:${name}`, { v: recorded.version }));
        await expectRecorded(page, recorded);
      }
    });
  }
}

test("rides: the time of a version is its own, to the millisecond", async ({ page }) => {
  const versions = readRecorded("rides");
  for (const recorded of [versions[1], versions[20], versions.at(-1)]) {
    if (recorded === undefined) throw new Error("The recorded versions are fewer than this test looks at");
    await page.goto(linkTo("demo:rides", { ts: recorded.timestamp }));
    await expectVersion(page, recorded.version);
    const before = new Date(Date.parse(recorded.timestamp) - 1).toISOString();
    await page.goto(linkTo("demo:rides", { ts: before }));
    await expectVersion(page, recorded.version - 1);
  }
});

test("rides: History lists each version's operation as Spark does", async ({ page }) => {
  const versions = readRecorded("rides");
  await page.goto(linkTo("demo:rides", { tab: "history" }));
  const commits = page.getByRole("grid", { name: "Commits" });
  await expect(commits).toHaveAttribute("aria-rowcount", String(versions.length + 1));
  await commits.focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("region", { name: "Commit 0" })).toBeVisible();
  for (const { version, operation } of versions) {
    const inspector = page.getByRole("region", { name: `Commit ${version}`, exact: true });
    await expect(inspector.getByRole("heading", { level: 2 })).toHaveText(operation);
    await page.keyboard.press("ArrowUp");
  }
});

test("customers: a renamed column and deletion vectors, row for row", async ({ page }) => {
  const versions = readRecorded("customers");
  const names = versions.map((recorded) => columnsOf(recorded));
  const renamed = names.findIndex((columns) => columns.includes("email"));
  await page.goto(linkTo("demo:customers", { v: renamed - 1 }));
  await expectRecorded(page, versions[renamed - 1] as RecordedVersion);
  await expect(page.getByRole("columnheader", { name: /^mail/ })).toBeVisible();
  const before = await cell(page, 1, 3).textContent();
  await page.goto(linkTo("demo:customers", { v: renamed }));
  await expectRecorded(page, versions[renamed] as RecordedVersion);
  await expect(page.getByRole("columnheader", { name: /^email/ })).toBeVisible();
  await expect(cell(page, 1, 3)).toHaveText(before ?? "the cell is empty");
});

test("keyboard only: from Home to a cell's value at version 0 of the first demo table", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Open Rides" })).toBeVisible();
  const link = page.getByRole("link", { name: "Open Rides" });
  for (let step = 0; step < 12 && !(await link.evaluate((element) => element.matches(":focus"))); step += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await firstRows(page);
  await page.keyboard.press("v");
  await expect(page.getByRole("dialog", { name: "Go to a version" }).getByRole("textbox")).toBeFocused();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expectVersion(page, 0);
  await expectRows(page, readRecorded("rides")[0]?.rowCount ?? 0);
  const focused = page.locator("[role=gridcell]:focus");
  for (let step = 0; step < 30 && (await focused.count()) === 0; step += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const shown = await focused.textContent();
  await page.keyboard.press("Enter");
  const inspector = page.getByRole("region", { name: /^city, row 1$/ });
  await expect(inspector).toContainText(shown ?? "no cell has the focus");
});
