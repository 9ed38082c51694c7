// The app's grid as a user and a screen reader meet it.

import type { Page } from "@playwright/test";

const loadTimeoutMs = 60_000;

/** Rows of the snapshot, without the header row. */
export async function readRowCount(page: Page): Promise<number> {
  return Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
}

/** Names of the columns of which at least a part is in sight. */
export async function readVisibleColumns(page: Page): Promise<readonly string[]> {
  return page.getByRole("grid").evaluate((grid) => {
    const { left, right } = grid.getBoundingClientRect();
    return [...grid.querySelectorAll("[role=columnheader]")].flatMap((header) => {
      const box = header.getBoundingClientRect();
      const name = header.querySelector("[title]")?.getAttribute("title");
      return name && box.right > left && box.left < right ? [name] : [];
    });
  });
}

/** Goes to the last cell by keyboard and waits for its row. Returns the row's text and how long it took. */
export async function jumpToEnd(page: Page): Promise<{ readonly text: string; readonly elapsedMs: number }> {
  const lastRow = (await readRowCount(page)) + 1;
  await page.getByRole("gridcell").first().click();
  const started = performance.now();
  await page.keyboard.press("Control+End");
  const handle = await page.waitForFunction(findLoadedRow, lastRow, { timeout: loadTimeoutMs, polling: "raf" });
  return { text: String(await handle.jsonValue()), elapsedMs: performance.now() - started };
}

function findLoadedRow(index: number): string | undefined {
  const row = document.querySelector(`[role=grid] [role=row][aria-rowindex="${index}"]`);
  const cells = row ? [...row.querySelectorAll("[role=gridcell]")] : [];
  const isLoaded = cells.length > 0 && cells.every((cell) => cell.getAttribute("aria-busy") !== "true");
  return isLoaded ? cells.map(({ textContent }) => textContent).join(" | ") : undefined;
}

/** Scrolls to another place, a fraction of the whole height, as a drag of the scrollbar does; waits for the rows there. */
export async function scrollTo(page: Page, fraction: number): Promise<void> {
  const before = await page.evaluate(findLoadedWindow, undefined);
  await page.getByRole("grid").evaluate(dragScrollbar, { fraction, frames: 1 });
  await page.waitForFunction(findLoadedWindow, before, { timeout: loadTimeoutMs, polling: "raf" });
}

/** Runs in the page: the rows that are drawn, once no cell is on its way, if they are not the `former` ones. */
function findLoadedWindow(former: string | undefined): string | undefined {
  const indexes = [...document.querySelectorAll("[role=grid] [role=row]:has([role=gridcell])")].map(
    (row) => row.getAttribute("aria-rowindex") ?? "",
  );
  const isLoading = document.querySelector("[role=grid] [role=gridcell][aria-busy=true]") !== null;
  const drawn = indexes.join();
  return isLoading || drawn === "" || drawn === former ? undefined : drawn;
}

/** Drags the scrollbar through the whole height without waiting for rows, one step a frame. */
export async function sweep(page: Page, steps: number): Promise<void> {
  for (let step = 0; step <= steps; step += 1) {
    await page.getByRole("grid").evaluate(dragScrollbar, { fraction: step / steps, frames: 1 });
  }
}

/** Runs in the page: sets the scroll position and lets some frames pass. */
async function dragScrollbar(
  grid: Element,
  { fraction, frames }: { readonly fraction: number; readonly frames: number },
): Promise<void> {
  const candidates = [grid, ...grid.querySelectorAll("*")];
  const scroller = candidates.find((element) => element.scrollHeight > element.clientHeight * 2);
  if (!scroller) throw new Error("Cannot scroll: no part of the grid is higher than its window");
  scroller.scrollTop = Math.round((scroller.scrollHeight - scroller.clientHeight) * fraction);
  for (let frame = 0; frame < frames; frame += 1) await new Promise(requestAnimationFrame);
}
