import { afterAll, describe, expect, it } from "vitest";
import { checkTable } from "./check-table.ts";
import { listExpectations } from "./expectations.ts";
import { createOracle } from "./oracle-rows.ts";

const corpus = new URL("../../fixtures/features", import.meta.url).pathname;
const oracle = await createOracle();

afterAll(() => oracle.close());

describe("tables that Spark wrote", () => {
  it.each(listExpectations(corpus))(
    "$name holds Spark's rows at every version",
    async (expectation) => {
      const { findings } = await checkTable(expectation, oracle);
      expect(findings.filter(({ reason }) => reason !== "rows")).toEqual([]);
      expect(findings.length).toBe(expectation.versions.length);
    },
    60_000,
  );
});
