import { expectCard } from "./expect-card.ts";
import { expect, test } from "./fixtures.ts";
import { expectRows, linkTo, openTable } from "./table-page.ts";
import { commitKey } from "./tables/delta-table.ts";
import { buildTrips } from "./tables/trips.ts";

const box = "Paste a table’s URL, or drop a folder";

const refusals: readonly { readonly text: string; readonly reason: RegExp }[] = [
  { text: "last month's rides", reason: /no web address/ },
  { text: "lake.example/rides", reason: /https:\/\/ before it is missing/ },
  { text: "C:\\tables\\rides", reason: /path on a computer/ },
  { text: "javascript:alert(1)", reason: /./ },
  { text: "data:text/html,<b>x</b>", reason: /./ },
  { text: "https://ana@lake.example/rides", reason: /user name or a password/ },
];

for (const { text, reason } of refusals) {
  test(`the box on Home refuses ${text} and says why`, async ({ page, watch }) => {
    await page.goto("/");
    await page.getByRole("textbox", { name: box }).fill(text);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    const line = page.getByText(/^This can’t be opened/);
    await expect(line).toBeVisible();
    await expect(line).toContainText(reason);
    await expect(page).toHaveURL(/\/(#\/)?$/);
    expect(watch.requests.filter((url) => url.includes("example"))).toEqual([]);
  });

  test(`a link to ${text} shows a card that leads Home`, async ({ page }) => {
    await page.goto(linkTo(text));
    const card = await expectCard(page, {
      title: "This is not the location of a table",
      cause: reason,
      evidence: { Given: /./ },
      ways: ["Open another table", "Copy details"],
    });
    await card.getByRole("button", { name: "Open another table" }).click();
    await expect(page.getByRole("textbox", { name: box })).toBeVisible();
  });
}

test("the box refuses a password and does not keep it", async ({ page, watch }) => {
  await page.goto("/");
  await page.getByRole("textbox", { name: box }).fill("https://ana:c4n4ry@lake.example/rides");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByText(/^This can’t be opened/)).toContainText(/user name or a password/);
  expect(watch.requests.filter((url) => url.includes("example"))).toEqual([]);
  expect(page.url()).not.toContain("c4n4ry");
});

test("a password in a link is dropped before the first request", async ({ page, serve, watch }) => {
  const { url, origin } = await serve(buildTrips());
  await page.goto(linkTo(url.replace("http://", "http://ana:c4n4ry@"), { v: 3 }));
  await expectRows(page, 60);
  await expect(page.getByText("The link’s user name or password was left out")).toBeVisible();
  expect(page.url()).not.toContain("c4n4ry");
  expect(watch.requests.filter((request) => request.startsWith(origin)).join()).not.toContain("c4n4ry");
});

test("a location is not run, whatever it says", async ({ page }) => {
  await page.goto(linkTo("javascript:document.body.replaceChildren()"));
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("link").filter({ has: page.locator("[href^=javascript]") })).toHaveCount(0);
});

test.describe("no table", () => {
  test("nothing at the address: says what was looked for, and opens once it is there", async ({ page, serve }) => {
    const objects = new Map<string, Uint8Array>();
    const { url } = await serve(objects);
    await page.goto(linkTo(url));
    const card = await expectCard(page, {
      title: "There is no Delta table here",
      cause: /No _delta_log was found/,
      evidence: { Location: url, "Looked for": /_delta_log\/00000000000000000000\.json/ },
      ways: ["Retry", "Open another table"],
    });
    for (const [key, bytes] of buildTrips()) objects.set(key, bytes);
    await card.getByRole("button", { name: "Retry" }).click();
    await expectRows(page, 85);
  });

  test("data files without a log", async ({ page, serve }) => {
    const { url } = await serve(new Map([...buildTrips()].filter(([key]) => !key.startsWith("_delta_log/"))));
    await page.goto(linkTo(url));
    await expectCard(page, {
      title: "There is no Delta table here",
      cause: /No _delta_log was found/,
      evidence: { Location: url },
      ways: ["Retry", "Open another table"],
    });
  });

  test("a site that answers every address with its own page", async ({ page, serve }) => {
    const { url } = await serve(new Map(), { fallbackPage: "<!doctype html><title>App</title>" });
    await page.goto(linkTo(url));
    await expectCard(page, {
      title: "There is no Delta table here",
      cause: /No _delta_log was found/,
      evidence: { Location: url },
      ways: ["Retry", "Open another table"],
    });
  });

  test("a hint to a checkpoint that is gone", async ({ page, serve }) => {
    const hint = new TextEncoder().encode('{"version":10,"size":12}');
    const { url } = await serve(new Map([["_delta_log/_last_checkpoint", hint]]));
    await page.goto(linkTo(url));
    await expectCard(page, {
      title: "There is no Delta table here",
      cause: /_last_checkpoint/,
      evidence: { Location: url },
      ways: ["Retry", "Open another table"],
    });
  });

  test("a log whose last commits are gone still opens by its first ones", async ({ page, serve }) => {
    const { url } = await serve(buildTrips(), { missing: new Set([commitKey(5), commitKey(6)]) });
    await openTable(page, url);
    await expectRows(page, 60);
  });
});
