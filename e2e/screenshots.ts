// Writes docs/screenshots from the built app and its demo tables: npx tsx e2e/screenshots.ts [folder of the build [name …]]

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { CHROMIUM_FLAGS, ensureChromium } from "../scripts/find-chromium.mjs";
import type { Mount } from "./server/mount.ts";
import { startTableServer, type TableServer } from "./server/table-server.ts";
import { cell, expectVersion, firstRows, linkTo } from "./table-page.ts";

const distFolder = process.argv[2] ?? join(import.meta.dirname, "../dist");
/** Names of the pictures to take; none = all. */
const wanted = process.argv.slice(3);
const target = join(import.meta.dirname, "../docs/screenshots");
/** Ports are in the pictures, so they are always the same. */
const appPort = 4173;
const tablePort = 4273;

const devices = [
  { suffix: "", viewport: { width: 1440, height: 900 } },
  { suffix: "-phone", viewport: { width: 390, height: 844 } },
];

interface Shot {
  readonly name: string;
  readonly prepare: (page: Page, tables: TableServer) => Promise<void>;
}

const shots: readonly Shot[] = [
  {
    name: "home",
    prepare: async (page) => {
      await page.goto("/");
      await page.getByRole("link", { name: "Open Rides" }).waitFor();
    },
  },
  {
    name: "data",
    prepare: async (page) => {
      await page.goto(linkTo("demo:rides", { v: 31 }));
      await firstRows(page);
      await expectVersion(page, 31);
    },
  },
  {
    name: "inspector",
    prepare: async (page) => {
      await page.goto(linkTo("demo:rides", { v: 44 }));
      await firstRows(page);
      await cell(page, 4, 7).dblclick();
      await page.getByRole("button", { name: /^Copy.* JSON$/ }).waitFor();
    },
  },
  {
    name: "history",
    prepare: async (page) => {
      await page.goto(linkTo("demo:rides", { tab: "history", v: 31 }));
      await page.getByRole("row", { name: /^v31 / }).click();
      await page.getByRole("region", { name: "Commit 31" }).waitFor();
      await page.getByText("Raw JSON").waitFor();
    },
  },
  {
    name: "schema",
    prepare: async (page, tables) => {
      await page.goto(linkTo(tables.url("ledger"), { tab: "schema", col: "fee" }));
      await page.getByRole("region", { name: "Column fee" }).waitFor();
      await page.getByText("Statistics in the log").waitFor();
    },
  },
  {
    name: "about",
    prepare: async (page) => {
      await page.goto(linkTo("demo:customers", { tab: "about" }));
      await page.getByText("Agrees with its checksum file").waitFor();
    },
  },
  {
    name: "about-properties",
    prepare: async (page) => {
      await page.goto(linkTo("demo:rides", { tab: "about", v: 31, part: "retention" }));
      await page.getByText("Agrees with its checksum file").waitFor();
    },
  },
  {
    name: "error-cors",
    prepare: async (page, tables) => {
      tables.mount("lake").cors = false;
      await page.goto(linkTo(tables.url("lake")));
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "error-access",
    prepare: async (page, tables) => {
      Object.assign(tables.mount("lake"), { cors: true, requiredQuery: "sig=a" } satisfies Partial<Mount>);
      await page.goto(linkTo(tables.url("lake"), { v: 12 }));
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "error-version",
    prepare: async (page) => {
      await page.goto(linkTo("demo:rides", { v: 99 }));
      await page.getByRole("alert").waitFor();
      await page.getByRole("complementary", { name: "What still works" }).waitFor();
    },
  },
];

async function shoot(browser: Browser, tables: TableServer, { name, prepare }: Shot): Promise<void> {
  for (const { suffix, viewport } of devices) {
    for (const colorScheme of ["light", "dark"] as const) {
      const baseURL = `http://127.0.0.1:${appPort}`;
      const context = await browser.newContext({ baseURL, viewport, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await prepare(page, tables);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
      // The rail fills when the history has come.
      if (page.url().includes("demo:")) await page.getByRole("link", { name: /^History ?\d+$/ }).waitFor();
      const path = join(target, `${name}-${colorScheme}${suffix}.png`);
      await page.screenshot({ path, animations: "disabled", caret: "hide" });
      await context.close();
    }
  }
}

mkdirSync(target, { recursive: true });
const app = await startTableServer({ mounts: { "": { source: distFolder } }, port: appPort });
const rides = join(distFolder, "demo/rides");
const tables = await startTableServer({
  mounts: { lake: { source: rides }, ledger: { source: join(import.meta.dirname, "../fixtures/facts/tables/ledger") } },
  port: tablePort,
});
const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS] });
try {
  for (const shot of shots) {
    if (wanted.length > 0 && !wanted.includes(shot.name)) continue;
    Object.assign(tables.mount("lake"), { cors: true, requiredQuery: undefined });
    await shoot(browser, tables, shot);
  }
} finally {
  await browser.close();
  await Promise.all([app.close(), tables.close()]);
}
