import { describe, expect, it } from "vitest";
import { estimateWidth, layOutColumns, revealLeft, type SizedColumn, visibleColumns } from "./column-layout.ts";

function sized(widths: readonly number[], from = 0): SizedColumn[] {
  return widths.map((width, at) => ({
    column: { id: `c${from + at}`, name: `c${from + at}`, typeLabel: "long", align: "end" },
    index: from + at,
    width,
  }));
}

const many = layOutColumns([], sized(Array.from({ length: 2000 }, () => 100)), 80);
const pinned = layOutColumns(sized([120, 60]), sized([100, 200, 50, 100], 2), 80);

describe("layOutColumns", () => {
  it("puts pinned columns first and sums the widths before each", () => {
    expect(pinned.columns.map(({ left }) => left)).toEqual([80, 200, 260, 360, 560, 610]);
    expect(pinned).toMatchObject({ pinnedCount: 2, startWidth: 260, totalWidth: 710 });
  });
});

describe("visibleColumns", () => {
  it.each([
    ["at the start", 0, 1080, 0, 0, 10],
    ["with some more at the end", 0, 1080, 2, 0, 12],
    ["within", 50_000, 1080, 0, 500, 510],
    ["with some more on both sides", 50_000, 1080, 2, 498, 512],
    ["in the middle of a column", 50_050, 1080, 0, 500, 511],
    ["at the end", 199_000, 1080, 2, 1988, 2000],
  ])("%s", (_, scrollLeft, viewport, overscan, start, end) => {
    expect(visibleColumns(many, scrollLeft, viewport, overscan)).toEqual({ start, end });
  });

  it("counts only what pinned columns do not cover", () => {
    expect(visibleColumns(pinned, 100, 400, 0)).toEqual({ start: 3, end: 4 });
  });

  it("is empty without columns", () => {
    expect(visibleColumns(layOutColumns([], [], 80), 0, 500, 2)).toEqual({ start: 0, end: 0 });
  });
});

describe("revealLeft", () => {
  it.each([
    ["a pinned column needs nothing", 1, 50, 400, 50],
    ["a column in sight needs nothing", 2, 0, 400, 0],
    ["a column to the left", 2, 150, 400, 0],
    ["a column to the right", 4, 0, 400, 210],
    ["a column wider than the view shows its start", 3, 0, 300, 100],
  ])("%s", (_, place, scrollLeft, viewport, expected) => {
    expect(revealLeft(pinned, place, scrollLeft, viewport)).toBe(expected);
  });
});

describe("estimateWidth", () => {
  it.each([
    ["id", "long", 88],
    ["started_at", "timestamp", 161],
    ["x".repeat(200), "decimal(38,18)", 280],
  ])("%s %s", (name, typeLabel, width) => {
    expect(estimateWidth({ id: name, name, typeLabel, align: "start" })).toBe(width);
  });

  it("takes the width it is given", () => {
    expect(estimateWidth({ id: "a", name: "a", typeLabel: "long", align: "end", initialWidth: 333 })).toBe(333);
  });
});
