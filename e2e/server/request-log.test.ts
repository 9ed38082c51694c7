import { describe, expect, it } from "vitest";
import { countRoundTrips } from "./request-log.ts";

describe("countRoundTrips", () => {
  it.each([
    { name: "no request", requests: [], trips: 0 },
    {
      name: "requests at once",
      requests: [
        [0, 50],
        [1, 51],
        [2, 60],
      ],
      trips: 1,
    },
    {
      name: "one after another",
      requests: [
        [0, 50],
        [51, 90],
        [91, 120],
      ],
      trips: 3,
    },
    {
      name: "a second that starts after the faster of two",
      requests: [
        [0, 50],
        [0, 20],
        [30, 80],
      ],
      trips: 2,
    },
    {
      name: "one that starts at the very end of another",
      requests: [
        [0, 50],
        [50, 80],
      ],
      trips: 2,
    },
    {
      name: "one behind a request that never ended",
      requests: [
        [0, undefined],
        [60, 80],
      ],
      trips: 1,
    },
  ] as const)("counts $name", ({ requests, trips }) => {
    expect(countRoundTrips(requests.map(([startedMs, endedMs]) => ({ startedMs, endedMs })))).toBe(trips);
  });
});
