import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup, render } from "vitest-browser-react";
import type { TableError } from "#delta/errors.ts";
import { createFakeClient, fakeError } from "#testing/fake-client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import { SchemaPanel, type SchemaPanelProps } from "./SchemaPanel.tsx";

interface Options {
  readonly column?: readonly string[];
  readonly coverageError?: TableError;
  readonly change?: (snapshot: SnapshotInfo) => SnapshotInfo;
}

interface ScreenProps extends Omit<SchemaPanelProps, "name" | "column"> {
  readonly first: readonly string[] | undefined;
}

/** What the app does with the link. */
function Screen({ first, onColumn, ...rest }: ScreenProps) {
  const [column, setColumn] = useState(first);
  const choose = (next: readonly string[] | undefined) => {
    onColumn(next);
    setColumn(next);
  };
  return (
    <div style={{ height: 700 }}>
      <SchemaPanel {...rest} name="rides" column={column} onColumn={choose} />
    </div>
  );
}

async function setup({ column, coverageError, change = (snapshot) => snapshot }: Options = {}) {
  const fake = createFakeClient();
  const client: typeof fake = {
    ...fake,
    call: (method, argument, options) =>
      method === "readStatsCoverage" && coverageError !== undefined
        ? Promise.reject(coverageError)
        : fake.call(method, argument, options),
  };
  const snapshot = change(await fake.call("openSnapshot", { location: "demo:rides", at: { kind: "latest" } }));
  const onShowInData = vi.fn();
  const chosen: (readonly string[] | undefined)[] = [];

  await render(
    <QueryClientProvider client={new QueryClient()}>
      <Screen first={column} onColumn={(next) => chosen.push(next)} {...{ client, snapshot, onShowInData }} />
    </QueryClientProvider>,
  );
  return {
    onShowInData,
    chosen,
    tree: page.getByRole("tree", { name: /^Columns of version/ }),
    item: (name: RegExp) => page.getByRole("treeitem", { name }),
    inspector: (path: string) => page.getByRole("region", { name: `Column ${path}`, exact: true }),
    find: page.getByRole("searchbox", { name: "Find a column by name or type" }),
  };
}

afterEach(cleanup);

describe("the schema", () => {
  it("is a tree, all open, with types, places and statistics", async () => {
    const { tree, item } = await setup();
    await expect.element(tree).toBeVisible();
    await expect.element(item(/^driver struct/)).toHaveAttribute("aria-expanded", "true");
    await expect.element(item(/^plate string/)).toHaveAttribute("aria-level", "3");
    await expect.element(item(/^day date.*partition.*exact/)).toBeVisible();
    await expect.element(item(/^ride_id long.*all files/)).toBeVisible();
    await expect.element(item(/^name string.*55 %/)).toBeVisible();
    await expect.element(item(/^receipt binary.*nulls only/)).toBeVisible();
  });

  it("is found by name and by type, with what leads to it", async () => {
    const { find, item } = await setup();
    await find.fill("plate");
    await expect.element(item(/^vehicle/)).toBeVisible();
    await expect.element(item(/^plate/)).toBeVisible();
    expect(item(/^ride_id/).query()).toBeNull();
    await find.fill("boolean");
    await expect.element(item(/^pooled/)).toBeVisible();
    await find.fill("no such column");
    await expect.element(page.getByText("No column matches")).toBeVisible();
  });

  it("closes and opens as a whole", async () => {
    const { item } = await setup();
    await page.getByRole("button", { name: "Collapse all" }).click();
    expect(item(/^plate/).query()).toBeNull();
    await page.getByRole("button", { name: "Expand all" }).click();
    await expect.element(item(/^plate/)).toBeVisible();
  });

  it("says what a version without columns is", async () => {
    await setup({ change: (snapshot) => ({ ...snapshot, schema: { kind: "struct", fields: [] } }) });
    await expect.element(page.getByText("v41 has no columns")).toBeVisible();
  });

  it("stands without statistics, and says why", async () => {
    const { item } = await setup({ coverageError: fakeError("NetworkFailed", { url: "x", reason: "gone" }) });
    await expect.element(page.getByText(/^Statistics could not be counted\./)).toBeVisible();
    await expect.element(item(/^ride_id long/)).toBeVisible();
  });

  it("lists the table's constraints", async () => {
    await setup({
      change: (snapshot) => ({ ...snapshot, configuration: new Map([["delta.constraints.paid", "fare > 0"]]) }),
    });
    await expect.element(page.getByRole("region", { name: "Constraints" })).toHaveTextContent("Constraintpaidfare > 0");
    await expect.element(page.getByRole("treeitem", { name: /^fare .*check/ })).toBeVisible();
  });
});

describe("a column", () => {
  it("opens its details on a click, and is shown in Data from there", async () => {
    const { item, inspector, onShowInData, chosen } = await setup();
    await item(/^plate/).click();
    const details = inspector("driver.vehicle.plate");
    await expect.element(details).toHaveTextContent("in driver.vehicle");
    expect(chosen).toEqual([["driver", "vehicle", "plate"]]);
    await details.getByRole("button", { name: "Show in Data" }).click();
    expect(onShowInData).toHaveBeenCalledWith("driver");
    await details.getByRole("button", { name: "Close the column" }).click();
    await expect.element(details).not.toBeInTheDocument();
  });

  it("of a link is open, and one that is not there is told", async () => {
    const { inspector } = await setup({ column: ["driver", "name"] });
    await expect.element(inspector("driver.name")).toHaveTextContent("19 of 38 files");
    await expect.element(page.getByRole("treeitem", { name: /^name/ })).toHaveAttribute("aria-selected", "true");
    await cleanup();
    await setup({ column: ["driver", "gone"] });
    await expect.element(page.getByText("There is no column driver.gone in v41.")).toBeVisible();
  });

  it("is reached by the keys of a tree", async () => {
    const { tree, inspector, item } = await setup();
    await expect.element(tree).toBeVisible();
    (tree.element() as HTMLElement).focus();
    const active = () =>
      document.getElementById(tree.element().getAttribute("aria-activedescendant") ?? "")?.textContent;
    expect(active()).toMatch(/^ride_id/);
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    expect(active()).toMatch(/^driver/);
    await userEvent.keyboard("{ArrowLeft}");
    await expect.element(item(/^driver/)).toHaveAttribute("aria-expanded", "false");
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    expect(active()).toMatch(/^name/);
    expect(page.getByRole("region", { name: /^Column/ }).query()).toBeNull();
    await userEvent.keyboard("{Enter}");
    await expect.element(inspector("driver.name")).toBeVisible();
    await userEvent.keyboard("{ArrowDown}");
    await expect.element(inspector("driver.rating")).toBeVisible();
    await userEvent.keyboard("{End}");
    await expect.element(inspector("day")).toBeVisible();
  });
});
