import { describe, expect, it } from "vitest";
import { clampSelection, type GridKey, isRange, moveByKey, rectangleOf, selectCell } from "./grid-selection.ts";

const bounds = { rowCount: 1000, columnCount: 8, pageRows: 20 };

function press(combination: string): GridKey {
  const parts = combination.split("+");
  return {
    key: parts.at(-1) ?? "",
    shiftKey: parts.includes("Shift"),
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Meta"),
    altKey: parts.includes("Alt"),
  };
}

describe("a key moves the focus", () => {
  it.each([
    ["ArrowDown", 500, 3, 501, 3],
    ["ArrowUp", 500, 3, 499, 3],
    ["ArrowLeft", 500, 3, 500, 2],
    ["ArrowRight", 500, 3, 500, 4],
    ["ArrowDown", 999, 3, 999, 3],
    ["ArrowRight", 0, 7, 0, 7],
    ["ArrowLeft", 0, 0, 0, 0],
    ["ArrowUp", 0, 3, -1, 3],
    ["ArrowUp", -1, 3, -1, 3],
    ["ArrowDown", -1, 3, 0, 3],
    ["ArrowRight", -1, 3, -1, 4],
    ["Home", 500, 3, 500, 0],
    ["End", 500, 3, 500, 7],
    ["Ctrl+Home", 500, 3, 0, 0],
    ["Ctrl+End", 500, 3, 999, 7],
    ["Meta+End", 500, 3, 999, 7],
    ["Ctrl+ArrowDown", 500, 3, 999, 3],
    ["Ctrl+ArrowUp", 500, 3, 0, 3],
    ["Ctrl+ArrowLeft", 500, 3, 500, 0],
    ["Ctrl+ArrowRight", 500, 3, 500, 7],
    ["PageDown", 500, 3, 520, 3],
    ["PageDown", 990, 3, 999, 3],
    ["PageDown", -1, 3, 20, 3],
    ["PageUp", 500, 3, 480, 3],
    ["PageUp", 5, 3, 0, 3],
    ["PageUp", 0, 3, 0, 3],
  ])("%s from row %s, column %s to row %s, column %s", (key, row, column, toRow, toColumn) => {
    const moved = moveByKey(selectCell({ row, column }), press(key), bounds);
    expect(moved).toEqual(selectCell({ row: toRow, column: toColumn }));
  });

  it.each(["a", "Enter", "Tab", "Alt+ArrowLeft", "F5"])("not at all with %s", (key) => {
    expect(moveByKey(selectCell({ row: 5, column: 3 }), press(key), bounds)).toBeUndefined();
  });

  it("not at all without columns", () => {
    expect(
      moveByKey(selectCell({ row: 0, column: 0 }), press("ArrowDown"), { ...bounds, columnCount: 0 }),
    ).toBeUndefined();
  });
});

describe("a range", () => {
  it("grows with Shift and keeps its anchor", () => {
    const one = moveByKey(selectCell({ row: 5, column: 3 }), press("Shift+ArrowDown"), bounds);
    const two = one && moveByKey(one, press("Shift+ArrowLeft"), bounds);
    expect(two && rectangleOf(two)).toEqual({ rowFirst: 5, rowLast: 6, columnFirst: 2, columnLast: 3 });
    expect(two?.anchor).toEqual({ row: 5, column: 3 });
  });

  it("never takes in the header", () => {
    const moved = moveByKey(selectCell({ row: 0, column: 3 }), press("Shift+ArrowUp"), bounds);
    expect(moved).toEqual(selectCell({ row: 0, column: 3 }));
  });

  it("is everything after Ctrl+A", () => {
    const all = moveByKey(selectCell({ row: 5, column: 3 }), press("Ctrl+a"), bounds);
    expect(all && rectangleOf(all)).toEqual({ rowFirst: 0, rowLast: 999, columnFirst: 0, columnLast: 7 });
    expect(all && isRange(all)).toBe(true);
  });

  it("ends when the focus moves without Shift", () => {
    const range = { focus: { row: 9, column: 5 }, anchor: { row: 5, column: 3 } };
    expect(moveByKey(range, press("ArrowDown"), bounds)).toEqual(selectCell({ row: 10, column: 5 }));
  });

  it("shrinks with its grid, and is the same object when it need not", () => {
    const range = { focus: { row: 900, column: 7 }, anchor: { row: 5, column: 3 } };
    expect(clampSelection(range, bounds)).toBe(range);
    expect(clampSelection(range, { ...bounds, rowCount: 10, columnCount: 4 })).toEqual({
      focus: { row: 9, column: 3 },
      anchor: { row: 5, column: 3 },
    });
  });
});
