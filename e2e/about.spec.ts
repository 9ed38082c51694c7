// The About tab over a table that Spark wrote and described, the demo and a table whose rows are refused.

import { readFileSync } from "node:fs";
import { expect, findAxeViolations, test } from "./fixtures.ts";
import { card, fact, linkTo } from "./table-page.ts";
import { buildRefused } from "./tables/refused.ts";
import { buildTrips } from "./tables/trips.ts";

const ledgerFolder = new URL("../fixtures/facts/tables/ledger", import.meta.url).pathname;
const spark = JSON.parse(readFileSync(new URL("../fixtures/facts/ledger.json", import.meta.url), "utf8"));

test("tells what Spark's DESCRIBE DETAIL and SHOW TBLPROPERTIES tell", async ({ page, serve }) => {
  const { url } = await serve(ledgerFolder, { name: "ledger" });
  await page.goto(linkTo(url, { tab: "about" }));
  const part = (name: string) => page.getByRole("region", { name, exact: true });
  await expect(fact(part("Table"), "Id")).toContainText(spark.detail.id);
  await expect(fact(part("Table"), "Description")).toHaveText(spark.detail.description);
  await expect(fact(part("Table"), "Clustered by")).toHaveText(spark.detail.clusteringColumns.join(", "));
  const features = part("Protocol and features").getByRole("listitem");
  await expect(features).toHaveCount(spark.detail.tableFeatures.length);
  for (const name of spark.detail.tableFeatures) {
    await expect(features.filter({ has: page.getByText(name, { exact: true }) })).toHaveCount(1);
  }
  await expect(part("Protocol and features")).toContainText(
    `reader ${spark.detail.minReaderVersion}, writer ${spark.detail.minWriterVersion}`,
  );
  const properties = Object.entries<string>(spark.detail.properties);
  await expect(part("Properties").getByRole("row")).toHaveCount(properties.length + 1);
  for (const [name, value] of properties) {
    const row = part("Properties")
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name, exact: true }) });
    await expect(row.getByRole("cell").first()).toHaveText(value);
  }
});

test("tells both clocks of a version, and which one counts, as Spark's DESCRIBE HISTORY has it", async ({
  page,
  serve,
}) => {
  const { url } = await serve(ledgerFolder, { name: "ledger" });
  for (const { version, timestamp } of [spark.history[0], spark.history[5]]) {
    await page.goto(linkTo(url, { tab: "about", v: version }));
    const clocks = page.getByRole("table", { name: "Its clocks" });
    const counting = clocks.getByRole("row").filter({ hasText: "counts" });
    await expect(counting).toHaveCount(1);
    await expect(counting).toContainText("In the commit");
    const [, ms] = /\.(\d+)Z$/.exec(timestamp) ?? [];
    await expect(counting).toContainText(`${timestamp.slice(11, 19)}.${ms} UTC`);
    await expect(clocks.getByRole("row", { name: /^Of its file/ })).toContainText("UTC");
  }
});

test("a version agrees with its checksum file, differs from another's, and may have none", async ({ page, serve }) => {
  const key = "_delta_log/00000000000000000007.crc";
  const other = (bytes: Uint8Array) =>
    new TextEncoder().encode(new TextDecoder().decode(bytes).replace('"numFiles":2', '"numFiles":5'));
  const { url, mount } = await serve(ledgerFolder, { name: "ledger" });
  const version = page.getByRole("region", { name: "Version", exact: true });
  await page.goto(linkTo(url, { tab: "about" }));
  await expect(fact(version, "Integrity")).toContainText("Agrees with its checksum file");
  await expect(fact(version, "Rebuilt from")).toHaveText("the checkpoint of v5 and 2 commits after it");
  mount.edited.set(key, other);
  await page.reload();
  await expect(fact(version, "Integrity")).toContainText("Differs from its checksum file in numFiles");
  await expect(page.getByRole("row", { name: "numFiles 2 5" })).toBeVisible();
  mount.edited.delete(key);
  mount.missing.add(key);
  await page.reload();
  await expect(fact(version, "Integrity")).toContainText("No checksum file");
});

