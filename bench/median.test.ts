import { expect, it } from "vitest";
import { median } from "./median.ts";

it.each([
  { name: "an odd count", values: [30, 1, 2], expected: 2 },
  { name: "an even count", values: [4, 1, 3, 100], expected: 3.5 },
  { name: "one value", values: [7], expected: 7 },
  { name: "no value", values: [], expected: Number.NaN },
])("finds the median of $name", ({ values, expected }) => {
  expect(median(values)).toBe(expected);
});

it("leaves its argument in order", () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});
