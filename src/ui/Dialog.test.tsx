import { useState } from "react";
import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

function Sharing() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Share</Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title="Share this view" footer={<Button>Copy link</Button>}>
        A link without credentials
      </Dialog>
    </>
  );
}

async function setup() {
  const screen = await render(<Sharing />);
  const dialog = screen.getByRole("dialog", { name: "Share this view" });
  const trigger = screen.getByRole("button", { name: "Share" });
  await userEvent.click(trigger);
  await expect.element(dialog).toBeVisible();
  return { screen, dialog, trigger };
}

describe("Dialog", () => {
  it.each([
    ["Escape", async () => userEvent.keyboard("{Escape}")],
    [
      "its button",
      async ({ screen }: Awaited<ReturnType<typeof setup>>) =>
        userEvent.click(screen.getByRole("button", { name: "Close" })),
    ],
  ])("is closed by %s and gives the focus back", async (_, close) => {
    const parts = await setup();
    await close(parts);
    await expect.element(parts.dialog).not.toBeInTheDocument();
    await expect.element(parts.trigger).toHaveFocus();
  });

  it("holds the focus", async () => {
    const { dialog } = await setup();
    for (let presses = 0; presses < 4; presses++) {
      await userEvent.tab();
      expect(dialog.element().contains(document.activeElement)).toBe(true);
    }
  });
});
