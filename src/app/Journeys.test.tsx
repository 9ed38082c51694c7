import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup, render } from "vitest-browser-react";
import { createFakeClient, type FakeOptions, fakeError } from "#testing/fake-client.ts";
import { App } from "./App.tsx";
import { createAppServices } from "./app-services.ts";

const CANARY = "c4n4ry";
const PLACE = "https://acme.blob.core.windows.net/lake/rides";
const SAS = `sv=2024-08-04&sr=c&sp=rl&se=2099-01-01T00:00:00Z&sig=${CANARY}`;

/** The whole app over the invented table, opened at a link. */
async function setup(link: string, options: FakeOptions = {}) {
  window.location.hash = link;
  const client = createFakeClient(options);
  await render(<App services={createAppServices(client)} />);
  return {
    client,
    grid: page.getByRole("grid", { name: /^Rows of version/ }),
    rail: page.getByRole("slider", { name: "Version" }),
    cell: (text: string) => page.getByRole("gridcell", { name: text, exact: true }),
    link: () => decodeURIComponent(window.location.hash),
  };
}

afterEach(async () => {
  await cleanup();
  window.location.hash = "";
});

describe("a link to a table", () => {
  it("shows the rows of its version, and says so in the page's title", async () => {
    const { grid } = await setup("#/t/data?src=demo:rides&v=6");
    await expect.element(grid).toHaveAccessibleName("Rows of version 6");
    await expect.element(page.getByRole("gridcell", { name: "2026-03-01 00:12:11.204113" })).toBeVisible();
    await expect.element(page.getByText("pinned to v6")).toBeVisible();
    expect(document.title).toBe("rides · v6");
  });

  it("marks on the page's timeline that its first rows are there", async () => {
    performance.clearMarks();
    await setup("#/t/data?src=demo:rides");
    const marks = () => performance.getEntriesByType("mark").map(({ name }) => name);
    await expect.poll(marks).toContain("deltarium:first-rows");
    expect(marks()).toEqual(
      expect.arrayContaining(["deltarium:open", "deltarium:snapshot", "deltarium:files-complete"]),
    );
  });

  it("falls back where it can't be followed, and says why until told not to", async () => {
    const { grid } = await setup("#/t/sql?src=demo:rides&v=none");
    await expect.element(grid).toHaveAccessibleName("Rows of version 41");
    await expect.element(page.getByText(/There is no tab “sql”/)).toBeVisible();
    const notice = page.getByText(/not a version number/);
    await expect.element(notice).toBeVisible();
    await page
      .getByRole("button", { name: /dismiss|close/i })
      .nth(1)
      .click();
    await expect.element(notice).not.toBeInTheDocument();
  });

  it("whose location is no place shows a card and no blank page", async () => {
    await setup("#/t/data?src=javascript:alert(1)");
    await expect.element(page.getByRole("region", { name: "This is not the location of a table" })).toBeVisible();
  });

  it("opens at its row", async () => {
    await setup("#/t/data?src=demo:rides&row=00000001.42");
    await expect.element(page.getByRole("gridcell", { name: "20,043", exact: true })).toBeVisible();
  });
});

describe("the rail", () => {
  it("travels by its keys, and the link follows", async () => {
    const { grid, rail, link } = await setup("#/t/data?src=demo:rides");
    await expect.element(rail).toHaveAttribute("aria-valuetext", expect.stringContaining("MERGE"));
    (rail.element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowLeft}");
    await expect.element(grid).toHaveAccessibleName("Rows of version 40");
    expect(link()).toContain("v=40");
    await userEvent.keyboard("{Home}");
    await expect.element(grid).toHaveAccessibleName("Rows of version 0");
    await expect.element(rail).toHaveAttribute("aria-valuetext", expect.stringContaining("can't be read"));
  });

  it("steps by single keys from anywhere but a text field", async () => {
    const { grid } = await setup("#/t/data?src=demo:rides&v=20");
    await expect.element(grid).toHaveAccessibleName("Rows of version 20");
    await userEvent.keyboard("]");
    await expect.element(grid).toHaveAccessibleName("Rows of version 21");
  });
});

describe("a cell", () => {
  it("opens with Enter, whole, with its file, and names its row in the link", async () => {
    const { cell, link } = await setup("#/t/data?src=demo:rides");
    await cell("2026-03-01 00:12:11.204113").click();
    await userEvent.keyboard("{ArrowRight}{Enter}");
    const inspector = page.getByRole("region", { name: "driver, row 2" });
    await expect.element(inspector.getByRole("tree")).toBeVisible();
    await expect.element(inspector).toHaveTextContent("part-00000-4c1e.c000.snappy.parquet");
    expect(link()).toContain("row=00000000.1");
    await userEvent.keyboard("{ArrowDown}");
    await expect.element(page.getByRole("region", { name: "driver, row 3" })).toBeVisible();
  });

  it("keeps its row when the version changes", async () => {
    const { cell } = await setup("#/t/data?src=demo:rides");
    await cell("2026-03-01 00:12:11.204113").click();
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("region", { name: "started_at, row 2" })).toBeVisible();
    await page.getByRole("button", { name: "Older version" }).click();
    await expect.element(page.getByRole("grid", { name: "Rows of version 40" })).toBeVisible();
    await expect.element(page.getByRole("region", { name: "started_at, row 2" })).toBeVisible();
  });
});

