import { beforeEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { SplitPane } from "./SplitPane.tsx";

beforeEach(() => localStorage.clear());

async function setup() {
  const onCloseSide = vi.fn();
  const screen = await render(
    <SplitPane id="test" sideLabel="Inspector" side={<p>40.71</p>} onCloseSide={onCloseSide}>
      rows
    </SplitPane>,
  );
  return { screen, onCloseSide, side: screen.getByRole("complementary", { name: "Inspector" }) };
}

describe("SplitPane on a wide screen", () => {
  it("has a divider that the arrow keys move, within limits", async () => {
    const { screen, side } = await setup();
    const divider = screen.getByRole("separator", { name: "Width of Inspector" });
    await expect.element(divider).toHaveAttribute("aria-valuenow", "320");
    await userEvent.tab();
    await expect.element(divider).toHaveFocus();
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
    await expect.element(divider).toHaveAttribute("aria-valuenow", "352");
    expect(side.element().getBoundingClientRect().width).toBe(352);
    await userEvent.keyboard("{End}{ArrowRight}");
    await expect.element(divider).toHaveAttribute("aria-valuenow", "240");
  });

  it("remembers its width", async () => {
    const { screen } = await setup();
    await userEvent.tab();
    await userEvent.keyboard("{ArrowLeft}");
    await screen.unmount();
    const again = await setup();
    await expect.element(again.screen.getByRole("separator")).toHaveAttribute("aria-valuenow", "336");
  });
});

describe("SplitPane on a phone", () => {
  beforeEach(async () => {
    await page.viewport(390, 844);
    return () => page.viewport(1024, 720);
  });

  it("shows the side as a sheet that closes by its button and by Escape", async () => {
    const { screen, onCloseSide } = await setup();
    await expect.element(screen.getByRole("region", { name: "Inspector" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Close Inspector" }));
    await userEvent.keyboard("{Escape}");
    expect(onCloseSide).toHaveBeenCalledTimes(2);
  });
});
