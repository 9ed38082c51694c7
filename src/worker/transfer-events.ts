// Transfer counts as events, a few a second and always the last one.

import type { TransferReport, WorkerEvent } from "./worker-api.ts";

const everyMs = 100;

/** Returns what is to be called after each change. */
export function createTransferEvents(read: () => TransferReport, emit: (event: WorkerEvent) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;

  function send(): void {
    timer = undefined;
    lastMs = performance.now();
    emit({ kind: "transfer", transfer: read() });
  }

  return () => {
    if (timer === undefined) timer = setTimeout(send, Math.max(0, lastMs + everyMs - performance.now()));
  };
}
