// The Parquet engine for scripts and tests: parquet-wasm's build for Node, initialised on import.

import { readParquet, readSchema, wasmMemory } from "parquet-wasm/node";
import { createParquetEngine, type ParquetEngine } from "#scan/parquet-engine.ts";

export function createNodeParquetEngine(): ParquetEngine {
  return createParquetEngine({ readParquet, readSchema, wasmMemory });
}
