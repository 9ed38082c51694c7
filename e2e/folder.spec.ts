// A table in a folder of this computer, by each way in which a browser hands one over.

import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectCard } from "./expect-card.ts";
import { expect, test } from "./fixtures.ts";
import { card, cell, expectRows, expectVersion, linkTo } from "./table-page.ts";
import type { TableObjects } from "./tables/delta-table.ts";
import { writeToDisk } from "./tables/on-disk.ts";
import { buildTrips } from "./tables/trips.ts";

const folders: string[] = [];

test.afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function onDisk(objects: TableObjects, path: string): string {
  const folder = writeToDisk(objects, path);
  folders.push(folder);
  return folder;
}

/** A browser without the File System Access API. */
async function withoutPicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "showDirectoryPicker");
  });
}

async function chooseFolder(page: Page, path: string, button = "Folder"): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  await (await chooser).setFiles(path);
}

/** Puts a table into the page's own file system and returns after `use` ran there with its handle. */
async function intoBrowser(page: Page, objects: TableObjects): Promise<void> {
  const plain = [...objects].map(([key, bytes]) => [key, [...bytes]] as const);
  await page.evaluate(async (files) => {
    const root = await navigator.storage.getDirectory();
    const table = await root.getDirectoryHandle("trips", { create: true });
    for (const [key, bytes] of files) {
      const parts = key.split("/");
      const name = parts.pop() ?? "";
      let folder = table;
      for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
      const writer = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writer.write(Uint8Array.from(bytes));
      await writer.close();
    }
  }, plain);
}

test("the folder input: rows, travel, and the inspector", async ({ page, watch }) => {
  const folder = onDisk(buildTrips(), "trips");
  await withoutPicker(page);
  await page.goto("/");
  await chooseFolder(page, join(folder, "trips"));
  await expectRows(page, 85);
  await expect(page).toHaveURL(/src=local:trips/);
  await page.getByRole("button", { name: "Older version" }).click();
  await expectVersion(page, 5);
  await expectRows(page, 60);
  await cell(page, 1, 2).dblclick();
  await expect(page.getByRole("region", { name: "city, row 1" })).toBeVisible();
  const own = new URL(page.url()).origin;
  expect(watch.requests.filter((url) => !url.startsWith(own) && !url.startsWith("blob:"))).toEqual([]);
});

test("a folder that holds the table's folder", async ({ page }) => {
  const folder = onDisk(buildTrips(), "lake/silver/trips");
  await withoutPicker(page);
  await page.goto("/");
  await chooseFolder(page, join(folder, "lake"));
  await expectRows(page, 85);
});

test("a folder without a table is refused in words", async ({ page }) => {
  const folder = onDisk(new Map([["notes.txt", new Uint8Array(3)]]), "papers");
  await withoutPicker(page);
  await page.goto("/");
  await chooseFolder(page, join(folder, "papers"));
  await expect(page.getByText("There is no _delta_log in “papers”")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /Paste a table/ })).toBeVisible();
});

test("a log without a commit or a checkpoint", async ({ page }) => {
  const folder = onDisk(new Map([["_delta_log/00000000000000000000.crc", new Uint8Array(3)]]), "emptied");
  await withoutPicker(page);
  await page.goto("/");
  await chooseFolder(page, join(folder, "emptied"));
  await expectCard(page, {
    title: "There is no Delta table here",
    cause: /There is a _delta_log, and no commit in it/,
    evidence: { Location: "local:emptied" },
    ways: ["Retry", "Open another table"],
  });
});

test("a log that holds a hint alone", async ({ page }) => {
  const hint = new TextEncoder().encode('{"version":10,"size":12}');
  const folder = onDisk(new Map([["_delta_log/_last_checkpoint", hint]]), "hinted");
  await withoutPicker(page);
  await page.goto("/");
  await chooseFolder(page, join(folder, "hinted"));
  await expectCard(page, {
    title: "There is no Delta table here",
    cause: /_last_checkpoint/,
    evidence: { Location: "local:hinted" },
    ways: ["Retry", "Open another table"],
  });
});

test("after a reload the same folder is asked for again, and the view stays", async ({ page }) => {
  const folder = onDisk(buildTrips(), "trips");
  await withoutPicker(page);
  await page.goto("/");
  await chooseFolder(page, join(folder, "trips"));
  await expectRows(page, 85);
  await page.goto(linkTo("local:trips", { v: 2 }));
  await expectVersion(page, 2);
  await page.reload();
  await expect(card(page, /This page has no access to the folder/)).toBeVisible();
  await chooseFolder(page, join(folder, "trips"), "Choose the folder");
  await expectVersion(page, 2);
  await expectRows(page, 70);
});

test("the browser's own picker hands over a handle", async ({ page }) => {
  await page.goto("/");
  await intoBrowser(page, buildTrips());
  await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getDirectoryHandle("trips");
    Reflect.set(window, "showDirectoryPicker", () => Promise.resolve(handle));
  });
  await page.getByRole("button", { name: "Folder" }).click();
  await expectRows(page, 85);
});

test("a dropped folder", async ({ page }) => {
  await page.goto("/");
  await intoBrowser(page, buildTrips());
  await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getDirectoryHandle("trips");
    const item = { getAsFileSystemHandle: () => Promise.resolve(handle), webkitGetAsEntry: () => null };
    const dataTransfer = new DataTransfer();
    Object.defineProperty(dataTransfer, "items", { value: [item] });
    Object.defineProperty(dataTransfer, "types", { value: ["Files"] });
    for (const type of ["dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    }
  });
  await expectRows(page, 85);
});

test("sharing a local folder is explained instead of a link that nobody could open", async ({ page }) => {
  const folder = onDisk(buildTrips(), "trips");
  await withoutPicker(page);
  await page.goto("/");
  await chooseFolder(page, join(folder, "trips"));
  await expectRows(page, 85);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this view" });
  await expect(dialog).toContainText("A local folder can’t be shared as a link");
  await expect(dialog.getByRole("button", { name: "Copy link" })).toHaveCount(0);
});
