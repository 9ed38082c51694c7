// A signature opens a table and is kept nowhere but in the worker's memory.

import type { Page } from "@playwright/test";
import { expect, type ServedTable, test } from "./fixtures.ts";
import { placesThatHold } from "./kept-by-page.ts";
import { card, cell, expectRows, expectVersion, grid, linkTo, rail } from "./table-page.ts";
import type { TableObjects } from "./tables/delta-table.ts";
import { buildTrips } from "./tables/trips.ts";

const canary = "c4n4ryOfTheSignature0123456789";
const box = "Paste a table’s URL, or drop a folder";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** As Azure lays a table out: account, container, folders. */
function inContainer(objects: TableObjects): TableObjects {
  return new Map([...objects].map(([key, bytes]) => [`lake/trips/${key}`, bytes]));
}

function azureQuery(sv: string, fields: Readonly<Record<string, string>> = {}): string {
  return String(new URLSearchParams({ sv, sr: "c", sp: "rl", se: "2099-01-01T00:00:00Z", ...fields, sig: canary }));
}

function cloudFrontQuery(resource: string): string {
  const policy = {
    Statement: [{ Resource: resource, Condition: { DateLessThan: { "AWS:EpochTime": 4_070_908_800 } } }],
  };
  const encoded = btoa(JSON.stringify(policy)).replaceAll("+", "-").replaceAll("=", "_").replaceAll("/", "~");
  return String(new URLSearchParams({ Policy: encoded, Signature: canary, "Key-Pair-Id": "K2JCJMDEHXQW5F" }));
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("Control+v");
  await page.evaluate(() => navigator.clipboard.writeText(""));
}

interface Leaks {
  readonly page: Page;
  readonly table: ServedTable;
  readonly watch: { readonly consoleTexts: readonly string[]; readonly requests: readonly string[] };
}

async function expectNoLeak({ page, table, watch }: Leaks): Promise<void> {
  expect(await placesThatHold(page, canary)).toEqual([]);
  expect(leakingTraffic({ page, table, watch })).toEqual([]);
}

/** Console lines, and requests to other origins. */
function leakingTraffic({ table, watch }: Leaks): readonly string[] {
  const elsewhere = watch.requests.filter((url) => new URL(url).origin !== table.origin);
  return [...watch.consoleTexts, ...elsewhere].filter((text) => text.includes(canary));
}

test("a pasted Azure SAS of a container: rows, travel, look around, share, reload, and the secret is nowhere", async ({
  page,
  serve,
  watch,
}) => {
  test.slow();
  const table = await serve(inContainer(buildTrips()), { name: "acct", requiredQuery: `sig=${canary}` });
  const location = `${table.url}/lake/trips`;
  const leaks = { page, table, watch };

  await page.goto("/");
  await page.getByRole("textbox", { name: box }).focus();
  await paste(page, `${location}?${azureQuery("2024-11-04")}`);
  await expect(page.getByRole("textbox", { name: box })).toHaveValue(location);
  await expect(page.getByText("Azure SAS", { exact: true })).toBeVisible();
  await expect(page.getByText("container lake")).toBeVisible();
  await expect(page.getByText(/^expires in/)).toBeVisible();
  expect(table.log.entries, "what it is and when it ends is said before the first request").toEqual([]);
  await expectNoLeak(leaks);

  await page.keyboard.press("Enter");
  await expectRows(page, 85);
  await expect(page.getByRole("contentinfo")).toContainText(/Azure SAS/);
  await expectNoLeak(leaks);

  await rail(page).focus();
  await page.keyboard.press("Home");
  await expectVersion(page, 0);
  await expectRows(page, 40);
  await cell(page, 2, 2).dblclick();
  await expect(page.getByRole("region", { name: "city, row 2" })).toContainText("Porto");
  await expectNoLeak(leaks);

  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("row", { name: /v2 .*UPDATE/ }).click();
  await expect(page.getByRole("region", { name: "Commit 2" })).toContainText("Raw JSON");
  await expectNoLeak(leaks);

  await page.getByRole("link", { name: "Data" }).click();
  await expectRows(page, 40);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this view" });
  await expect(dialog).toContainText("No credential is in it. Who opens it is asked for an access of their own");
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("src=");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).not.toContain(canary);
  expect(link).toMatch(/[?&]v=0(&|$)/);
  await expectNoLeak(leaks);
  await page.keyboard.press("Escape");

  expect(table.log.entries.filter(({ url }) => !url.includes(canary))).toEqual([]);

  const before = page.url();
  table.log.clear();
  await page.reload();
  const denied = card(page, "The store does not let this page in");
  await expect(denied).toBeVisible();
  expect(page.url()).toBe(before);
  expect(table.log.entries.filter(({ url }) => url.includes(canary))).toEqual([]);
  await denied.getByRole("textbox", { name: /Paste a signed URL/ }).focus();
  await paste(page, `${location}?${azureQuery("2024-11-04")}`);
  await expectVersion(page, 0);
  await expectRows(page, 40);
  expect(page.url()).toBe(before);
  await expectNoLeak(leaks);

  await page.goto("/");
  await expect(page.getByRole("link", { name: /lake\/trips/ })).toBeVisible();
  expect(await placesThatHold(page, canary)).toEqual([]);
  // The location may be kept, and where it is, the secret would be found too.
  expect(await placesThatHold(page, "lake/trips")).toEqual(["markup", "databases", "react"]);
});

