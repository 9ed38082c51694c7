import { expect, test } from "./fixtures.ts";
import { cell, expectRows, fact, grid, openTable } from "./table-page.ts";
import { buildExact, buildHostile, buildNested, hostileTexts, hugeTextLength } from "./tables/value-tables.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const names = Object.keys(hostileTexts);

test("hostile text is text: nothing runs, nothing is asked for, what is invisible is named", async ({
  page,
  serve,
}) => {
  const { url } = await serve(buildHostile());
  await openTable(page, url);
  await expectRows(page, names.length + 1);
  const text = (name: string) => cell(page, names.indexOf(name) + 1, 2);
  await expect(text("html")).toHaveText(hostileTexts.html ?? "");
  await expect(text("image")).toHaveText(hostileTexts.image ?? "");
  await expect(text("bidi")).toHaveText("userU+202Egnp.exeU+202CU+2066xU+2069");
  await expect(text("nul")).toHaveText("beforeU+0000after");
  await expect(text("newline")).toHaveText("first line↵second⇥column↵third");
  await expect(text("emoji")).toHaveText(hostileTexts.emoji ?? "");
  await expect(grid(page).locator("img, script, a, b")).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.has(window, "hostile"))).toBe(false);
});

for (const name of names) {
  test(`the inspector shows and copies the exact text: ${name}`, async ({ page, serve }) => {
    const { url } = await serve(buildHostile());
    await openTable(page, url);
    await cell(page, names.indexOf(name) + 1, 2).dblclick();
    const inspector = page.getByRole("region", { name: /^text, row/ });
    await inspector.getByRole("button", { name: "Copy value" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(hostileTexts[name]);
    await expect(inspector.locator("img, script, a")).toHaveCount(0);
    expect(await page.evaluate(() => Reflect.has(window, "hostile"))).toBe(false);
  });
}

test("ten million characters in a cell: the grid stays quick, the inspector shows a part and then all", async ({
  page,
  serve,
}) => {
  const { url } = await serve(buildHostile());
  await openTable(page, url);
  const huge = cell(page, names.length + 1, 2);
  await expect(huge).toContainText(/^ten MB ten MB .*…$/);
  expect((await huge.textContent())?.length).toBeLessThan(1000);
  await huge.dblclick();
  const inspector = page.getByRole("region", { name: /^text, row/ });
  await expect(inspector).toContainText(`${hugeTextLength.toLocaleString("en-US")} characters`);
  expect((await inspector.locator("pre").textContent())?.length).toBeLessThan(100_000);
  await expect(inspector.getByRole("button", { name: "Show all of it" })).toBeVisible();
});

test("nested values: one line in the grid, a tree in the inspector", async ({ page, serve }) => {
  const { url } = await serve(buildNested());
  await openTable(page, url);
  await expect(cell(page, 1, 3)).toContainText("name: Rossio");
  await expect(cell(page, 2, 1)).toHaveText("[]");
  await expect(cell(page, 3, 1)).toHaveText("null");
  await expect(cell(page, 1, 2)).toHaveText("{vip: yes}");
  await cell(page, 1, 1).dblclick();
  const tree = page.getByRole("tree", { name: "Value of stops" });
  await expect(tree).toBeVisible();
  await tree.getByRole("treeitem", { name: /^0/ }).click();
  await expect(tree).toContainText("Rossio");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await expect(tree).toContainText("38.72");
  await page.getByRole("button", { name: /^Copy.* JSON$/ }).click();
  await expect
    .poll(async () => JSON.parse(await page.evaluate(() => navigator.clipboard.readText())))
    .toEqual([
      { name: "Rossio", at: { lat: 38.72, lon: -9.14 } },
      { name: "Belém", at: null },
    ]);
});

const exact: readonly { readonly row: number; readonly column: number; readonly text: string }[] = [
  { row: 1, column: 2, text: "9,007,199,254,740,993" },
  { row: 2, column: 2, text: "-9,223,372,036,854,775,808" },
  { row: 1, column: 3, text: "12,345,678,901,234,567,890.1234567890" },
  { row: 2, column: 3, text: "-12,345,678,901,234,567,890.1234567890" },
  { row: 1, column: 4, text: "0.1" },
  { row: 2, column: 4, text: "5e-324" },
  { row: 3, column: 4, text: "-0" },
  { row: 4, column: 4, text: "NaN" },
  { row: 3, column: 5, text: '""' },
  { row: 5, column: 5, text: "null" },
  { row: 1, column: 6, text: "true" },
  { row: 2, column: 6, text: "false" },
  { row: 2, column: 7, text: "0 bytes" },
  { row: 1, column: 7, text: "00ff · 2 bytes" },
];

test("values are exact, and null, empty and NaN are told apart", async ({ page, serve }) => {
  const { url } = await serve(buildExact());
  await openTable(page, url);
  for (const { row, column, text } of exact) await expect(cell(page, row, column)).toHaveText(text);
  // NaN and null as texts look otherwise than the values.
  const [number, text] = [cell(page, 4, 4), cell(page, 4, 5)];
  await expect(text).toHaveText("NaN");
  expect(await number.getAttribute("class")).not.toBe(await text.getAttribute("class"));
});

test("the inspector tells a value's type, file and position", async ({ page, serve }) => {
  const { url } = await serve(buildExact());
  await openTable(page, url);
  await cell(page, 1, 3).dblclick();
  const inspector = page.getByRole("region", { name: "decimal, row 1" });
  await expect(inspector).toContainText("12,345,678,901,234,567,890.1234567890");
  await expect(fact(inspector, "Type")).toHaveText("decimal(38,10)");
  await expect(fact(inspector, "File")).toHaveText("part-00000.parquet");
  await expect(fact(inspector, "Position")).toHaveText("row 1 of 5");
});
