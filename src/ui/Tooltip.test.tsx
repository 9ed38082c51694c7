import { Moon } from "lucide-react";
import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { IconButton } from "./IconButton.tsx";

async function setup() {
  const screen = await render(
    <IconButton label="Dark theme" keys="D">
      <Moon aria-hidden="true" />
    </IconButton>,
  );
  return { button: screen.getByRole("button", { name: "Dark theme" }), tip: screen.getByText("Dark theme") };
}

describe("the tooltip of an icon button", () => {
  it("comes with the pointer and goes with it", async () => {
    const { button, tip } = await setup();
    await userEvent.hover(button);
    await expect.element(tip).toBeVisible();
    await userEvent.unhover(button);
    await expect.element(tip).not.toBeInTheDocument();
  });

  it("comes with the keyboard's focus, and Escape takes it away", async () => {
    const { tip } = await setup();
    await userEvent.tab();
    await expect.element(tip).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(tip).not.toBeInTheDocument();
  });
});
