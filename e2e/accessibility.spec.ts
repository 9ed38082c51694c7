// axe on every screen and state, in both themes, wide and on a phone.

import type { Page } from "@playwright/test";
import { expect, findAxeViolations, type ServedTable, type ServeOptions, test } from "./fixtures.ts";
import { card, cell, expectRows, linkTo } from "./table-page.ts";
import { commitKey, type TableObjects } from "./tables/delta-table.ts";
import { buildTall, buildZeroFiles, tallRowCount } from "./tables/edge-tables.ts";
import { buildLarge } from "./tables/large-file.ts";
import { buildRefused } from "./tables/refused.ts";
import { buildTrips, tripFiles } from "./tables/trips.ts";
import { buildNested } from "./tables/value-tables.ts";

interface State {
  readonly name: string;
  readonly reach: (page: Page, table: ServedTable) => Promise<void>;
  readonly wideOnly?: boolean;
}

async function openShare(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Share" });
  if (await button.isVisible()) return button.click();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Share this view" }).click();
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
}

const home: readonly State[] = [
  {
    name: "Home with a table opened before",
    reach: async (page) => {
      await page.getByRole("link", { name: "Deltarium: open another table" }).click();
      await expect(page.getByRole("heading", { name: "Recent" })).toBeVisible();
    },
  },
  {
    name: "Home, a location recognised",
    reach: (page, { url }) => page.getByRole("textbox", { name: /Paste a table/ }).fill(`${url}?token=a1b2c3d4e5`),
  },
  {
    name: "Home, a location refused",
    reach: async (page) => {
      await page.getByRole("textbox", { name: /Paste a table/ }).fill("no location");
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await expect(page.getByText(/^This can’t be opened/)).toBeVisible();
    },
  },
];

