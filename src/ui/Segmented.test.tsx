import { useState } from "react";
import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { Segmented } from "./Segmented.tsx";

function Measure() {
  const [value, setValue] = useState("rows");
  const options = ["rows", "files", "bytes"].map((name) => ({ value: name, label: name }));
  return <Segmented label="Measure" options={options} value={value} onChange={setValue} />;
}

describe("Segmented", () => {
  it("is a named group of which one is chosen", async () => {
    const screen = await render(<Measure />);
    await expect.element(screen.getByRole("group", { name: "Measure" })).toBeVisible();
    await expect.element(screen.getByRole("radio", { name: "rows" })).toBeChecked();
  });

  it("is chosen from with the arrow keys and with a click", async () => {
    const screen = await render(<Measure />);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowRight}");
    await expect.element(screen.getByRole("radio", { name: "files" })).toBeChecked();
    await userEvent.click(screen.getByText("bytes"));
    await expect.element(screen.getByRole("radio", { name: "bytes" })).toBeChecked();
  });
});
