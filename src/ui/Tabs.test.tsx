import { describe, expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { Tabs } from "./Tabs.tsx";

const ITEMS = ["Data", "History", "Compare", "Schema", "Files", "Changes", "SQL", "Log", "About"].map((label) => ({
  id: label.toLowerCase(),
  label,
  href: `#/t/${label.toLowerCase()}`,
  count: label === "History" ? "42" : undefined,
}));

describe("Tabs", () => {
  it("are links, of which the current one is told", async () => {
    const screen = await render(<Tabs label="Views" items={ITEMS} current="data" />);
    const data = screen.getByRole("link", { name: "Data" });
    await expect.element(data).toHaveAttribute("aria-current", "page");
    await expect.element(screen.getByRole("link", { name: /History/ })).toHaveAttribute("href", "#/t/history");
    await expect.element(screen.getByRole("link", { name: /History/ })).toHaveTextContent("42");
  });

  it("keep the current one in sight where they are wider than the screen", async () => {
    const screen = await render(
      <div style={{ width: 300 }}>
        <Tabs label="Views" items={ITEMS} current="about" />
      </div>,
    );
    const box = screen.getByRole("navigation").element().getBoundingClientRect();
    const about = screen.getByRole("link", { name: "About" }).element().getBoundingClientRect();
    expect(about.right).toBeLessThanOrEqual(box.right + 1);
  });
});
