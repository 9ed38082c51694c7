// The main thread's side of the border: a promise per call, cancellation by signal, events to subscribers.

import { TableError } from "#delta/errors.ts";
import { fromWireError } from "./wire-error.ts";
import type { FromWorker, RequestMessage, ToWorker, WorkerApi, WorkerEvent, WorkerMethod } from "./worker-api.ts";

export type WorkerArgument<M extends WorkerMethod> = Parameters<WorkerApi[M]>[0];
export type WorkerResult<M extends WorkerMethod> = Awaited<ReturnType<WorkerApi[M]>>;

export interface WorkerClient {
  /** Rejects with a TableError, or with the signal's reason when it is aborted. */
  call<M extends WorkerMethod>(
    method: M,
    argument: WorkerArgument<M>,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<WorkerResult<M>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: WorkerEvent) => void): () => void;
}

/** What the client needs of a `Worker`; a MessagePort will do in tests. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  addEventListener(type: "message", listener: (event: MessageEvent<FromWorker>) => void): void;
  addEventListener(type: "error", listener: (event: ErrorEvent) => void): void;
}

interface Pending {
  readonly settle: (message: Exclude<FromWorker, { kind: "event" }>) => void;
  readonly fail: (error: unknown) => void;
}

export function createWorkerClient(port: WorkerPort): WorkerClient {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(event: WorkerEvent) => void>();
  let lastId = 0;

  port.addEventListener("message", ({ data }) => {
    if (data.kind === "event") {
      for (const listener of listeners) listener(data.event);
      return;
    }
    pending.get(data.id)?.settle(data);
  });
  port.addEventListener("error", (event) => {
    const detail = event.message || "the worker could not be started";
    const error = new TableError("Internal", `Reader stopped: ${detail}`, { detail });
    for (const call of [...pending.values()]) call.fail(error);
  });

  function call<M extends WorkerMethod>(
    method: M,
    argument: WorkerArgument<M>,
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<WorkerResult<M>> {
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(signal.reason);
    lastId += 1;
    const id = lastId;
    return new Promise<WorkerResult<M>>((resolve, reject) => {
      const onAbort = () => {
        port.postMessage({ kind: "cancel", id });
        close();
        reject(signal?.reason);
      };
      const close = () => {
        pending.delete(id);
        signal?.removeEventListener("abort", onAbort);
      };
      pending.set(id, {
        settle: (message) => {
          close();
          if (message.kind === "result") resolve(message.value as WorkerResult<M>);
          else if (message.kind === "failure") reject(fromWireError(message.error));
          else reject(new DOMException("The request was cancelled", "AbortError"));
        },
        fail: (error) => {
          close();
          reject(error);
        },
      });
      signal?.addEventListener("abort", onAbort, { once: true });
      port.postMessage({ kind: "request", id, method, argument } as RequestMessage);
    });
  }

  return {
    call,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
