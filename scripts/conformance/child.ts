// A child of the conformance run: checks one table a message, so that a hang or a crash costs that table alone.

import { checkTable } from "./check-table.ts";
import type { TableExpectation } from "./expectations.ts";
import { createOracle } from "./oracle-rows.ts";

const oracle = await createOracle();

process.on("message", (expectation: TableExpectation) => {
  checkTable(expectation, oracle).then(
    (verdict) => process.send?.(verdict),
    (error: unknown) => {
      const reason = `an error that escaped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      process.send?.({ table: expectation.name, verdict: "failed", reason, findings: [] });
    },
  );
});
