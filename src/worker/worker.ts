// The worker's entry: joins its global scope to a session over the browser's Parquet module.

import initParquet, { readParquet, readSchema, wasmMemory } from "parquet-wasm/esm";
import parquetWasmUrl from "parquet-wasm/esm/parquet_wasm_bg.wasm?url";
import type { AddThread } from "#scan/add-group.ts";
import { createParquetEngine } from "#scan/parquet-engine.ts";
import { startAddThread } from "./add-thread.ts";
import threadUrl from "./add-thread.worker.ts?worker&url";
import { createBrowserSession } from "./browser-session.ts";
import { compileModule } from "./compile-module.ts";
import { renewModule } from "./renew-module.ts";
import { serve } from "./serve.ts";

/** More than two gain little, and each takes memory of its own. */
const MOST_THREADS = 2;

const parquetModule = compileModule(new URL(parquetWasmUrl, import.meta.url));
const engine = parquetModule.then(async (module) => {
  await initParquet({ module_or_path: module });
  return createParquetEngine({ readParquet, readSchema, wasmMemory }, () => renewModule(module));
});
// A failed start is told by the first read that needs the decoder.
engine.catch(() => undefined);

/** Those that could be started: without any the worker decodes by itself. */
async function startThreads(): Promise<readonly AddThread[]> {
  const module = await parquetModule;
  const count = Math.min(MOST_THREADS, navigator.hardwareConcurrency);
  const starting = Array.from({ length: count }, () =>
    startAddThread(new Worker(new URL(threadUrl, import.meta.url), { type: "module" }), module),
  );
  const started = await Promise.allSettled(starting);
  return started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

serve(
  self,
  createBrowserSession({
    engine,
    startThreads,
    emit: (event) => self.postMessage({ kind: "event", event }),
    // The page starts this worker with the address of its own folder for a name.
    appUrl: self.name,
  }),
);
