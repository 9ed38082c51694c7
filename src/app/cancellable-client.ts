import type { WorkerClient } from "#worker/client.ts";

export interface Activity {
  readonly running: number;
  /** When the calls in flight began; undefined while there are none. */
  readonly startedMs: number | undefined;
  /** How long the last burst of calls took. */
  readonly lastMs: number | undefined;
}

export interface CancellableClient extends WorkerClient {
  subscribeActivity(listener: () => void): () => void;
  activity(): Activity;
  /** Ends every call in flight. */
  cancelAll(): void;
}

const IDLE: Activity = { running: 0, startedMs: undefined, lastMs: undefined };

/** A client that knows what it waits for, and can end all of it at once. */
export function withCancelAll(client: WorkerClient): CancellableClient {
  const listeners = new Set<() => void>();
  let controller = new AbortController();
  let activity = IDLE;

  const change = (by: 1 | -1) => {
    const now = performance.now();
    const running = activity.running + by;
    const startedMs = activity.startedMs ?? now;
    activity =
      running === 0
        ? { running, startedMs: undefined, lastMs: now - startedMs }
        : { running, startedMs, lastMs: activity.lastMs };
    for (const listener of listeners) listener();
  };

  return {
    subscribe: client.subscribe,
    subscribeActivity: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    activity: () => activity,
    cancelAll: () => {
      controller.abort(new DOMException("Cancelled by the user", "AbortError"));
      controller = new AbortController();
    },
    call: (method, argument, { signal } = {}) => {
      const any = signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal]);
      change(1);
      return client.call(method, argument, { signal: any }).finally(() => change(-1));
    },
  };
}
