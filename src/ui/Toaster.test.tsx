import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { Toaster } from "./Toaster.tsx";
import { showToast } from "./toasts.ts";

describe("Toaster", () => {
  it("shows messages, those from before it was there too", async () => {
    showToast({ title: "early" });
    const screen = await render(<Toaster />);
    showToast({ title: "v42 arrived", detail: "+204 rows" });
    await expect.element(screen.getByText("early")).toBeVisible();
    await expect.element(screen.getByText("v42 arrived")).toBeVisible();
    await expect.element(screen.getByText("+204 rows")).toBeVisible();
  });

  it("acts, and closes", async () => {
    const onSelect = vi.fn();
    const screen = await render(<Toaster />);
    showToast({ title: "v43 arrived", action: { label: "Show", onSelect }, durationMs: 0 });
    await userEvent.click(screen.getByRole("button", { name: "Show" }));
    expect(onSelect).toHaveBeenCalledOnce();
    await userEvent.click(screen.getByRole("button", { name: "Close" }));
    await expect.element(screen.getByText("v43 arrived")).not.toBeInTheDocument();
  });
});
