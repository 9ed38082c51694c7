import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { CopyButton } from "./CopyButton.tsx";
import { LiveRegion } from "./LiveRegion.tsx";

async function setup(text: string | (() => Promise<string>)) {
  const screen = await render(
    <>
      <CopyButton text={text} label="Copy link" />
      <LiveRegion />
    </>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Copy link" }));
  return { button: screen.getByRole("button"), status: screen.getByRole("status") };
}

describe("CopyButton", () => {
  it("copies, and says so on itself and aloud", async () => {
    const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    const { button, status } = await setup("https://deltarium.example");
    expect(write).toHaveBeenCalledWith("https://deltarium.example");
    await expect.element(button).toHaveTextContent("Copied");
    await expect.element(status).toHaveTextContent("Copied");
  });

  it("copies text that has to be fetched", async () => {
    const write = vi.spyOn(navigator.clipboard, "write").mockResolvedValue();
    await setup(async () => "fetched");
    const blob = await write.mock.calls[0]?.[0][0]?.getType("text/plain");
    expect(await blob?.text()).toBe("fetched");
  });

  it("says when the browser refuses", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("no", "NotAllowedError"));
    const { button, status } = await setup("x");
    await expect.element(button).toHaveTextContent("Not copied");
    await expect.element(status).toHaveTextContent("Could not copy");
  });
});
