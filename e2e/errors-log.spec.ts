import { expectCard } from "./expect-card.ts";
import { expect, test } from "./fixtures.ts";
import { cell, expectRows, expectVersion, grid, linkTo, openTable } from "./table-page.ts";
import { readSmallCheckpointed } from "./tables/checkpointed.ts";
import { commitKey } from "./tables/delta-table.ts";
import { buildRefused } from "./tables/refused.ts";
import { buildTrips } from "./tables/trips.ts";

const encoder = new TextEncoder();

test("a reader feature that is not read: it is named, and the log's facts and history still work", async ({
  page,
  serve,
}) => {
  const { url } = await serve(buildRefused("variantShredding-of-tomorrow"));
  await page.goto(linkTo(url));
  const shown = await expectCard(page, {
    title: "Rows need a feature that is not read yet: variantShredding-of-tomorrow",
    cause: /could show rows that are wrong, so none are shown/,
    evidence: { "Asked for by the table": "variantShredding-of-tomorrow", "Reader version": "3" },
    ways: ["Copy details"],
  });
  await expect(grid(page)).toHaveCount(0);
  await expect(page.getByRole("list", { name: "What this version holds" })).toContainText("6 columns");
  await expect(page.getByRole("complementary", { name: "What still works" })).toContainText("History");

  await page.getByRole("link", { name: "History" }).click();
  const commits = page.getByRole("grid", { name: "Commits" });
  await expect(commits.getByRole("row", { name: /v1 .*WRITE/ })).toBeVisible();
  await expect(commits.getByRole("row", { name: /v2 .*ADD FEATURE/ })).toBeVisible();
  await expect(shown).toBeHidden();
});

test("a version from before such a feature opens by the rail", async ({ page, serve }) => {
  const { url } = await serve(buildRefused("variantShredding-of-tomorrow"));
  await page.goto(linkTo(url));
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByRole("button", { name: "Older version" }).click();
  await expectVersion(page, 1);
  await expectRows(page, 70);
});

test("a gap in the log: the missing commit is named, nothing is shown, and Retry opens once it is back", async ({
  page,
  serve,
}) => {
  const { url, mount } = await serve(buildTrips(), { missing: new Set([commitKey(3)]) });
  await page.goto(linkTo(url));
  const shown = await expectCard(page, {
    title: "Commit 3 is missing from the log",
    cause: /what the missing one added or removed can't be known/,
    evidence: { Missing: commitKey(3), Present: commitKey(4) },
    ways: ["Retry", "Open another table"],
  });
  await expect(grid(page)).toHaveCount(0);
  mount.missing.delete(commitKey(3));
  await shown.getByRole("button", { name: "Retry" }).click();
  await expectRows(page, 85);
});

const damages: readonly { readonly name: string; readonly line: string; readonly damage: (text: string) => string }[] =
  [
    { name: "cut in the middle of its last line", line: "4", damage: (text) => text.slice(0, -40) },
    {
      name: "with a line that is no JSON",
      line: "2",
      damage: (text) => text.replace(/\n/, "\nnot an action\n"),
    },
    {
      name: "with an action that lacks its path",
      line: "3",
      damage: (text) => text.replace(/"path":"[^"]*",/, ""),
    },
  ];

for (const { name, line, damage } of damages) {
  test(`a commit ${name}: file and line are shown, and Retry opens once it is mended`, async ({ page, serve }) => {
    const edit = (bytes: Uint8Array) => encoder.encode(damage(new TextDecoder().decode(bytes)));
    // Commit 4 removes two files and adds one: four lines.
    const { url, mount } = await serve(buildTrips(), { edited: new Map([[commitKey(4), edit]]) });
    await page.goto(linkTo(url));
    const shown = await expectCard(page, {
      title: "The table's log can't be read",
      cause: /./,
      evidence: { File: /00000000000000000004\.json$/, Line: name.includes("path") ? /^[234]$/ : line },
      ways: ["Retry", "Open another table"],
    });
    await expect(grid(page)).toHaveCount(0);
    mount.edited.delete(commitKey(4));
    await shown.getByRole("button", { name: "Retry" }).click();
    await expectRows(page, 85);
  });
}

test("a commit without any action is passed over, and a notice says so", async ({ page, serve }) => {
  const { url } = await serve(buildTrips(), { edited: new Map([[commitKey(5), () => new Uint8Array()]]) });
  await openTable(page, url, { v: 5 });
  await expectRows(page, 60);
  await expect(page.getByText("Commit 5 holds no action.")).toBeVisible();
});

const checkpoint = "_delta_log/00000000000000000020.checkpoint.parquet";
const withoutEnd = (bytes: Uint8Array) => bytes.map((byte, index) => (index < bytes.length - 200 ? byte : 0));

test("a corrupt checkpoint: older files of the log stand in for it, and a notice says so", async ({ page, serve }) => {
  const { url } = await serve(readSmallCheckpointed(), { edited: new Map([[checkpoint, withoutEnd]]) });
  await openTable(page, url);
  await expectVersion(page, 23);
  await expect(
    page.getByText(/The checkpoint of version 20 can't be used: older files of the log stand in/),
  ).toBeVisible();
  await expect(cell(page, 1, 1)).toHaveText("10,069,000");
});

test("a corrupt checkpoint without older commits: a card, and Retry opens once it is mended", async ({
  page,
  serve,
}) => {
  const older = Array.from({ length: 20 }, (_, version) => commitKey(version));
  const { url, mount } = await serve(readSmallCheckpointed(), {
    missing: new Set(older),
    edited: new Map([[checkpoint, withoutEnd]]),
  });
  await page.goto(linkTo(url));
  const shown = await expectCard(page, {
    title: "A checkpoint of this table is damaged",
    cause: /./,
    evidence: { File: checkpoint },
    ways: ["Retry", "Open another table"],
  });
  mount.edited.delete(checkpoint);
  await shown.getByRole("button", { name: "Retry" }).click();
  await expectVersion(page, 23);
});
