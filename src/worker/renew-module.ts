// Another instance of parquet-wasm in the same worker. Its glue code holds one instance and can't let go of it, so the
// glue is loaded once more, under an address of its own; the compiled module is used again.

import glueUrl from "parquet-wasm/esm/parquet_wasm.js?url";
import type { ParquetModule } from "#scan/parquet-engine.ts";

interface ParquetGlue extends ParquetModule {
  initSync(options: { module: WebAssembly.Module }): unknown;
}

let instances = 0;

/** Rejects where the host does not answer. */
export async function renewModule(module: WebAssembly.Module): Promise<ParquetModule> {
  instances += 1;
  const url = new URL(glueUrl, import.meta.url);
  url.searchParams.set("instance", String(instances));
  const glue: ParquetGlue = await import(/* @vite-ignore */ url.href);
  glue.initSync({ module });
  return glue;
}
