import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { createModel, firstRowInSight, frames, HUGE, setup } from "#testing/fake-grid.tsx";
import type { DataGridHandle } from "./data-grid-props.ts";

describe("the grid to assistive technology", () => {
  it("counts the rows with the header, and the columns with the row number", async () => {
    const { grid } = await setup(createModel());
    await expect.element(grid).toHaveAttribute("aria-rowcount", "1001");
    await expect.element(grid).toHaveAttribute("aria-colcount", "9");
    await expect.element(grid).toHaveAttribute("aria-multiselectable", "true");
  });

  it("tells that the number of rows is not known while it is not", async () => {
    const { grid } = await setup(createModel({ isExact: false }));
    await expect.element(grid).toHaveAttribute("aria-rowcount", "-1");
  });

  it("places every row, header and cell", async () => {
    const { cell } = await setup(createModel());
    await expect.element(cell("r3c2")).toHaveAttribute("aria-colindex", "4");
    expect(cell("r3c2").element().closest("[role=row]")?.getAttribute("aria-rowindex")).toBe("5");
    const header = page.getByRole("columnheader", { name: /column 2/ });
    await expect.element(header).toHaveAttribute("aria-colindex", "4");
    expect(header.element().closest("[role=row]")?.getAttribute("aria-rowindex")).toBe("1");
  });

  it("marks cells that are on their way as busy, and keeps the names of columns", async () => {
    const model = createModel({ isHeld: true });
    const { grid, cell } = await setup(model);
    await expect.element(page.getByRole("columnheader", { name: /column 0/ })).toBeVisible();
    expect(grid.element().querySelectorAll('[role=gridcell][aria-busy="true"]').length).toBeGreaterThan(50);
    model.release();
    await expect.element(cell("r0c0")).toBeVisible();
    expect(grid.element().querySelector("[role=gridcell][aria-busy]")).toBeNull();
  });

  it("has one cell in the tab order", async () => {
    const { grid, cell } = await setup(createModel());
    await expect.element(cell("r0c0")).toHaveAttribute("tabindex", "0");
    expect(grid.element().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });
});

describe("the keyboard", () => {
  it.each([
    ["{ArrowDown}{ArrowDown}{ArrowRight}", "2:1"],
    ["{ArrowRight}{ArrowRight}{ArrowLeft}", "0:1"],
    ["{ArrowUp}", "-1:0"],
    ["{ArrowUp}{ArrowDown}", "0:0"],
    ["{End}", "0:7"],
    ["{End}{Home}", "0:0"],
    ["{Control>}{End}{/Control}", "999:7"],
    ["{Control>}{End}{/Control}{Control>}{Home}{/Control}", "0:0"],
    ["{Control>}{ArrowDown}{/Control}", "999:0"],
    ["{PageDown}", "15:0"],
    ["{PageDown}{PageUp}", "0:0"],
  ])("%s goes to %s, focused and in sight", async (keys, place) => {
    const { enter, focused, element } = await setup(createModel());
    await enter();
    await userEvent.keyboard(keys);
    await vi.waitFor(() => expect(focused()).toBe(place));
    const box = (document.activeElement as HTMLElement).getBoundingClientRect();
    const around = element().getBoundingClientRect();
    expect(box.top).toBeGreaterThanOrEqual(around.top);
    expect(box.bottom).toBeLessThanOrEqual(around.bottom);
    expect(box.left).toBeGreaterThanOrEqual(around.left);
    expect(box.right).toBeLessThanOrEqual(around.right);
  });

  it.each([["{Enter}"], [" "]])("%s opens the focused cell", async (key) => {
    const onOpenCell = vi.fn();
    const { enter } = await setup(createModel(), { onOpenCell });
    await enter();
    await userEvent.keyboard(`{ArrowDown}{ArrowRight}${key}`);
    expect(onOpenCell).toHaveBeenCalledExactlyOnceWith({ row: 1, column: 1 });
  });

  it("selects a range with Shift, all with Ctrl+A, and one cell again with Escape", async () => {
    const { enter, cell } = await setup(createModel());
    await enter();
    await userEvent.keyboard("{Shift>}{ArrowDown}{ArrowRight}{/Shift}");
    await expect.element(cell("r1c1")).toHaveAttribute("aria-selected", "true");
    await expect.element(cell("r0c0")).toHaveAttribute("aria-selected", "true");
    await expect.element(cell("r2c0")).toHaveAttribute("aria-selected", "false");
    await userEvent.keyboard("{Escape}");
    await expect.element(cell("r0c0")).toHaveAttribute("aria-selected", "false");
    await expect.element(cell("r1c1")).toHaveAttribute("aria-selected", "true");
    await userEvent.keyboard("{Control>}{Home}{/Control}{Control>}a{/Control}{Control>}{Home}{/Control}");
    await expect.element(cell("r0c0")).toHaveAttribute("aria-selected", "true");
  });

  it("keeps the focus on its cell when it is scrolled far out of sight", async () => {
    const { enter, focused, scrollTo, rowsShown } = await setup(createModel({ rows: HUGE }));
    await enter();
    await userEvent.keyboard("{ArrowDown}");
    await scrollTo(4_000_000);
    expect(focused()).toBe("1:0");
    expect(rowsShown()).toContain(1);
    await userEvent.keyboard("{ArrowDown}");
    await vi.waitFor(() => expect(focused()).toBe("2:0"));
  });

  it("changes a column's width from its header", async () => {
    const { enter } = await setup(createModel());
    await enter();
    const header = page.getByRole("columnheader", { name: /column 0/ });
    await userEvent.keyboard("{ArrowUp}{Alt>}{ArrowRight}{ArrowRight}{/Alt}");
    await vi.waitFor(() => expect(header.element().getBoundingClientRect().width).toBe(152));
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    await vi.waitFor(() => expect(header.element().getBoundingClientRect().width).toBe(136));
  });
});

describe("two billion rows", () => {
  it("have a true scrollbar: its end is the last row, its middle the middle", async () => {
    const { element, scrollTo, cell } = await setup(createModel({ rows: HUGE }));
    expect(element().scrollHeight).toBeLessThan(8_100_000);
    await scrollTo(element().scrollHeight);
    await expect.element(cell("r1999999999c0")).toBeVisible();
    await scrollTo((element().scrollHeight - element().clientHeight) / 2);
    await vi.waitFor(() => expect(Math.abs(firstRowInSight(element()) / HUGE - 0.5)).toBeLessThan(0.001));
    await scrollTo(0);
    await expect.element(cell("r0c0")).toBeVisible();
  });

  it("move by the pixel under a wheel, wherever they are", async () => {
    const { element, scrollTo } = await setup(createModel({ rows: HUGE }));
    await scrollTo(4_000_000);
    const before = firstRowInSight(element());
    element().dispatchEvent(new WheelEvent("wheel", { deltaY: 280, bubbles: true }));
    element().scrollTop += 280;
    await vi.waitFor(() => expect(firstRowInSight(element())).toBe(before + 10));
  });

  it("move by one row under an arrow key, wherever they are", async () => {
    const { element, enter, focused } = await setup(createModel({ rows: HUGE }));
    await enter();
    await userEvent.keyboard("{Control>}{End}{/Control}{ArrowUp}{ArrowUp}");
    await vi.waitFor(() => expect(focused()).toBe("1999999997:7"));
    expect(element().scrollHeight - element().scrollTop - element().clientHeight).toBeLessThan(2);
  });

  it("are each reached by scrollToRow", async () => {
    const ref: { current: DataGridHandle | null } = { current: null };
    const { element, cell } = await setup(createModel({ rows: HUGE }), { ref });
    for (const row of [1_234_567_890, 1_999_999_000, 17, 3_572]) {
      ref.current?.scrollToRow(row);
      await expect.element(cell(`r${row}c0`)).toBeVisible();
      expect(firstRowInSight(element())).toBe(row);
    }
  });

  it("are drawn as a window of them", async () => {
    const { rowsShown, scrollTo } = await setup(createModel({ rows: HUGE }));
    await scrollTo(3_333_333);
    expect(rowsShown().length).toBeLessThan(50);
  });

  it("are drawn after a jump as those in sight, and once it rests with some around them", async () => {
    const { element, rowsShown, scrollTo } = await setup(createModel({ rows: HUGE }));
    await vi.waitFor(() => expect(rowsShown().length).toBeGreaterThan(22));
    await scrollTo(element().scrollHeight / 2);
    const inSight = rowsShown().filter((row) => row > 1000).length;
    // 470 pixels of rows that are 28 high, one of them cut at each end.
    expect(inSight).toBeGreaterThanOrEqual(17);
    expect(inSight).toBeLessThanOrEqual(18);
    await vi.waitFor(() => expect(rowsShown().filter((row) => row > 1000).length).toBeGreaterThanOrEqual(inSight + 8));
  });
});

describe("two thousand columns", () => {
  it("are drawn as a window of them, and each is reached", async () => {
    const { element, scrollTo, cell } = await setup(createModel({ columns: 2000 }));
    expect(element().querySelectorAll("[role=columnheader]").length).toBeLessThan(20);
    await scrollTo(0, 120 * 1000);
    await expect.element(cell("r0c1000")).toBeVisible();
    await scrollTo(0, 1e9);
    await expect.element(cell("r0c1999")).toBeVisible();
    const header = page
      .getByRole("columnheader", { name: /column 1999/ })
      .element()
      .getBoundingClientRect();
    expect(cell("r0c1999").element().getBoundingClientRect().left).toBeCloseTo(header.left, 0);
  });

  it("are fetched only where they are in sight", async () => {
    const model = createModel({ columns: 2000 });
    await setup(model);
    expect(model.fetched[0]?.columns.length).toBeLessThan(15);
  });

  it("leave pinned ones where they are", async () => {
    const { scrollTo, cell, element } = await setup(createModel({ columns: 2000 }), { pinnedColumns: ["c0"] });
    const left = () => cell("r0c0").element().getBoundingClientRect().left - element().getBoundingClientRect().left;
    const before = left();
    await scrollTo(0, 50_000);
    expect(left()).toBe(before);
  });
});

describe("fetching", () => {
  it("asks for the first window at once and for each block once", async () => {
    const model = createModel();
    const { scrollTo } = await setup(model);
    expect(model.fetched.map(({ rowStart, rowEnd }) => [rowStart, rowEnd])).toEqual([[0, 64]]);
    await scrollTo(300);
    await scrollTo(600);
    expect(model.fetched).toHaveLength(1);
    await scrollTo(1400);
    await vi.waitFor(() => expect(model.fetched).toHaveLength(2));
  });

  it("does not ask for what a drag passes, and aborts what it left", async () => {
    const model = createModel({ rows: 1_000_000, isHeld: true });
    const { element } = await setup(model);
    for (const top of [100_000, 200_000, 300_000]) {
      element().scrollTop = top;
      element().dispatchEvent(new Event("scroll"));
    }
    await vi.waitFor(() => expect(model.fetched).toHaveLength(2));
    expect(model.fetched[1]?.rowStart).toBeGreaterThan(10_000);
    expect(model.aborted()).toBe(1);
  });

  it("shows rows that a growing table gains", async () => {
    const model = createModel({ rows: 5, isExact: false });
    const { cell } = await setup(model);
    await expect.element(cell("r4c0")).toBeVisible();
    model.grow(100);
    await expect.element(cell("r9c0")).toBeVisible();
  });

  it("keeps the former rows in sight while another model's are on their way", async () => {
    const { swap, cell, grid } = await setup(createModel({ cell: () => ({ text: "old" }) }));
    await expect.element(cell("old").first()).toBeVisible();
    const next = createModel({ cell: () => ({ text: "new" }), isHeld: true });
    await swap(next);
    await frames(3);
    await expect.element(cell("old").first()).toHaveAttribute("aria-busy", "true");
    await expect.element(grid).toHaveAttribute("aria-busy", "true");
    next.release();
    await expect.element(cell("new").first()).toBeVisible();
    await expect.element(cell("old")).not.toBeInTheDocument();
    expect(grid.element().getAttribute("aria-busy")).toBeNull();
  });

  it("does not show another model's rows under other columns", async () => {
    const { swap, cell } = await setup(createModel({ cell: () => ({ text: "old" }) }));
    await expect.element(cell("old").first()).toBeVisible();
    await swap(createModel({ columns: 3, isHeld: true }));
    await expect.element(cell("old")).not.toBeInTheDocument();
  });
});
