import { expectCard } from "./expect-card.ts";
import { expect, test } from "./fixtures.ts";
import { expectRows, expectVersion, linkTo, openTable } from "./table-page.ts";
import { readSmallCheckpointed } from "./tables/checkpointed.ts";
import { commitKey } from "./tables/delta-table.ts";
import { buildTrips } from "./tables/trips.ts";

test("a version after the latest: the range is offered, and following it works", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { v: 99 }));
  const shown = await expectCard(page, {
    title: "There is no version 99",
    cause: /from version 0 to version 6/,
    evidence: { "Asked for": "v99", Earliest: "v0", Latest: "v6" },
    ways: ["Go to v6", "Go to v0"],
  });
  await shown.getByRole("button", { name: "Go to v6" }).click();
  await expectVersion(page, 6);
  await expectRows(page, 85);
  await page.goBack();
  await shown.getByRole("button", { name: "Go to v0" }).click();
  await expectVersion(page, 0);
});

test("a version before the oldest that is kept: the oldest is offered", async ({ page, serve }) => {
  const missing = new Set(Array.from({ length: 20 }, (_, version) => commitKey(version)));
  const { url } = await serve(readSmallCheckpointed(), { missing });
  await page.goto(linkTo(url, { v: 3 }));
  const shown = await expectCard(page, {
    title: "There is no version 3",
    cause: /from version 20 to version 23/,
    evidence: { "Asked for": "v3", Earliest: "v20", Latest: "v23" },
    ways: ["Go to v20", "Go to the latest version"],
  });
  await shown.getByRole("button", { name: "Go to v20" }).click();
  await expectVersion(page, 20);
});

test("a time before the first commit: the oldest version is offered", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await page.goto(linkTo(url, { ts: "2020-01-01T00:00:00Z" }));
  const shown = await expectCard(page, {
    title: "The table has no version that old",
    cause: /The oldest version that can be read, v0/,
    evidence: { "Asked for": "2020-01-01 00:00:00 UTC", "v0 was committed": "2026-01-05 10:00:00 UTC" },
    ways: ["Go to v0", "Go to the latest version"],
  });
  await shown.getByRole("button", { name: "Go to v0" }).click();
  await expectVersion(page, 0);
  await expectRows(page, 40);
});

test("a time after the last commit is the latest version", async ({ page, serve }) => {
  const { url } = await serve(buildTrips());
  await openTable(page, url, { ts: "2030-01-01T00:00:00Z" });
  await expectVersion(page, 6);
});

const mistakes: readonly {
  readonly link: { readonly v?: string; readonly ts?: string; readonly cols?: string };
  readonly notice: RegExp;
}[] = [
  { link: { v: "two" }, notice: /version is not a version number/ },
  { link: { v: "-1" }, notice: /version is not a version number/ },
  { link: { ts: "yesterday" }, notice: /time is not a date with a time/ },
  { link: { cols: "city,gone" }, notice: /Not in this version: column gone/ },
];

for (const { link, notice } of mistakes) {
  test(`a link with ${JSON.stringify(link)} falls back with a notice`, async ({ page, serve }) => {
    const { url } = await serve(buildTrips());
    await openTable(page, url, link);
    await expectVersion(page, 6);
    await expect(page.getByText(notice)).toBeVisible();
  });
}
