import { expectCard } from "./expect-card.ts";
import { expect, test } from "./fixtures.ts";
import { card, cell, expectRows, expectVersion, grid, linkTo, openTable, row } from "./table-page.ts";
import { buildTall, tallRowCount } from "./tables/edge-tables.ts";
import { buildLarge } from "./tables/large-file.ts";
import { buildTrips } from "./tables/trips.ts";

test.describe("CORS", () => {
  test.use({ expectedErrors: [/blocked by CORS policy/] });

  test("a store that does not name this page: the rule to paste, and Retry opens the table", async ({
    page,
    serve,
  }) => {
    const { url, mount } = await serve(buildTrips(), { cors: false });
    await page.goto(linkTo(url, { v: 3 }));
    const own = new URL(page.url()).origin;
    const shown = await expectCard(page, {
      title: "Blocked by CORS: this page may not read the store",
      cause: /does not name this page's origin/,
      evidence: { Request: new RegExp(`^GET ${url}/_delta_log/`), From: own },
      ways: ["Retry", "Open another table"],
    });
    for (const store of ["S3", "Azure", "GCS", "R2", "MinIO"]) {
      await shown.getByRole("radio", { name: store }).check({ force: true });
      await expect(shown.locator("pre")).toContainText(own);
    }
    mount.cors = true;
    await shown.getByRole("button", { name: "Retry" }).click();
    await expectVersion(page, 3);
    await expectRows(page, 60);
  });
});

test.describe("access", () => {
  const denied = {
    title: "The store does not let this page in",
    cause: /The access does not cover this object, or there is none/,
    evidence: { Request: /_delta_log\//, Answer: /403/ },
    ways: ["Retry", "Open another table"],
  };

  test("denied: a signature pasted on the card opens the same view", async ({ page, serve }) => {
    const { url } = await serve(buildTrips(), { requiredQuery: "sig=right" });
    await page.goto(linkTo(url, { v: 2 }));
    const shown = await expectCard(page, denied);
    const field = shown.getByRole("textbox", { name: /Paste a signed URL/ });
    await field.fill("no signature here");
    await expect(shown).toContainText("There is no signature in this");
    await field.fill(`${url}?sig=right`);
    await expectVersion(page, 2);
    await expectRows(page, 70);
  });

  test("a wrong signature is denied again, and the next one may be right", async ({ page, serve }) => {
    const { url } = await serve(buildTrips(), { requiredQuery: "sig=right" });
    await page.goto(linkTo(url));
    const shown = await expectCard(page, denied);
    await shown.getByRole("textbox").fill("?sig=wrong");
    await expectCard(page, denied);
    await card(page, denied.title).getByRole("textbox").fill("?sig=right");
    await expectRows(page, 85);
  });

  test("an expired signature says so, and a fresh one goes on", async ({ page, serve }) => {
    const { url, mount } = await serve(buildTrips(), { expired: true });
    await page.goto(linkTo(url, { v: 1 }));
    const shown = await expectCard(page, {
      title: "The signature has expired",
      cause: /The store no longer takes it/,
      evidence: { Request: /_delta_log\// },
      ways: ["Retry", "Open another table"],
    });
    mount.expired = false;
    mount.requiredQuery = "sig=fresh";
    await shown.getByRole("textbox").fill(`${url}?sig=fresh`);
    await expectVersion(page, 1);
  });

  test("a store without ListBucket answers 403 past the log's end, and the table opens all the same", async ({
    page,
    serve,
  }) => {
    const { url } = await serve(buildTrips(), { absentStatus: 403 });
    await openTable(page, url);
    await expectRows(page, 85);
  });
});

test.describe("ranges", () => {
  test("a server without ranges is tolerated where files are small", async ({ page, serve }) => {
    const { url } = await serve(buildTrips(), { ignoreRange: true });
    await openTable(page, url);
    await expectRows(page, 85);
    await expect(cell(page, 1, 1)).toHaveText("100");
  });

  test("a large file of such a server: the card says what reading costs, and reads it if told to", async ({
    page,
    serve,
  }) => {
    const { url } = await serve(buildLarge(), { ignoreRange: true });
    await page.goto(linkTo(url));
    const shown = await expectCard(page, {
      title: "This server gives whole files only",
      cause: /Asked for a part of a file, it sends all of it/,
      evidence: { Request: /part-00000\.parquet/, Size: /MB/ },
      ways: [/^Read whole files up to/, "Open another table"],
    });
    await shown.getByRole("button", { name: /^Read whole files up to/ }).click();
    await expect(cell(page, 1, 1)).toHaveText("0");
  });
});

test.describe("network", () => {
  test("lost before the first rows: Retry opens the table", async ({ page, serve }) => {
    const { url, mount } = await serve(buildTrips(), { answersUntilCut: 3 });
    await page.goto(linkTo(url, { v: 4 }));
    const shown = await expectCard(page, {
      title: "The store could not be reached",
      cause: /connection failed/,
      evidence: { Request: /trips\// },
      ways: ["Retry", "Open another table"],
    });
    mount.answersUntilCut = undefined;
    await shown.getByRole("button", { name: "Retry" }).click();
    await expectVersion(page, 4);
    await expectRows(page, 60);
  });

  test("lost midway: the rows stay, and Retry resumes where it broke", async ({ page, serve }) => {
    const { url, mount } = await serve(buildTall());
    await openTable(page, url);
    await expectRows(page, tallRowCount);
    await cell(page, 1, 1).click();
    mount.answersUntilCut = 0;
    await page.keyboard.press("Control+End");
    const retry = page.getByRole("button", { name: "Retry" });
    await expect(retry).toBeVisible();
    await expect(grid(page)).toBeVisible();
    mount.answersUntilCut = undefined;
    await retry.click();
    await expect(row(page, tallRowCount)).toContainText(`row ${tallRowCount - 1}`);
    await expect(retry).toBeHidden();
  });

  test("a store that fails again and again: says how it answers, and Retry goes on", async ({ page, serve }) => {
    const { url, mount } = await serve(buildTrips(), { failTimes: 1000, failStatus: 503 });
    await page.goto(linkTo(url));
    const shown = await expectCard(page, {
      title: "The store is not answering as it should",
      cause: /asked several times/,
      evidence: { Request: /_delta_log\//, Answer: "503" },
      ways: ["Retry", "Open another table"],
    });
    mount.failTimes = 0;
    await shown.getByRole("button", { name: "Retry" }).click();
    await expectRows(page, 85);
  });

  test("a store that is busy for a moment is waited for", async ({ page, serve }) => {
    const { url } = await serve(buildTrips(), { failTimes: 2, failStatus: 429 });
    await openTable(page, url);
    await expectRows(page, 85);
  });
});
