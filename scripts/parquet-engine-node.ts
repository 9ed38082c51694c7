// The Parquet engine for scripts and tests: parquet-wasm's build for Node, initialised on import.

import { createRequire } from "node:module";
import { readParquet, readSchema, wasmMemory } from "parquet-wasm/node";
import { createParquetEngine, type ParquetEngine, type ParquetModule } from "#scan/parquet-engine.ts";

export function createNodeParquetEngine(): ParquetEngine {
  return createParquetEngine({ readParquet, readSchema, wasmMemory }, async () => loadParquetModule());
}

/** Another instance, with a memory of its own. */
function loadParquetModule(): ParquetModule {
  const require = createRequire(import.meta.url);
  const path = require.resolve("parquet-wasm/node");
  delete require.cache[path];
  return require(path);
}
