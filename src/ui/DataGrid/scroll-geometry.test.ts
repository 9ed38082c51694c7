import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterScroll,
  createGeometry,
  isNearlyStuck,
  positionAt,
  revealTop,
  TOP,
  virtualTop,
  visibleRows,
} from "./scroll-geometry.ts";

const ROW = 28;
const VIEW = 700;
const HUGE = 2_000_000_000;
const huge = createGeometry(HUGE, ROW, VIEW);

describe("createGeometry", () => {
  it.each([
    [0, 0, false, 0, 0],
    [1, 28, false, 0, 0],
    [100, 2800, false, 2100, 2100],
    [285_714, 7_999_992, false, 7_999_292, 7_999_292],
    [285_715, 8_000_000, true, 7_999_300, 7_999_320],
    [HUGE, 8_000_000, true, 7_999_300, 55_999_999_300],
  ])("lays out %s rows in %s px", (rows, elementHeight, isScaled, maxElementTop, maxVirtualTop) => {
    expect(createGeometry(rows, ROW, VIEW)).toMatchObject({ elementHeight, isScaled, maxElementTop, maxVirtualTop });
  });
});

describe("a scroll of an element as tall as its content", () => {
  const geometry = createGeometry(1000, ROW, VIEW);
  it.each([1, 300, 20_000, 27_300])("goes to pixel %s whoever made it", (elementTop) => {
    for (const byGesture of [true, false]) {
      expect(virtualTop(afterScroll(geometry, TOP, elementTop, byGesture))).toBe(elementTop);
    }
  });
});

describe("a scroll over two billion rows", () => {
  const middle = positionAt(huge, 28_000_000_000);

  it.each([1, 100, -100, 4000, -30_000])("moves by %s pixels when a gesture made it", (step) => {
    const next = afterScroll(huge, middle, middle.elementTop + step, true);
    expect(virtualTop(next) - virtualTop(middle)).toBe(step);
  });

  it("moves by pixels when the step is smaller than a thumb's", () => {
    const next = afterScroll(huge, middle, middle.elementTop + 612, false);
    expect(virtualTop(next) - virtualTop(middle)).toBe(612);
  });

  it.each([
    ["the top", 0, 0],
    ["the first thousand pixels", 1000, 1000],
    ["the middle", 7_999_300 / 2, 55_999_999_300 / 2],
    ["the last thousand pixels", 7_999_300 - 1000, 55_999_999_300 - 1000],
    ["the end", 7_999_300, 55_999_999_300],
  ])("jumps to %s when the scrollbar was dragged there", (_, elementTop, virtual) => {
    const from = positionAt(huge, elementTop === 0 ? 40_000_000_000 : 7_000_000_000);
    expect(virtualTop(afterScroll(huge, from, elementTop, false))).toBeCloseTo(virtual, -1);
  });

  it("does not lead before the first row or behind the last", () => {
    const nearTop = { elementTop: 500, shift: 400 };
    expect(virtualTop(afterScroll(huge, nearTop, 0, true))).toBe(0);
    const nearEnd = { elementTop: 1000, shift: 1000 - 55_999_999_300 + 10 };
    expect(virtualTop(afterScroll(huge, nearEnd, 1500, true))).toBe(55_999_999_300);
  });
});

describe("positionAt", () => {
  it("reaches every row of two billion, exactly and within the element", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: HUGE - 1 }), (row) => {
        const position = positionAt(huge, row * ROW);
        expect(virtualTop(position)).toBe(Math.min(row * ROW, huge.maxVirtualTop));
        expect(position.elementTop).toBeGreaterThanOrEqual(0);
        expect(position.elementTop).toBeLessThanOrEqual(huge.maxElementTop);
        const { start, end } = visibleRows(huge, position, 0);
        expect(row).toBeGreaterThanOrEqual(start);
        expect(row).toBeLessThan(end);
      }),
    );
  });

  it("keeps the order of rows and of scrollbar positions the same", () => {
    fc.assert(
      fc.property(fc.nat(55_999_999_300), fc.nat(55_999_999_300), (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(positionAt(huge, low).elementTop).toBeLessThanOrEqual(positionAt(huge, high).elementTop);
      }),
    );
  });

  it("lands where a drag to the same scrollbar position lands, to a thumb's pixel", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7_999_300 }), (elementTop) => {
        const far = positionAt(huge, elementTop < 4_000_000 ? 50_000_000_000 : 0);
        const dragged = afterScroll(huge, far, elementTop, false);
        fc.pre(Math.abs(far.elementTop - elementTop) > 10_000);
        expect(Math.abs(positionAt(huge, virtualTop(dragged)).elementTop - elementTop)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    [-5, 0],
    [1e12, 55_999_999_300],
  ])("clamps %s to %s", (asked, got) => expect(virtualTop(positionAt(huge, asked))).toBe(got));
});

describe("isNearlyStuck", () => {
  it.each([
    ["at the very top", positionAt(huge, 0), false],
    ["at the very end", positionAt(huge, huge.maxVirtualTop), false],
    ["in the middle", positionAt(huge, 28_000_000_000), false],
    ["when the element is at its top and its content is not", { elementTop: 10, shift: -50_000 }, true],
    ["when the element is at its end and its content is not", { elementTop: 7_999_000, shift: -1e9 }, true],
  ])("tells %s", (_, position, stuck) => expect(isNearlyStuck(huge, position)).toBe(stuck));

  it("never tells of an unscaled element", () => {
    expect(isNearlyStuck(createGeometry(100, ROW, VIEW), { elementTop: 0, shift: -9999 })).toBe(false);
  });
});

describe("visibleRows", () => {
  it.each([
    [0, 0, 0, 25],
    [0, 8, 0, 33],
    [14, 0, 0, 26],
    [28, 2, 0, 28],
    [2100, 8, 67, 100],
  ])("at pixel %s with %s more are %s to %s", (top, overscan, start, end) => {
    const geometry = createGeometry(100, ROW, VIEW);
    expect(visibleRows(geometry, positionAt(geometry, top), overscan)).toEqual({ start, end });
  });

  it("is empty without rows", () => {
    expect(visibleRows(createGeometry(0, ROW, VIEW), TOP, 8)).toEqual({ start: 0, end: 0 });
  });
});

describe("revealTop", () => {
  const geometry = createGeometry(1000, ROW, VIEW);
  it.each([
    ["stays when the row is in sight", 2800, 110, "nearest", 2800],
    ["goes up to a row above", 2800, 90, "nearest", 2520],
    ["goes down until a row below is whole", 2800, 130, "nearest", 131 * 28 - 700],
    ["puts a row at the top", 0, 500, "start", 14_000],
    ["puts a row in the middle", 0, 500, "center", 14_000 - 336],
  ] as const)("%s", (_, top, row, align, expected) => {
    expect(revealTop(geometry, top, row, align)).toBe(expected);
  });
});
