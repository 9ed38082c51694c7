import { expect, it } from "vitest";
import { formatTable, isOverCountLimit, isOverLimit, type Measurement, withPeer } from "./measurement.ts";

const trips: Measurement = { scenario: "open", metric: "trips", value: 4, unit: "round trips", limit: 4 };

it.each([
  { name: "at its limit", measurement: trips, over: false, overCount: false },
  { name: "a count over its limit", measurement: { ...trips, value: 5 }, over: true, overCount: true },
  { name: "a time over its limit", measurement: { ...trips, value: 5, unit: "ms" }, over: true, overCount: false },
  { name: "not a number", measurement: { ...trips, value: Number.NaN }, over: true, overCount: true },
  {
    name: "without a limit",
    measurement: { scenario: "open", metric: "requests", value: 99, unit: "requests" },
    over: false,
    overCount: false,
  },
] satisfies readonly { name: string; measurement: Measurement; over: boolean; overCount: boolean }[])(
  "judges a value $name",
  ({ measurement, over, overCount }) => {
    expect(isOverLimit(measurement)).toBe(over);
    expect(isOverCountLimit(measurement)).toBe(overCount);
  },
);

it("sets a value beside its peer's", () => {
  expect(withPeer({ scenario: "decode", metric: "fare", value: 50, unit: "ms" }, "hyparquet", 150)).toEqual({
    scenario: "decode",
    metric: "fare",
    value: 50,
    unit: "ms",
    peer: "hyparquet",
    peerValue: 150,
    ratio: 0.333,
  });
});

it("prints aligned columns and marks what is over", () => {
  const table = formatTable([
    { ...trips, value: 5 },
    withPeer({ scenario: "million-files", metric: "read", value: 1500, unit: "ms" }, "hyparquet", 3000),
  ]);
  expect(table.split("\n")).toEqual([
    "scenario       metric  value          limit        peer",
    "open           trips   5 round trips  4      OVER",
    "million-files  read    1,500 ms                    hyparquet 3,000, ratio 0.5",
  ]);
});
