// The worker's side of the border: requests to calls of the session, with an AbortSignal each.

import { toWireError } from "./wire-error.ts";
import type { FromWorker, RequestMessage, ToWorker, WorkerApi, WorkerMethod } from "./worker-api.ts";

export interface CallOptions {
  readonly signal: AbortSignal;
}

/** WorkerApi as the session implements it: each method also takes the request's signal. */
export type SessionApi = {
  [M in WorkerMethod]: (argument: Parameters<WorkerApi[M]>[0], options: CallOptions) => ReturnType<WorkerApi[M]>;
};

/** What serving needs of the worker's global scope. */
export interface ServerPort {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToWorker>) => void): void;
}

export function serve(port: ServerPort, session: SessionApi): void {
  const running = new Map<number, AbortController>();

  async function answer(request: RequestMessage): Promise<void> {
    const controller = new AbortController();
    running.set(request.id, controller);
    try {
      const value = await callSession(session, request, { signal: controller.signal });
      if (!controller.signal.aborted) port.postMessage({ kind: "result", id: request.id, value }, transferables(value));
    } catch (error) {
      if (controller.signal.aborted) port.postMessage({ kind: "aborted", id: request.id }, []);
      else port.postMessage({ kind: "failure", id: request.id, error: toWireError(error) }, []);
    } finally {
      running.delete(request.id);
    }
  }

  port.addEventListener("message", ({ data }) => {
    if (data.kind === "cancel")
      running.get(data.id)?.abort(new DOMException("The request was cancelled", "AbortError"));
    else void answer(data);
  });
}

function callSession(session: SessionApi, request: RequestMessage, options: CallOptions): Promise<unknown> {
  // The union pairs each method with its own argument; TypeScript can't follow the pair through an index.
  const method = session[request.method] as (argument: unknown, options: CallOptions) => Promise<unknown>;
  return method(request.argument, options);
}

/** The buffers of a row page are made for one answer, so they may move instead of being copied. */
function transferables(value: unknown): Transferable[] {
  if (typeof value !== "object" || value === null || !("source" in value && "position" in value)) return [];
  const { source, position } = value;
  if (!(source instanceof Uint32Array && position instanceof Float64Array)) return [];
  return [source.buffer as ArrayBuffer, position.buffer as ArrayBuffer];
}
