import { expectCard } from "./expect-card.ts";
import { expect, test } from "./fixtures.ts";
import { card, cell, expectRows, expectVersion, fact, linkTo } from "./table-page.ts";
import { buildTrips, tripFiles } from "./tables/trips.ts";

const { first, tipped } = tripFiles;

test("a file that is gone: it is named, and the latest version, which does not need it, opens", async ({
  page,
  serve,
}) => {
  const { url } = await serve(buildTrips(), { missing: new Set([first.path]) });
  await page.goto(linkTo(url, { v: 0 }));
  const shown = await expectCard(page, {
    title: "A file of this version is gone",
    cause: /The log names it, the store does not have it/,
    evidence: { File: first.path },
    ways: ["Go to the latest version", "Retry"],
  });
  await expect(page.getByRole("complementary", { name: "What still works" })).toContainText("History");
  await shown.getByRole("button", { name: "Go to the latest version" }).click();
  await expectVersion(page, 6);
  await expectRows(page, 85);
  await page.goBack();
  await expect(shown).toBeVisible();
});

test("Retry reads a file that is there again", async ({ page, serve }) => {
  const { url, mount } = await serve(buildTrips(), { missing: new Set([tipped.path]) });
  await page.goto(linkTo(url));
  const shown = await expectCard(page, {
    title: "A file of this version is gone",
    cause: /The log names it/,
    evidence: { File: tipped.path },
    ways: ["Retry"],
  });
  mount.missing.delete(tipped.path);
  await shown.getByRole("button", { name: "Retry" }).click();
  await expectRows(page, 85);
  await expect(cell(page, 1, 1)).toHaveText("100");
});

const damages: readonly { readonly name: string; readonly damage: (bytes: Uint8Array) => Uint8Array }[] = [
  { name: "whose footer is gone", damage: (bytes) => bytes.map((byte, at) => (at < bytes.length - 300 ? byte : 0)) },
  { name: "that is no Parquet", damage: (bytes) => bytes.map((_, at) => 65 + (at % 26)) },
  { name: "whose pages are damaged", damage: (bytes) => bytes.map((byte, at) => (at > 8 && at < 400 ? 255 : byte)) },
];

for (const { name, damage } of damages) {
  test(`a data file ${name}: a card, another version opens, and Retry reads it once it is mended`, async ({
    page,
    serve,
  }) => {
    const { url, mount } = await serve(buildTrips(), { edited: new Map([[first.path, damage]]) });
    await page.goto(linkTo(url, { v: 0 }));
    const shown = await expectCard(page, {
      title: "A data file is damaged",
      cause: /./,
      evidence: { File: first.path },
      ways: ["Retry", "Go to the latest version"],
    });
    await expect(page.getByRole("grid", { name: /^Rows/ })).toHaveCount(0);
    await shown.getByRole("button", { name: "Go to the latest version" }).click();
    await expectVersion(page, 6);
    await expectRows(page, 85);
    await page.goBack();
    await expect(shown).toBeVisible();
    mount.edited.delete(first.path);
    await shown.getByRole("button", { name: "Retry" }).click();
    await expectRows(page, 40);
    await expect(cell(page, 1, 2)).toHaveText("Lisbon");
  });
}

test("a file that is shorter than the log says", async ({ page, serve }) => {
  const { url, mount } = await serve(buildTrips(), {
    truncated: new Map([[first.path, { bytes: 1000, how: "short" }]]),
  });
  await page.goto(linkTo(url, { v: 0 }));
  const shown = card(page, /^A file (is shorter than it should be|changed while it was read)$/);
  await expect(fact(shown, "File")).toHaveText(first.path);
  mount.truncated.delete(first.path);
  await shown.getByRole("button", { name: "Retry" }).click();
  await expectRows(page, 40);
});
