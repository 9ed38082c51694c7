import { expect, it } from "vitest";
import { engine } from "#testing/parquet-tables.ts";
import type { ParquetEngine } from "./parquet-engine.ts";
import { decodeWarmUpFile, warmUp } from "./warm-up.ts";

it("decodes every kind of column that a checkpoint has", () => {
  expect(
    JSON.stringify(decodeWarmUpFile(engine), (_, value) => (typeof value === "bigint" ? Number(value) : value)),
  ).toBe(
    JSON.stringify([
      { add: null },
      { add: { path: "a", partitionValues: { p: "1" }, size: 1, tags: ["x"] } },
      { add: { path: "b", partitionValues: { p: "1" }, size: 2, tags: null } },
    ]),
  );
});

it("is done once for an engine", async () => {
  let calls = 0;
  const counting: ParquetEngine = {
    ...engine,
    decodeRows(...given) {
      calls += 1;
      return engine.decodeRows(...given);
    },
  };
  await Promise.all([warmUp(counting), warmUp(Promise.resolve(counting))]);
  await warmUp(counting);
  expect(calls).toBe(1);
});

it("leaves an engine that does not start to whoever needs it", async () => {
  await expect(warmUp(Promise.reject(new Error("offline")))).resolves.toBeUndefined();
});
