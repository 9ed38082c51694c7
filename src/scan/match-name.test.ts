import { expect, it } from "vitest";
import { createNameIndex } from "./match-name.ts";

it.each([
  { name: "the exact name", names: ["A", "a"], wanted: "a", found: 1 },
  { name: "another case", names: ["b", "A"], wanted: "a", found: 1 },
  { name: "no such name", names: ["b"], wanted: "a", found: undefined },
  { name: "two other cases", names: ["Ab", "aB"], wanted: "ab", found: "ambiguous" },
  { name: "the exact name twice", names: ["a", "a"], wanted: "a", found: "ambiguous" },
  { name: "a name of Object", names: ["x"], wanted: "constructor", found: undefined },
])("matches $name", ({ names, wanted, found }) => {
  expect(createNameIndex(names)(wanted)).toBe(found);
});
