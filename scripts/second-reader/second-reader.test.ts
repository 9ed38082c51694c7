import { describe, expect, it } from "vitest";
import { listExpectations } from "../conformance/expectations.ts";
import { compareTable } from "./compare-table.ts";
import type { FileSchema } from "./hyparquet-rows.ts";
import { normalise } from "./normalise.ts";

const leaf = (more: object = {}): FileSchema => ({ element: { name: "a", ...more }, children: [] });
const primitive = (name: "long" | "string" | "boolean", more: object = {}) =>
  ({ kind: "primitive", name, ...more }) as const;
const decimal = (precision: number, scale: number) => ({ kind: "decimal", precision, scale }) as const;

describe("a value of hyparquet", () => {
  it.each([
    ["a narrow integer", 5, primitive("long"), leaf(), 5n],
    ["a decimal in bytes", Uint8Array.of(0xff, 0x85), decimal(9, 2), leaf({ scale: 2 }), "-1.23"],
    ["a decimal of a smaller scale", 123n, decimal(9, 3), leaf({ scale: 2 }), "1.230"],
    ["a decimal below one", 5, decimal(9, 2), leaf({ scale: 2 }), "0.05"],
    ["text without a mark", Uint8Array.of(0xc3, 0xa9), primitive("string"), leaf(), "é"],
    ["CHAR(n)", "é", primitive("string", { charLength: 3 }), leaf(), "é  "],
    ["nothing", undefined, primitive("boolean"), leaf(), null],
  ])("becomes one of ours: %s", (_what, value, type, file, expected) => {
    expect(normalise(value, type, file)).toEqual(expected);
  });
});

describe("tables that Spark wrote", () => {
  it("have the same cells for both readers", async () => {
    const corpus = new URL("../../fixtures/features", import.meta.url).pathname;
    const chosen = listExpectations(corpus).filter(({ name }) => /row-tracking$|text-types|void/.test(name));
    for (const { folder } of chosen) {
      const { differences, cells } = await compareTable(folder);
      expect(differences).toEqual([]);
      expect(cells).toBeGreaterThan(0);
    }
  }, 30_000);
});