test("the file's time counts where commits bear none", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { tab: "about", v: 2 }));
  const version = page.getByRole("region", { name: "Version", exact: true });
  await expect(version.getByRole("row", { name: /^Of its file 5 Jan 2026 12:00:00 UTC counts/ })).toBeVisible();
  await expect(version.getByRole("row", { name: /^In the commit/ })).toContainText("The commit carries none");
  const retention = page.getByRole("region", { name: "Retention", exact: true });
  await expect(retention).toContainText(
    "Files that v3 and later versions removed may have been vacuumed since 12 Jan 2026 13:00 UTC",
  );
  await expect(retention).toContainText(/: v0 to v5\. Here they open while their files are there\./);
});

test("the commit's inspector in History tells its clocks too", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { tab: "history" }));
  await page.getByRole("row", { name: /^v2 / }).click();
  const commit = page.getByRole("region", { name: "Commit 2" });
  await expect(fact(commit, "Of its file")).toHaveText("5 Jan 2026 12:00:00 · counts");
  await expect(fact(commit, "Writer’s own")).toHaveText("5 Jan 2026 12:00:00");
});

test("a link to a part opens at it, and the keys lead there", async ({ page }) => {
  await page.goto(linkTo("demo:rides", { tab: "about", part: "properties" }));
  const heading = page.getByRole("heading", { name: "Properties", exact: true });
  await expect(heading).toBeInViewport();
  await page.getByRole("link", { name: "Table", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Table", exact: true })).toBeInViewport();
  await expect(page).toHaveURL(/part=table/);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page.getByRole("tree")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page.getByRole("region", { name: "About", exact: true })).toBeVisible();
});

test("a property is found by its meaning, among those that are not set too", async ({ page }) => {
  await page.goto(linkTo("demo:rides", { tab: "about", part: "properties" }));
  const properties = page.getByRole("region", { name: "Properties", exact: true });
  await properties.getByRole("searchbox").fill("sidecars");
  await expect(properties.getByRole("row", { name: /^delta\.checkpointPolicy not set classic/ })).toBeVisible();
  await expect(properties.getByRole("row")).toHaveCount(2);
});

test("a version whose rows are refused is explained, and so is what it asks for", async ({ page, serve }) => {
  const { url } = await serve(buildRefused("featureOfTomorrow"));
  await page.goto(linkTo(url));
  await expect(card(page, /^Rows need a feature/)).toBeVisible();
  await page.getByRole("link", { name: "About" }).click();
  const feature = page.getByRole("listitem").filter({ hasText: "featureOfTomorrow" });
  await expect(feature).toContainText("not read");
  await expect(feature).toContainText("This feature is not known.");
  await expect(page.getByRole("region", { name: "Properties", exact: true })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [device, viewport] of [
    ["wide", { width: 1440, height: 900 }],
    ["phone", { width: 390, height: 844 }],
  ] as const) {
    test.describe(`${colorScheme}, ${device}`, () => {
      test.use({ colorScheme, viewport });

      test("nothing is in the way of assistive technology", async ({ page, serve }) => {
        const ledger = await serve(ledgerFolder, { name: "ledger" });
        await page.goto(linkTo(ledger.url, { tab: "about" }));
        await expect(page.getByText("Agrees with its checksum file")).toBeVisible();
        const found = [...(await findAxeViolations(page))];
        await page.getByText(/^With defaults/).click();
        await expect(page.getByRole("row", { name: /^delta\.appendOnly/ })).toBeVisible();
        found.push(...(await findAxeViolations(page)));
        const refused = await serve(buildRefused("featureOfTomorrow"));
        await page.goto(linkTo(refused.url, { tab: "about" }));
        await expect(page.getByText("No checksum file")).toBeVisible();
        found.push(...(await findAxeViolations(page)));
        expect(found).toEqual([]);
      });
    });
  }
}