describe("the columns", () => {
  it("hide and come back, and the link says which are shown", async () => {
    const { link } = await setup("#/t/data?src=demo:rides&cols=ride_id,city");
    await expect.element(page.getByRole("columnheader", { name: /city/ })).toBeVisible();
    expect(page.getByRole("columnheader", { name: /fare/ }).query()).toBeNull();
    await userEvent.keyboard("c");
    await page.getByRole("textbox", { name: "Find a column by name or type" }).fill("far");
    await page.getByRole("checkbox", { name: "fare" }).click();
    await expect.element(page.getByRole("columnheader", { name: /fare/ })).toBeVisible();
    expect(link()).toContain("cols=ride_id,city,fare");
  });
});

describe("history", () => {
  it("shows what a commit did, and travels to it", async () => {
    const { link } = await setup("#/t/history?src=demo:rides");
    await page.getByRole("row", { name: /v30 RESTORE/ }).click();
    const commit = page.getByRole("region", { name: "Commit 30" });
    await expect.element(commit.getByText("Raw JSON")).toBeVisible();
    await commit.getByRole("button", { name: "Go to this version" }).click();
    await expect.element(commit.getByRole("button", { name: "In view" })).toBeVisible();
    expect(link()).toContain("v=30");
  });

  it("is found by words and by operation", async () => {
    await setup("#/t/history?src=demo:rides");
    await page.getByRole("combobox", { name: "Operation" }).selectOptions("delete");
    await expect.element(page.getByText("3 of 42 commits")).toBeVisible();
    await page.getByRole("textbox", { name: "Find in commits" }).fill("v29");
    await expect.element(page.getByText("1 of 42 commits")).toBeVisible();
  });
});

describe("a secret", () => {
  it("pasted with a location goes to the worker and stays nowhere on the page", async () => {
    const { client } = await setup("#/");
    const box = page.getByRole("textbox", { name: /Paste a table’s URL/ });
    await box.fill(`${PLACE}?${SAS}`);
    await expect.element(page.getByText("signature held")).toBeVisible();
    await expect.element(box).toHaveValue(PLACE);
    await expect.element(page.getByText("Azure SAS")).toBeVisible();
    expect(client.calls).toContainEqual({ method: "grantAccess", argument: expect.objectContaining({ query: SAS }) });
    expect(client.calls.map(({ method }) => method)).not.toContain("openSnapshot");
    expect(document.documentElement.outerHTML).not.toContain(CANARY);
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("grid", { name: /^Rows of version/ })).toBeVisible();
    expect(window.location.href).not.toContain(CANARY);
  });

  it("that is asked for lands on the same view", async () => {
    const { grid } = await setup(`#/t/data?src=${PLACE}&v=12`, { locked: [PLACE] });
    const card = page.getByRole("region", { name: "This table needs an access" });
    await expect.element(card).toBeVisible();
    await card.getByRole("textbox").fill(`${PLACE}?${SAS}`);
    await expect.element(grid).toHaveAccessibleName("Rows of version 12");
    await expect.element(page.getByText(/Azure SAS, expires/)).toBeVisible();
    expect(document.documentElement.outerHTML + window.location.href).not.toContain(CANARY);
  });

  it("is not in a shared link, whose parts are all listed", async () => {
    await setup("#/t/data?src=demo:rides&v=12");
    await page.getByRole("button", { name: "Share" }).click();
    const dialog = page.getByRole("dialog", { name: "Share this view" });
    await expect.element(dialog.getByText(/No credential is in it/)).toBeVisible();
    const link = dialog.getByRole("textbox", { name: "The link" });
    await expect.element(link).toHaveValue(expect.stringContaining("src=demo:rides&v=12"));
    await dialog.getByText("Always the latest").click();
    await expect.element(link).toHaveValue(expect.not.stringContaining("v=12"));
  });
});

describe("a failure", () => {
  it("of the version asked for offers those that are there", async () => {
    const { grid, rail } = await setup("#/t/data?src=demo:rides&v=99");
    await expect.element(rail).toHaveAttribute("aria-valuetext", "v99, not in the table");
    expect(rail.element().querySelector("[class*=current]")).toBeNull();
    await page.getByRole("button", { name: "Go to v41" }).click();
    await expect.element(grid).toHaveAccessibleName("Rows of version 41");
    await expect.element(rail).toHaveAttribute("aria-valuetext", expect.stringContaining("MERGE"));
    expect(rail.element().querySelector("[class*=current]")).not.toBeNull();
  });

  it("of the rows leaves history at work", async () => {
    const refusal = fakeError("UnsupportedFeature", { features: ["deletionVectors"], minReaderVersion: 3 });
    await setup("#/t/data?src=demo:rides", { refusal });
    await expect.element(page.getByRole("region", { name: /deletionVectors/ })).toBeVisible();
    await page.getByRole("button", { name: "See its history" }).click();
    await expect.element(page.getByRole("row", { name: /v30 RESTORE/ })).toBeVisible();
  });

  it("is left by Retry once its cause is gone", async () => {
    const failing = new Map([[PLACE, fakeError("NetworkFailed", { url: PLACE, reason: "gone" })]]);
    const { grid } = await setup(`#/t/data?src=${PLACE}`, { failing });
    const retry = page.getByRole("button", { name: "Retry" });
    await expect.element(retry).toBeVisible();
    failing.clear();
    await retry.click();
    await expect.element(grid).toHaveAccessibleName("Rows of version 41");
  });
});
