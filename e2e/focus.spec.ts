// Every control that the Tab key reaches shows that it has the focus.

import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { placesThatHold } from "./kept-by-page.ts";
import { cell, expectRows, linkTo } from "./table-page.ts";
import { buildTrips } from "./tables/trips.ts";

const mostStops = 60;

/** Goes through all stops of the Tab key; returns those that look the same with and without the focus. */
async function findUnmarkedStops(
  page: Page,
  from: "top" | "here" = "top",
): Promise<{ readonly stops: number; readonly unmarked: readonly string[] }> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  // A click where nothing takes the focus is where the Tab key starts from.
  if (from === "top") await page.mouse.click(720, 1);
  const unmarked: string[] = [];
  const seen = new Set<string>();
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(describeFocus);
    if (found === undefined || seen.has(found.id)) break;
    seen.add(found.id);
    if (!found.isMarked) unmarked.push(found.markup);
  }
  return { stops: seen.size, unmarked };
}

/** Runs in the page: whether the looks of the focused element, or of what stands for it, change with the focus. */
function describeFocus() {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return undefined;
  element.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length);
  const label = element.closest("label") ?? (element.id && document.querySelector(`label[for="${element.id}"]`));
  const around = [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling];
  const parts = [...around, ...(label ? [label, ...label.querySelectorAll("*")] : [])];
  const readLooks = () =>
    parts
      .filter((part) => part instanceof Element)
      .map((part) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(part);
        const outline = outlineStyle === "none" ? "" : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
        const after = getComputedStyle(part, "::after");
        return [outline, boxShadow, borderColor, after.boxShadow, after.backgroundColor].join();
      })
      .join();
  const focused = readLooks();
  // The grid marks its current cell whether it has the focus or not.
  const hasRing = getComputedStyle(element).outlineStyle === "solid" && element.role === "gridcell";
  element.blur();
  const plain = readLooks();
  element.focus();
  return { id: element.dataset.stop, isMarked: hasRing || focused !== plain, markup: element.outerHTML.slice(0, 160) };
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("on Home", async ({ page, serve }) => {
      const { url } = await serve(buildTrips());
      await page.goto(linkTo(url));
      await expectRows(page, 85);
      await expect.poll(() => placesThatHold(page, url)).toContain("databases");
      await page.goto("/");
      await expect(page.getByRole("heading", { name: "Recent" })).toBeVisible();
      const { stops, unmarked } = await findUnmarkedStops(page);
      expect(stops).toBeGreaterThan(4);
      expect(unmarked).toEqual([]);
    });

    test("in an open table with its inspector", async ({ page, serve }) => {
      const { url } = await serve(buildTrips());
      await page.goto(linkTo(url));
      await expectRows(page, 85);
      await cell(page, 1, 2).dblclick();
      await expect(page.getByRole("button", { name: "Copy value" })).toBeVisible();
      const { stops, unmarked } = await findUnmarkedStops(page);
      expect(stops).toBeGreaterThan(12);
      expect(unmarked).toEqual([]);
    });

    test("in History with a commit", async ({ page, serve }) => {
      const { url } = await serve(buildTrips());
      await page.goto(linkTo(url, { tab: "history" }));
      await page.getByRole("row", { name: /v2 .*UPDATE/ }).click();
      await page.getByText("Raw JSON").click();
      const { stops, unmarked } = await findUnmarkedStops(page);
      expect(stops).toBeGreaterThan(10);
      expect(unmarked).toEqual([]);
    });

    test("in dialogs", async ({ page, serve }) => {
      const { url } = await serve(buildTrips());
      await page.goto(linkTo(url));
      await expectRows(page, 85);
      for (const key of ["s", "v", "?"]) {
        await page.keyboard.press(key);
        await expect(page.getByRole("dialog")).toBeVisible();
        const { stops, unmarked } = await findUnmarkedStops(page, "here");
        expect(stops).toBeGreaterThan(1);
        expect(unmarked).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();
      }
    });

    test("on an error card", async ({ page, serve }) => {
      const { url } = await serve(buildTrips(), { requiredQuery: "sig=a" });
      await page.goto(linkTo(url));
      await expect(page.getByRole("alert")).toBeVisible();
      const { stops, unmarked } = await findUnmarkedStops(page);
      expect(stops).toBeGreaterThan(5);
      expect(unmarked).toEqual([]);
    });
  });
}
