// The worker's entry: joins its global scope to a session over the browser's Parquet module.

import initParquet, { readParquet, readSchema } from "parquet-wasm/esm";
import parquetWasmUrl from "parquet-wasm/esm/parquet_wasm_bg.wasm?url";
import { createParquetEngine } from "#scan/parquet-engine.ts";
import { createBrowserSession } from "./browser-session.ts";
import { serve } from "./serve.ts";

const engine = initParquet({ module_or_path: new URL(parquetWasmUrl, import.meta.url) }).then(() =>
  createParquetEngine({ readParquet, readSchema }),
);
// A failed start is told by the first read that needs the decoder.
engine.catch(() => undefined);

serve(
  self,
  createBrowserSession({
    engine,
    emit: (event) => self.postMessage({ kind: "event", event }),
    // The page starts this worker with the address of its own folder for a name.
    appUrl: self.name,
  }),
);
