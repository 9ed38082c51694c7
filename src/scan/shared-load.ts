// One load for several waiters: it is aborted when the last of them has gone, and forgotten when it fails.

import type { ReadOptions } from "#delta/ports.ts";

export type SharedLoad<T> = (options?: ReadOptions) => Promise<T>;

interface Flight<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiters: number;
}

/**
 * Calls `load` for the first waiter and keeps its result for all later ones. A waiter's abort rejects that waiter alone;
 * after a failure the next waiter loads anew.
 */
export function createSharedLoad<T>(load: (signal: AbortSignal) => Promise<T>): SharedLoad<T> {
  let flight: Flight<T> | undefined;

  function start(): Flight<T> {
    const controller = new AbortController();
    const promise = load(controller.signal);
    const started = { promise, controller, waiters: 0 };
    promise.catch(() => forget(started));
    return started;
  }

  function forget(failed: Flight<T>): void {
    if (flight === failed) {
      flight = undefined;
    }
  }

  return async (options) => {
    options?.signal?.throwIfAborted();
    flight ??= start();
    const joined = flight;
    joined.waiters += 1;
    return await waitFor(joined.promise, options?.signal, () => {
      joined.waiters -= 1;
      if (joined.waiters === 0) {
        forget(joined);
        joined.controller.abort(options?.signal?.reason);
      }
    });
  };
}

function waitFor<T>(promise: Promise<T>, signal: AbortSignal | undefined, onLeave: () => void): Promise<T> {
  if (signal === undefined) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason);
      onLeave();
    };
    signal.addEventListener("abort", leave, { once: true });
    promise.finally(() => signal.removeEventListener("abort", leave)).then(resolve, reject);
  });
}