const screens: readonly State[] = [
  {
    name: "Data",
    reach: async (page, { url }) => {
      await page.goto(linkTo(url));
      await expectRows(page, 85);
    },
  },
  {
    name: "a selected range",
    reach: async (page) => {
      await cell(page, 2, 2).click();
      await cell(page, 4, 3).click({ modifiers: ["Shift"] });
    },
    wideOnly: true,
  },
  {
    name: "the cell inspector",
    reach: async (page) => {
      await cell(page, 1, 2).dblclick();
      await expect(page.getByRole("region", { name: "city, row 1" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Copy value" })).toBeVisible();
    },
  },
  {
    name: "the column panel",
    reach: async (page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Columns" }).click();
      await expect(page.getByRole("textbox", { name: "Find a column by name or type" })).toBeVisible();
    },
    wideOnly: true,
  },
  {
    name: "the share dialog",
    reach: async (page, { url }) => {
      await page.goto(linkTo(url, { v: 2 }));
      await expectRows(page, 70);
      await openShare(page);
      await expect(page.getByRole("dialog", { name: "Share this view" })).toBeVisible();
    },
  },
  {
    name: "the list of versions",
    reach: async (page) => {
      await closeDialog(page);
      await page.keyboard.press("v");
      await expect(page.getByRole("dialog", { name: "Go to a version" })).toBeVisible();
    },
  },
  {
    name: "help",
    reach: async (page) => {
      await closeDialog(page);
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    },
  },
];

const around: readonly State[] = [
  {
    name: "History",
    reach: async (page, { url }) => {
      await page.goto(linkTo(url, { tab: "history", v: 3 }));
      await expect(page.getByRole("row", { name: /v2 .*UPDATE/ })).toBeVisible();
    },
  },
  {
    name: "the commit inspector",
    reach: async (page) => {
      await page.getByRole("row", { name: /v2 .*UPDATE/ }).click();
      await page.getByText("Raw JSON").click();
      await expect(page.locator("pre")).toContainText("commitInfo");
    },
  },
  {
    name: "a link with a part that is not known",
    reach: async (page, { url }) => {
      await page.goto(linkTo(url, { cols: "city,gone" }));
      await expect(page.getByText(/Not in this version/)).toBeVisible();
    },
  },
  {
    name: "all columns hidden",
    reach: async (page, { url }) => {
      await page.goto(linkTo(url, { cols: "-" }));
      await expect(page.getByText("All columns are hidden")).toBeVisible();
    },
  },
  ...home,
];

const looks = (["light", "dark"] as const).flatMap((colorScheme) => [
  { colorScheme, device: "wide", viewport: { width: 1440, height: 900 } },
  { colorScheme, device: "phone", viewport: { width: 390, height: 844 } },
]);

interface Card {
  readonly title: string | RegExp;
  readonly source: () => TableObjects;
  readonly options?: ServeOptions;
  readonly v?: number;
}

const junk = (bytes: Uint8Array) => bytes.map((_, at) => 65 + (at % 26));

const cards: readonly Card[] = [
  { title: "There is no Delta table here", source: () => new Map() },
  { title: /^Blocked by CORS/, source: buildTrips, options: { cors: false } },
  { title: "The store does not let this page in", source: buildTrips, options: { requiredQuery: "sig=a" } },
  { title: "The signature has expired", source: buildTrips, options: { expired: true } },
  { title: "The store could not be reached", source: buildTrips, options: { answersUntilCut: 0 } },
  { title: /^Rows need a feature/, source: () => buildRefused("featureOfTomorrow") },
  { title: "Commit 3 is missing from the log", source: buildTrips, options: { missing: new Set([commitKey(3)]) } },
  { title: "The table's log can't be read", source: buildTrips, options: { edited: new Map([[commitKey(4), junk]]) } },
  {
    title: "A file of this version is gone",
    source: buildTrips,
    options: { missing: new Set([tripFiles.first.path]) },
    v: 0,
  },
  {
    title: "A data file is damaged",
    source: buildTrips,
    options: { edited: new Map([[tripFiles.first.path, junk]]) },
    v: 0,
  },
  { title: "There is no version 99", source: buildTrips, v: 99 },
  { title: "This server gives whole files only", source: buildLarge, options: { ignoreRange: true } },
];

for (const { colorScheme, device, viewport } of looks) {
  test.describe(`${colorScheme}, ${device}`, () => {
    test.use({ colorScheme, viewport });

    for (const { part, states } of [
      { part: "rows, panels and dialogs", states: screens },
      { part: "History and Home", states: around },
    ]) {
      test(part, async ({ page, serve }) => {
        test.slow();
        const table = await serve(buildTrips());
        const found: string[] = [];
        for (const { name, reach, wideOnly } of states) {
          if (wideOnly && device === "phone") continue;
          await reach(page, table);
          found.push(...(await findAxeViolations(page)).map((violation) => `${name}: ${violation}`));
        }
        expect(found).toEqual([]);
      });
    }

    test("tables without rows and with nested values", async ({ page, serve }) => {
      const empty = await serve(buildZeroFiles());
      await page.goto(linkTo(empty.url));
      await expectRows(page, 0);
      const found = [...(await findAxeViolations(page))];
      const nested = await serve(buildNested());
      await page.goto(linkTo(nested.url));
      await cell(page, 1, 1).dblclick();
      await expect(page.getByRole("tree")).toBeVisible();
      found.push(...(await findAxeViolations(page)));
      expect(found).toEqual([]);
    });

    test.describe("cards", () => {
      test.use({ expectedErrors: [/blocked by CORS policy/] });

      test("each kind of error", async ({ page, serve }) => {
        test.slow();
        const found: string[] = [];
        for (const { title, source, options, v } of cards) {
          const { url } = await serve(source(), options);
          await page.goto(linkTo(url, v === undefined ? {} : { v }));
          await expect(card(page, title)).toBeVisible();
          found.push(...(await findAxeViolations(page)).map((violation) => `${title}: ${violation}`));
        }
        await page.goto(linkTo("javascript:alert(1)"));
        await expect(card(page, "This is not the location of a table")).toBeVisible();
        found.push(...(await findAxeViolations(page)));
        expect(found).toEqual([]);
      });
    });
  });
}

test("a bar that says what could not be read above the rows that are there", async ({ page, serve }) => {
  const { url, mount } = await serve(buildTall());
  await page.goto(linkTo(url));
  await expectRows(page, tallRowCount);
  await cell(page, 1, 1).click();
  mount.answersUntilCut = 0;
  await page.keyboard.press("Control+End");
  await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
  expect(await findAxeViolations(page)).toEqual([]);
});
