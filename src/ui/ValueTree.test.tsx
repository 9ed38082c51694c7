import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { TreeNode } from "./tree-node.ts";
import { ValueTree } from "./ValueTree.tsx";

const ROOT: TreeNode = {
  label: "driver",
  text: "2 fields",
  tone: "nested",
  count: 2,
  child: (index) =>
    index === 0
      ? { label: "name", text: '"Zofia"', copy: "Zofia", tone: "text" }
      : {
          label: "trips",
          text: "100,000 items",
          count: 100_000,
          child: (at) => ({ label: String(at), text: `trip ${at}`, step: `[${at}]` }),
        },
};

async function setup() {
  const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  const screen = await render(<ValueTree label="Value of driver" root={ROOT} />);
  const item = (name: RegExp) => screen.getByRole("treeitem", { name });
  await userEvent.tab();
  return { screen, item, copied };
}

describe("ValueTree", () => {
  it("is a tree whose root is open", async () => {
    const { screen, item } = await setup();
    await expect.element(screen.getByRole("tree", { name: "Value of driver" })).toBeVisible();
    await expect.element(item(/driver/)).toHaveAttribute("aria-expanded", "true");
    await expect.element(item(/driver/)).toHaveFocus();
    await expect.element(item(/trips/)).toHaveAttribute("aria-level", "2");
    await expect.element(item(/trips/)).toHaveAttribute("aria-posinset", "2");
  });

  it("is walked, opened and closed with the arrow keys", async () => {
    const { item } = await setup();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowRight}");
    await expect.element(item(/^0 … 9999$/)).toBeVisible();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}");
    await expect.element(item(/trip 0$/)).toHaveFocus();
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
    await expect.element(item(/trip 0$/)).not.toBeInTheDocument();
    await userEvent.keyboard("{End}");
    await expect.element(item(/^90000 … 99999$/)).toHaveFocus();
    await userEvent.keyboard("{Home}{ArrowLeft}");
    await expect.element(item(/trips/)).not.toBeInTheDocument();
  });

  it("opens with a click", async () => {
    const { item } = await setup();
    await userEvent.click(item(/trips/));
    await expect.element(item(/^0 … 9999$/)).toBeVisible();
  });

  it("copies the path and the exact value of the line", async () => {
    const { screen, copied } = await setup();
    await userEvent.keyboard("{ArrowDown}{Control>}c{/Control}");
    expect(copied).toHaveBeenLastCalledWith("Zofia");
    await userEvent.click(screen.getByRole("button", { name: "Copy path" }));
    expect(copied).toHaveBeenLastCalledWith("driver.name");
  });
});
