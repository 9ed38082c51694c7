import * as parquetWasm from "parquet-wasm/node";
import { describe, expect, it } from "vitest";
import { readFixture } from "#testing/parquet-tables.ts";
import { createParquetEngine, type ParquetModule } from "./parquet-engine.ts";

const bytes = new Uint8Array(0);
const rows = { start: 0, count: 1 };

/** A module whose calls fail as `fail` says. */
function failing(fail: () => never): ParquetModule {
  return { readParquet: fail, readSchema: fail, wasmMemory: () => undefined };
}

const panic = () => {
  throw new WebAssembly.RuntimeError("unreachable");
};

describe("a decoder that panics", () => {
  it("fails by a tag, and is replaced once however often it did", async () => {
    let renewals = 0;
    const engine = createParquetEngine(failing(panic), async () => {
      renewals += 1;
      return parquetWasm;
    });
    for (let call = 0; call < 3; call += 1) {
      expect(() => engine.decodeRows("f", bytes, rows)).toThrow(expect.objectContaining({ tag: "CorruptParquet" }));
    }
    await new Promise((resolve) => setTimeout(resolve));
    expect(renewals).toBe(1);
    expect(engine.decodeRows("f", readFixture("spark-snappy").bytes, rows).length).toBeGreaterThan(0);
  });

  it("is tried again after a replacement that could not be had", async () => {
    let renewals = 0;
    const engine = createParquetEngine(failing(panic), async () => {
      renewals += 1;
      throw new TypeError("Failed to fetch");
    });
    for (let call = 0; call < 2; call += 1) {
      expect(() => engine.decodeSchema("f", bytes)).toThrow("the decoder stopped");
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(renewals).toBe(2);
  });

  it("is kept for an error that is no panic", async () => {
    const fail = () => {
      throw new Error("Parquet error: EOF");
    };
    const engine = createParquetEngine(failing(fail), async () => expect.unreachable());
    expect(() => engine.decodeRows("f", bytes, rows)).toThrow("EOF");
  });
});
