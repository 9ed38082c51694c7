// Transfer counts as events, a few a second and always the last one.

import { createThrottle } from "./throttle.ts";
import type { TransferReport, WorkerEvent } from "./worker-api.ts";

const everyMs = 100;

/** Returns what is to be called after each change. */
export function createTransferEvents(read: () => TransferReport, emit: (event: WorkerEvent) => void): () => void {
  return createThrottle(() => emit({ kind: "transfer", transfer: read() }), everyMs).ask;
}
