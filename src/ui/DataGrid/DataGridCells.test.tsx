import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { createModel, HUGE, setup } from "#testing/fake-grid.tsx";
import type { GridCell } from "./grid-model.ts";

describe("the text of a cell", () => {
  const TEXTS: readonly GridCell[] = [
    { text: "", tone: "null" },
    { text: "", tone: "empty" },
    { text: "", tone: "nan" },
    { text: "<img src=x onerror=alert(1)>" },
    { text: "exe\u202Egnp.doc" },
    { text: "a\nb" },
    { text: "x".repeat(10_000_000) },
    { text: "null" },
  ];

  it.each([
    [0, "null"],
    [1, '""'],
    [2, "NaN"],
    [3, "<img src=x onerror=alert(1)>"],
    [4, "exeU+202Egnp.doc"],
    [5, "a↵b"],
    [6, `${"x".repeat(400)}…`],
    [7, "null"],
  ])("%s is shown safely", async (column, shown) => {
    const { element, grid } = await setup(createModel({ rows: 1, cell: (_, at) => TEXTS[at] ?? { text: "" } }));
    await expect.element(grid.getByRole("gridcell").first()).not.toHaveAttribute("aria-busy");
    const cell = element().querySelector(`[role=gridcell][data-column="${column}"]`);
    await vi.waitFor(() => expect(cell?.textContent).toBe(shown));
    expect(cell?.querySelector("img")).toBeNull();
  });

  it("tells null from the word null by its look", async () => {
    const { element } = await setup(createModel({ rows: 1, cell: (_, at) => TEXTS[at] ?? { text: "" } }));
    await vi.waitFor(() =>
      expect(element().querySelector('[data-column="7"][role=gridcell]')?.textContent).toBe("null"),
    );
    const style = (column: number) =>
      getComputedStyle(element().querySelector(`[role=gridcell][data-column="${column}"]`) as Element).fontStyle;
    expect([style(0), style(7)]).toEqual(["italic", "normal"]);
  });
});

describe("the mouse", () => {
  it("selects a cell, and a range when it is dragged", async () => {
    const onFocusCell = vi.fn();
    const { cell } = await setup(createModel(), { onFocusCell });
    await userEvent.click(cell("r2c1"));
    expect(onFocusCell).toHaveBeenLastCalledWith({ row: 2, column: 1 });
    await userEvent.dragAndDrop(cell("r2c1"), cell("r5c3"));
    await expect.element(cell("r4c2")).toHaveAttribute("aria-selected", "true");
    await expect.element(cell("r6c2")).toHaveAttribute("aria-selected", "false");
  });

  it("opens a cell with a double click", async () => {
    const onOpenCell = vi.fn();
    const { cell } = await setup(createModel(), { onOpenCell });
    await userEvent.dblClick(cell("r2c1"));
    expect(onOpenCell).toHaveBeenCalledWith({ row: 2, column: 1 });
  });

  it("fits a column to its cells with a double click on its grip", async () => {
    const model = createModel({ cell: (row, column) => ({ text: column === 1 && row === 3 ? "w".repeat(40) : "x" }) });
    const { element, cell } = await setup(model);
    await expect.element(cell("x").first()).toBeVisible();
    const grip = element().querySelector('[data-grip="1"]');
    if (!grip) throw new Error("no grip");
    await userEvent.dblClick(grip);
    const width = () => element().querySelector('[role=columnheader][data-column="1"]')?.getBoundingClientRect().width;
    await vi.waitFor(() => expect(width()).toBeGreaterThan(300));
  });

  it("has a menu for a cell, with the page's own entries", async () => {
    const onSelect = vi.fn();
    const { cell, focused } = await setup(createModel(), {
      cellMenu: ({ row, column }) => [{ id: "f", label: `Filter ${row}:${column}`, onSelect }],
    });
    await userEvent.click(cell("r3c2"), { button: "right" });
    await expect.element(page.getByRole("menuitem", { name: /Copy cell/ })).toBeVisible();
    await userEvent.click(page.getByRole("menuitem", { name: "Filter 3:2" }));
    expect(onSelect).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(focused()).toBe("3:2"));
  });
});

describe("copying", () => {
  function watchClipboard() {
    const texts: string[] = [];
    vi.spyOn(navigator.clipboard, "write").mockImplementation(async (items) => {
      const blob = await items[0]?.getType("text/plain");
      texts.push((await blob?.text()) ?? "");
    });
    return texts;
  }

  it("writes a range as lines of tabs, with quotes where a value needs them", async () => {
    const texts = watchClipboard();
    const values = [
      ["a", 'say "hi"'],
      ["x\ty", ""],
    ];
    const model = createModel({ rows: 2, columns: 2, cell: (row, column) => ({ text: values[row]?.[column] ?? "" }) });
    const { enter } = await setup(model);
    await enter();
    await userEvent.keyboard("{Control>}a{/Control}{Control>}c{/Control}");
    await vi.waitFor(() => expect(texts).toEqual(['a\t"say ""hi"""\n"x\ty"\t']));
  });

  it("asks the page for the exact text, by the model's columns", async () => {
    const texts = watchClipboard();
    const onCopy = vi.fn(async () => "exact");
    const { enter } = await setup(createModel(), { onCopy, hiddenColumns: ["c1"] });
    await enter();
    await userEvent.keyboard("{ArrowDown}{Shift>}{ArrowDown}{ArrowRight}{/Shift}{Control>}c{/Control}");
    await vi.waitFor(() => expect(texts).toEqual(["exact"]));
    expect(onCopy).toHaveBeenCalledWith({ rowStart: 1, rowEnd: 3, columns: [0, 2] });
  });

  it("refuses more cells than a clipboard should hold", async () => {
    const onCopy = vi.fn(async () => "");
    const { enter } = await setup(createModel({ rows: HUGE }), { onCopy });
    await enter();
    await userEvent.keyboard("{Control>}a{/Control}{Control>}c{/Control}");
    expect(onCopy).not.toHaveBeenCalled();
  });
});

describe("a grid without rows", () => {
  it("shows what it is given instead, under the names of its columns", async () => {
    const { grid } = await setup(createModel({ rows: 0 }), { vacant: <p>No rows at v3</p> });
    await expect.element(grid.getByText("No rows at v3")).toBeVisible();
    await expect.element(grid).toHaveAttribute("aria-rowcount", "1");
    await expect.element(page.getByRole("columnheader", { name: /column 0/ })).toHaveAttribute("tabindex", "0");
  });

  it("has no columns either, and stays whole", async () => {
    const { grid } = await setup(createModel({ rows: 10, columns: 0 }));
    await expect.element(grid).toHaveAttribute("aria-colcount", "1");
    await expect.element(grid).toHaveAttribute("tabindex", "0");
  });
});
