import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { Button } from "./Button.tsx";
import { Menu } from "./Menu.tsx";

async function setup() {
  const onSelect = vi.fn();
  const onToggle = vi.fn();
  const screen = await render(
    <Menu
      label="Export"
      entries={[
        { id: "sql", label: "Copy as SQL", onSelect },
        { id: "line", kind: "separator" },
        { id: "off", label: "Export rows", disabled: true, onSelect },
        { id: "numbers", label: "Row numbers", checked: true, onSelect: onToggle },
      ]}
    >
      <Button>Open</Button>
    </Menu>,
  );
  return { screen, onSelect, onToggle, trigger: screen.getByRole("button", { name: "Open" }) };
}

describe("Menu", () => {
  it("says that it opens a menu, and whether it is open", async () => {
    const { screen, trigger } = await setup();
    await expect.element(trigger).toHaveAttribute("aria-haspopup", "menu");
    await expect.element(trigger).toHaveAttribute("aria-expanded", "false");
    await userEvent.click(trigger);
    await expect.element(screen.getByRole("menu", { name: "Export" })).toBeVisible();
    await expect.element(trigger).toHaveAttribute("aria-expanded", "true");
  });

  it("is closed by its own button", async () => {
    const { screen, trigger } = await setup();
    await userEvent.click(trigger);
    await expect.element(screen.getByRole("menu")).toBeVisible();
    await userEvent.click(trigger);
    await expect.element(screen.getByRole("menu")).not.toBeInTheDocument();
    await expect.element(trigger).toHaveAttribute("aria-expanded", "false");
  });

  it("is used with the keyboard alone, and gives the focus back", async () => {
    const { screen, trigger, onSelect } = await setup();
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    await expect.element(screen.getByRole("menu")).toBeVisible();
    await userEvent.keyboard("{ArrowDown}");
    await vi.waitFor(() => expect(document.activeElement?.getAttribute("role")).toMatch(/^menuitem/));
    await userEvent.keyboard("{Home}{Enter}");
    await vi.waitFor(() => expect(onSelect).toHaveBeenCalledOnce());
    await expect.element(trigger).toHaveFocus();
  });

  it("gives the focus back on Escape", async () => {
    const { screen, trigger } = await setup();
    await userEvent.click(trigger);
    await expect.element(screen.getByRole("menu")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(screen.getByRole("menu")).not.toBeInTheDocument();
    await expect.element(trigger).toHaveFocus();
  });

  it("holds choices that are on or off, and what cannot be done now", async () => {
    const { screen, trigger, onToggle } = await setup();
    await userEvent.click(trigger);
    await expect
      .element(screen.getByRole("menuitem", { name: "Export rows" }))
      .toHaveAttribute("aria-disabled", "true");
    const choice = screen.getByRole("menuitemcheckbox", { name: "Row numbers" });
    await expect.element(choice).toHaveAttribute("aria-checked", "true");
    await userEvent.click(choice);
    expect(onToggle).toHaveBeenCalledOnce();
  });
});