test("a shared link asks a colleague for an access of their own and lands on the same view", async ({
  openColleague,
  serve,
  watch,
}) => {
  const table = await serve(inContainer(buildTrips()), { name: "acct", requiredQuery: `sig=${canary}` });
  const page = await openColleague();
  await page.goto(linkTo(`${table.url}/lake/trips`, { v: 2, cols: "city,fare" }));
  const denied = card(page, "The store does not let this page in");
  await expect(denied).toBeVisible();
  await denied.getByRole("textbox").fill(azureQuery("2024-11-04"));
  await expectVersion(page, 2);
  await expectRows(page, 70);
  await expect(page.getByRole("columnheader")).toHaveText([/^(Row)?$/, /city/, /fare/]);
  await expectNoLeak({ page, table, watch });
});

test("a CloudFront signature with a wildcard policy opens the table", async ({ page, serve, watch }) => {
  const table = await serve(buildTrips(), { requiredQuery: `Signature=${canary}` });
  await page.goto("/");
  await page.getByRole("textbox", { name: box }).fill(`${table.url}?${cloudFrontQuery(`${table.url}/*`)}`);
  await expect(page.getByText("CloudFront signed URL")).toBeVisible();
  expect(table.log.entries).toEqual([]);
  await page.keyboard.press("Enter");
  await expectRows(page, 85);
  await expectNoLeak({ page, table, watch });
});

test("a token of an unknown kind is sent only after the user says that it covers the table", async ({
  page,
  serve,
  watch,
}) => {
  const table = await serve(buildTrips(), { requiredQuery: `token=${canary}` });
  await page.goto("/");
  await page.getByRole("textbox", { name: box }).fill(`${table.url}?token=${canary}`);
  await expect(page.getByText(/a query of a kind not known here/)).toBeVisible();
  await page.keyboard.press("Enter");
  expect(table.log.entries).toEqual([]);
  await page.getByRole("button", { name: "It applies to every object of the table" }).click();
  await expectRows(page, 85);
  await expectNoLeak({ page, table, watch });
});

test("such a token may be left out", async ({ page, serve }) => {
  const table = await serve(buildTrips());
  await page.goto("/");
  await page.getByRole("textbox", { name: box }).fill(`${table.url}?token=${canary}`);
  await page.getByRole("button", { name: "Open without it" }).click();
  await expectRows(page, 85);
  expect(table.log.entries.filter(({ url }) => url.includes(canary))).toEqual([]);
  expect(await placesThatHold(page, canary)).toEqual([]);
});

const oneObject: readonly { readonly name: string; readonly query: string; readonly heading: string }[] = [
  {
    name: "an S3 presigned URL",
    query: `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20260105%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20260105T100000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=${canary}`,
    heading: "S3 presigned URL",
  },
  {
    name: "a Google Cloud Storage signed URL",
    query: `X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=a&X-Goog-Date=20260105T100000Z&X-Goog-Expires=3600&X-Goog-SignedHeaders=host&X-Goog-Signature=${canary}`,
    heading: "Google Cloud Storage signed URL",
  },
  { name: "an Azure SAS of one blob", query: azureQuery("2024-11-04", { sr: "b" }), heading: "Azure SAS" },
  {
    name: "a CloudFront canned policy",
    query: `Expires=4070908800&Signature=${canary}&Key-Pair-Id=K2`,
    heading: "CloudFront signed URL",
  },
];

for (const { name, query, heading } of oneObject) {
  test(`${name} opens one object: that and the ways on are said, and nothing is asked of the store`, async ({
    page,
    serve,
  }) => {
    const table = await serve(inContainer(buildTrips()), { name: "acct" });
    await page.goto("/");
    await page.getByRole("textbox", { name: box }).fill(`${table.url}/lake/trips?${query}`);
    await expect(page.getByText(heading, { exact: true })).toBeVisible();
    await expect(page.getByText(/opens? a single (object|blob)/)).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: /drop it here/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(grid(page)).toHaveCount(0);
    expect(table.log.entries).toEqual([]);
    expect(await placesThatHold(page, canary)).toEqual([]);
    await page.getByRole("button", { name: "Open without it" }).click();
    await expectRows(page, 85);
    expect(table.log.entries.filter(({ url }) => url.includes(canary))).toEqual([]);
  });
}

test("a link made by hand with a signed location gives its secret up before anything can see it", async ({
  page,
  serve,
  watch,
}) => {
  const table = await serve(inContainer(buildTrips()), { name: "acct", requiredQuery: `sig=${canary}` });
  await page.goto(linkTo(`${table.url}/lake/trips?${azureQuery("2024-11-04")}`, { v: 3 }));
  await expectVersion(page, 3);
  await expectRows(page, 60);
  // The browser's own record of the address that it was given can't be changed by a page.
  expect(await placesThatHold(page, canary)).toEqual(["navigation"]);
  expect(leakingTraffic({ page, table, watch })).toEqual([]);
});

test("an access that ends midway is asked for again where the view is", async ({ page, serve, watch }) => {
  const table = await serve(inContainer(buildTrips()), { name: "acct", requiredQuery: `sig=${canary}` });
  await page.goto("/");
  await page.getByRole("textbox", { name: box }).fill(`${table.url}/lake/trips?${azureQuery("2024-11-04")}`);
  await page.keyboard.press("Enter");
  await expectRows(page, 85);
  table.mount.expired = true;
  await page.goto(linkTo(`${table.url}/lake/trips`, { v: 0 }));
  const expired = card(page, "The signature has expired");
  await expect(expired).toBeVisible();
  await expect(expired).not.toContainText(canary);
  table.mount.expired = false;
  await expired.getByRole("textbox").fill(azureQuery("2024-11-04"));
  await expectVersion(page, 0);
  await expectRows(page, 40);
  await expectNoLeak({ page, table, watch });
});
