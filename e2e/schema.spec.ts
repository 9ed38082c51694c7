// The Schema tab over a table that Spark wrote, the demo and a table whose rows are refused.

import { readFileSync } from "node:fs";
import { expect, findAxeViolations, test } from "./fixtures.ts";
import { grid, linkTo } from "./table-page.ts";
import { buildRefused } from "./tables/refused.ts";

const ledgerFolder = new URL("../fixtures/facts/tables/ledger", import.meta.url).pathname;
const readFact = (name: string) => readFileSync(new URL(`../fixtures/facts/${name}`, import.meta.url), "utf8");

test("every column that Spark lists is there, with what the table was declared to do with it", async ({
  page,
  serve,
}) => {
  const { url } = await serve(ledgerFolder, { name: "ledger" });
  await page.goto(linkTo(url, { tab: "schema" }));
  const tree = page.getByRole("tree", { name: "Columns of version 7" });
  const columns = JSON.parse(readFact("ledger.json")).columns as readonly { readonly col_name: string }[];
  for (const { col_name } of columns) {
    await expect(
      tree.getByRole("treeitem", { level: 1, name: new RegExp(`^${col_name.replace(".", "\\.")} `) }),
    ).toBeVisible();
  }
  const item = (name: RegExp) => tree.getByRole("treeitem", { name });
  await expect(item(/^entry_id long/)).toContainText("identity");
  await expect(item(/^account string/)).toContainText("not nullclustering");
  await expect(item(/^booked_on date/)).toContainText("generated");
  await expect(item(/^currency char\(3\)/)).toContainText("default");
  await expect(item(/^fee long/)).toContainText("widenedcheck");
  await expect(item(/^zip varchar\(10\)/)).toHaveAttribute("aria-level", "3");
  await expect(item(/^city string/)).toContainText("clustering");
  await expect(item(/^pieces long/)).toContainText("widened");
  await expect(item(/^remark /)).toContainText("all files");
  await expect(item(/^tags /)).toContainText("nulls only");
  await expect(page.getByRole("region", { name: "Constraints" })).toContainText("fee in rangefee is null OR fee >= 0");
});

test("a version before a rename has the old name and no constraint", async ({ page, serve }) => {
  const { url } = await serve(ledgerFolder, { name: "ledger" });
  await page.goto(linkTo(url, { tab: "schema", v: 1 }));
  const tree = page.getByRole("tree", { name: "Columns of version 1" });
  await expect(tree.getByRole("treeitem", { name: /^note varchar\(40\)/ })).toBeVisible();
  await expect(tree.getByRole("treeitem", { name: /^fee integer/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Constraints" })).toHaveCount(0);
  await page.keyboard.press("]");
  await expect(
    page.getByRole("tree", { name: "Columns of version 2" }).getByRole("treeitem", { name: /^fee long/ }),
  ).toBeVisible();
});

test("a link opens a nested column, and Show in Data leads to its rows", async ({ page, openColleague }) => {
  await page.goto(linkTo("demo:customers", { tab: "schema" }));
  await page.getByRole("treeitem", { name: /^city string/ }).click();
  await expect(page.getByRole("region", { name: "Column address.place.city" })).toBeVisible();
  await expect(page).toHaveURL(/col=address\.place\.city/);

  const colleague = await openColleague();
  await colleague.goto(page.url());
  const details = colleague.getByRole("region", { name: "Column address.place.city" });
  await expect(details).toContainText("Name in files");
  await details.getByRole("button", { name: "Show in Data" }).click();
  await expect(grid(colleague).getByRole("columnheader").nth(1)).toContainText("address");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the column that was tapped stays in sight beside its sheet", async ({ page, serve }) => {
    const { url } = await serve(ledgerFolder, { name: "ledger" });
    await page.goto(linkTo(url, { tab: "schema" }));
    const item = page.getByRole("treeitem", { name: /^remark / });
    await item.click();
    const sheet = page.getByRole("region", { name: "Column", exact: true });
    await expect(sheet).toBeVisible();
    await expect
      .poll(async () => {
        const [row, cover] = [await item.boundingBox(), await sheet.boundingBox()];
        return row !== null && cover !== null && row.y + row.height <= cover.y + 1;
      })
      .toBe(true);
  });
});

test("the keyboard reaches everything: tab, tree, details and back", async ({ page }) => {
  await page.goto(linkTo("demo:customers"));
  await expect(grid(page)).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  const tree = page.getByRole("tree");
  await expect(tree).toBeVisible();
  for (let step = 0; step < 40 && !(await tree.evaluate((element) => element.matches(":focus"))); step += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Column invited_by" })).toBeVisible();
  await page.keyboard.press("Home");
  await expect(page.getByRole("region", { name: "Column customer_id" })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: /^Column/ })).toHaveCount(0);
});

