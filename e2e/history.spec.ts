import { expect, test } from "./fixtures.ts";
import { expectRows, expectVersion, fact, linkTo, openTable } from "./table-page.ts";
import { buildTrips } from "./tables/trips.ts";

test("every commit stands in the list with what it did", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { tab: "history" }));
  const commits = page.getByRole("grid", { name: "Commits" });
  await expect(commits).toHaveAttribute("aria-rowcount", "8");
  const rows = commits.getByRole("row");
  await expect(rows).toHaveCount(8);
  await expect(rows.nth(1)).toContainText(/v6.*WRITE/);
  await expect(rows.nth(1)).toContainText("ana@rides.example");
  await expect(rows.nth(5)).toContainText(/v2.*UPDATE/);
  await expect(rows.nth(7)).toContainText(/v0.*CREATE TABLE AS SELECT/);
  await expect(page.getByText("7 commits")).toBeVisible();
});

test("filters by operation and by text", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { tab: "history" }));
  await expect(page.getByText("7 commits")).toBeVisible();
  await page.getByRole("textbox", { name: "Find in commits" }).fill("optimize");
  await expect(page.getByText("1 of 7 commits")).toBeVisible();
  await page.getByRole("textbox", { name: "Find in commits" }).fill("nobody at all");
  await expect(page.getByText("No commit matches")).toBeVisible();
});

test("a commit's inspector: who, change, metrics, and its own lines", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { tab: "history" }));
  await page.getByRole("row", { name: /v4 .*OPTIMIZE/ }).click();
  const inspector = page.getByRole("region", { name: "Commit 4" });
  await expect(fact(inspector, "Who")).toHaveText("ana@rides.example");
  await expect(fact(inspector, "Engine")).toHaveText("Apache-Spark/4.0.1 Delta-Lake/4.0.0");
  await expect(fact(inspector, "Data")).toHaveText("moved, not changed");
  await expect(fact(inspector, "remove")).toHaveText("2");
  await expect(fact(inspector, "add")).toHaveText("1");
  await inspector.getByText("Raw JSON").click();
  await expect(inspector.locator("pre")).toContainText('"add":{"path":"part-00004-compacted.parquet"');
});

test("a commit leads to its version", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { tab: "history" }));
  await page.getByRole("row", { name: /v1 .*WRITE/ }).click();
  await page.getByRole("button", { name: "Go to this version" }).click();
  await expect(page.getByRole("row", { name: /v1 .*WRITE/ })).toHaveAttribute("aria-current", "true");
  await page.getByRole("link", { name: "Data" }).click();
  await expectVersion(page, 1);
  await expectRows(page, 70);
});

test("what the view cost is in the status bar", async ({ page, serve }) => {
  const { url, log } = await serve(buildTrips());
  await openTable(page, url);
  await expectRows(page, 85);
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("grid", { name: "Commits" })).toBeVisible();
  const status = page.getByRole("contentinfo");
  const answered = () => log.entries.filter(({ status: code }) => code !== undefined);
  const counts = async () => [await status.getAttribute("data-requests"), await status.getAttribute("data-bytes")];
  await expect
    .poll(counts)
    .toEqual([
      String(answered().length),
      String(answered().reduce((sum, { status: code, bytes }) => sum + (code === 404 ? 0 : bytes), 0)),
    ]);
});
