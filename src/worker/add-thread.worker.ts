// A thread that decodes adds: the worker starts it for a large checkpoint and ends it afterwards, memory and all.

import { initSync, readParquet, readSchema, wasmMemory } from "parquet-wasm/esm";
import { decodeAdds } from "#scan/add-group.ts";
import { createParquetEngine } from "#scan/parquet-engine.ts";
import { chunkBuffers, type FromAddThread, type ToAddThread } from "./add-thread.ts";
import { toWireError } from "./wire-error.ts";

const engine = createParquetEngine({ readParquet, readSchema, wasmMemory });

function answer(message: FromAddThread, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

self.addEventListener("message", ({ data }: MessageEvent<ToAddThread>) => {
  try {
    if (data.kind === "start") {
      initSync({ module: data.module });
    } else {
      for (const run of data.runs) {
        const chunk = decodeAdds(engine, data.group, run);
        if (chunk !== undefined) answer({ kind: "chunk", chunk }, chunkBuffers(chunk));
      }
    }
    answer({ kind: "done" });
  } catch (error) {
    answer({ kind: "failure", error: toWireError(error) });
  }
});
