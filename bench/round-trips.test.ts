import { expect, it } from "vitest";
import { exchangesWithin, longestChain } from "./round-trips.ts";

/** One line a request: its name, then a dash wherever it is under way; a column is 10 ms. */
function drawLog(text: string) {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const name = line.trim().slice(0, 1);
      const bar = line.trim().slice(1);
      return { name, startMs: bar.indexOf("-") * 10, endMs: (bar.lastIndexOf("-") + 1) * 10 };
    });
}

it.each([
  { name: "nothing", log: "", expected: "" },
  {
    name: "requests one after another",
    log: `
      a --
      b   --
      c     --`,
    expected: "abc",
  },
  {
    name: "requests at once",
    log: `
      a --
      b --
      c --`,
    expected: "a",
  },
  {
    name: "a window of requests between two others",
    log: `
      a --
      b   --
      c   ---
      d      --`,
    expected: "abd",
  },
  {
    name: "a long one beside a chain",
    log: `
      a --------
      b --
      c   --
      d     --`,
    expected: "bcd",
  },
  {
    name: "one that begins before another ends",
    log: `
      a ---
      b   --`,
    expected: "a",
  },
])("finds the longest chain in $name", ({ log, expected }) => {
  const exchanges = log === "" ? [] : drawLog(log);
  expect(
    longestChain(exchanges)
      .map(({ name }) => name)
      .join(""),
  ).toBe(expected);
});

it("takes only what began and ended within the span", () => {
  const log = drawLog(`
    a --
    b   --
    c      ---
    d          --`);
  const within = exchangesWithin(log, 20, 90);
  expect(within.map(({ name }) => name).join("")).toBe("bc");
});
