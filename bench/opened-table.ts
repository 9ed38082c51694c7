// The built app in a fresh browser context, on its way to a table.

import type { Browser, Page } from "@playwright/test";
import type { TableHost } from "./table-host.ts";
import { probeWorkerMemory, type WorkerMemoryProbe } from "./worker-memory.ts";

type Mark = "deltarium:open" | "deltarium:snapshot" | "deltarium:first-rows" | "deltarium:files-complete";

export interface OpenedTable {
  readonly page: Page;
  /** When the mark was first set, in milliseconds since 1970; waits for it. */
  markMs(mark: Mark): Promise<number>;
  close(): Promise<void>;
}

const viewport = { width: 1440, height: 900 };
/** The browser draws a start page of its own for a new window, which takes most of a second of a processor. */
const startPageMs = 2500;
const markTimeoutMs = 120_000;

/** A fresh context has an empty cache and no connection, so every opening is cold. */
export async function openTable(browser: Browser, host: TableHost, tab = "data"): Promise<OpenedTable> {
  return goToTable(await newPage(browser), host, tab);
}

/** The same with a look into the workers, which slows it. */
export async function openProbedTable(
  browser: Browser,
  host: TableHost,
): Promise<OpenedTable & { readonly memory: WorkerMemoryProbe }> {
  const page = await newPage(browser);
  const memory = await probeWorkerMemory(page);
  const table = await goToTable(page, host, "data");
  return {
    ...table,
    memory,
    async close() {
      await memory.stop();
      await table.close();
    },
  };
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.waitForTimeout(startPageMs);
  return page;
}

async function goToTable(page: Page, host: TableHost, tab: string): Promise<OpenedTable> {
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(error.message));
  await page.goto(`${host.appUrl}#/t/${tab}?src=${encodeURIComponent(host.tableUrl)}`);

  return {
    page,
    async markMs(mark) {
      try {
        const handle = await page.waitForFunction(findMark, mark, { timeout: markTimeoutMs, polling: 20 });
        return Number(await handle.jsonValue());
      } catch (cause) {
        const shown = await page.locator("body").textContent();
        throw new Error(`Cannot find ${mark}: ${failures.join("; ")} the page shows ${shown?.slice(0, 500)}`, {
          cause,
        });
      }
    },
    close: () => page.context().close(),
  };
}

function findMark(name: string): number | undefined {
  const [entry] = performance.getEntriesByName(name, "mark");
  return entry && performance.timeOrigin + entry.startTime;
}