test.describe("copying", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("the schema gives the statement that Spark runs, and the log's JSON", async ({ page, serve }) => {
    const { url } = await serve(ledgerFolder, { name: "ledger" });
    await page.goto(linkTo(url, { tab: "schema" }));
    await expect(page.getByRole("treeitem", { name: /^city string.*clustering/ })).toBeVisible();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name: "Copy schema" }).click();
    await page.getByRole("menuitem", { name: /CREATE TABLE/ }).click();
    await expect.poll(copied).toBe(readFact("ledger.sql").replaceAll("twin", "ledger"));
    await page.getByRole("button", { name: /Copied|Copy schema/ }).click();
    await page.getByRole("menuitem", { name: /JSON/ }).click();
    await expect.poll(async () => JSON.parse(await copied()).fields?.[0]?.metadata["delta.identity.start"]).toBe(100);
  });
});

test("a version whose rows are refused shows its columns", async ({ page, serve }) => {
  const { url } = await serve(buildRefused("featureOfTomorrow"));
  await page.goto(linkTo(url, { tab: "schema" }));
  await expect(page.getByRole("treeitem", { name: /^fare decimal\(10,2\)/ })).toBeVisible();
});

test("no value of a pasted signature is on the page or in the link", async ({ page, serve }) => {
  const { url } = await serve(ledgerFolder, { name: "ledger" });
  await page.goto(`/#/t/schema?src=${encodeURIComponent(`${url}?token=c4n4ry`)}`);
  await expect(page.getByRole("treeitem", { name: /^fee long/ })).toBeVisible();
  expect(await page.content()).not.toContain("c4n4ry");
  await page.getByRole("link", { name: "About" }).click();
  await expect(page.getByRole("region", { name: "Table", exact: true })).toContainText(url);
  expect((await page.content()) + page.url()).not.toContain("c4n4ry");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [device, viewport] of [
    ["wide", { width: 1440, height: 900 }],
    ["phone", { width: 390, height: 844 }],
  ] as const) {
    test.describe(`${colorScheme}, ${device}`, () => {
      test.use({ colorScheme, viewport });

      test("nothing is in the way of assistive technology", async ({ page, serve }) => {
        const { url } = await serve(ledgerFolder, { name: "ledger" });
        await page.goto(linkTo(url, { tab: "schema" }));
        await expect(page.getByRole("treeitem", { name: /^tags/ })).toContainText(/nulls only|nullable/);
        const found = [...(await findAxeViolations(page))];
        await page.getByRole("treeitem", { name: /^fee long/ }).click();
        await expect(page.getByText("Statistics in the log")).toBeVisible();
        found.push(...(await findAxeViolations(page)));
        await page.goto(linkTo(url, { tab: "schema", col: "gone.x" }));
        await expect(page.getByText(/^There is no column gone\.x/)).toBeVisible();
        await page.getByRole("searchbox").fill("no such column");
        await expect(page.getByText("No column matches")).toBeVisible();
        found.push(...(await findAxeViolations(page)));
        expect(found).toEqual([]);
      });
    });
  }
}
