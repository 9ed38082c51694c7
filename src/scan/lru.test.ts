import { expect, it } from "vitest";
import { createLru } from "./lru.ts";

it("forgets what was used longest ago when the budget is passed", () => {
  const lru = createLru<string>(10);
  lru.put("a", "A", 4);
  lru.put("b", "B", 4);
  lru.get("a");
  lru.put("c", "C", 4);
  expect([lru.get("a"), lru.get("b"), lru.get("c")]).toEqual(["A", undefined, "C"]);
  expect(lru.weight).toBe(8);
});

it("weighs an entry anew when it is replaced, and keeps none heavier than the budget", () => {
  const lru = createLru<string>(10);
  lru.put("a", "A", 4);
  lru.put("a", "A+", 9);
  expect([lru.get("a"), lru.weight]).toEqual(["A+", 9]);
  lru.put("b", "B", 11);
  expect([lru.get("a"), lru.get("b"), lru.weight]).toEqual([undefined, undefined, 0]);
});
