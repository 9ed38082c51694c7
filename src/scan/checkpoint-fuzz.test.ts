// Spoiled Parquet checkpoints: whatever the bytes, an answer or a tagged error.

import fc from "fast-check";
import { describe, it } from "vitest";
import { isTableError } from "#delta/errors.ts";
import { byteMutation, fuzz, outcome } from "#testing/mutate.ts";
import { createSidecarTable, MAIN_NAME } from "#testing/sidecar-table.ts";

describe("a spoiled Parquet checkpoint", () => {
  it("gives an answer or a tagged error", { timeout: 3_600_000 }, async () => {
    const names = fc.constantFrom(MAIN_NAME, "_sidecars/s0.parquet", "_sidecars/s1.parquet");
    const property = fc.asyncProperty(names, byteMutation, async (name, mutation) => {
      const { load } = createSidecarTable({
        spoil(objects) {
          const key = `_delta_log/${name}`;
          objects.set(key, mutation(objects.get(key) ?? new Uint8Array(0)));
        },
      });
      const result = await outcome(load(), 10_000);
      if ("error" in result && (!isTableError(result.error) || result.error.tag === "Internal")) throw result.error;
    });
    await fuzz(property, 200);
  });
});
