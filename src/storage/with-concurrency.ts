// A bound on the reads in flight: a browser opens six connections to a host, and what waits here can still be dropped.

import type { ReadOptions } from "#delta/ports.ts";
import type { ObjectStore } from "./object-store.ts";

export interface ConcurrencyOptions {
  readonly maxInFlight?: number;
}

interface Waiting {
  readonly start: () => void;
}

/**
 * At most `maxInFlight` reads at once. Of those that wait, ranges go before whole objects: rows on screen before the
 * commits of the history and the names that may not be there. Otherwise in the order of their calls.
 */
export function withConcurrency(store: ObjectStore, { maxInFlight = 6 }: ConcurrencyOptions = {}): ObjectStore {
  const urgent = new Set<Waiting>();
  const patient = new Set<Waiting>();
  let inFlight = 0;

  function acquire(queue: Set<Waiting>, { signal }: ReadOptions): Promise<void> {
    signal?.throwIfAborted();
    if (inFlight < maxInFlight) {
      inFlight += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        queue.delete(waiting);
        reject(signal?.reason);
      };
      const waiting: Waiting = {
        start: () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      queue.add(waiting);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  }

  // The slot goes straight to the next in line, so that a newcomer can't slip in between.
  function release(): void {
    const queue = urgent.size > 0 ? urgent : patient;
    const [next] = queue;
    if (next === undefined) {
      inFlight -= 1;
      return;
    }
    queue.delete(next);
    next.start();
  }

  async function run<T>(
    queue: Set<Waiting>,
    operation: () => Promise<T>,
    options: ReadOptions | undefined,
  ): Promise<T> {
    await acquire(queue, options ?? {});
    try {
      return await operation();
    } finally {
      release();
    }
  }

  return {
    location: store.location,
    get: (key, options) => run(patient, () => store.get(key, options), options),
    getRange: (key, range, options) => run(urgent, () => store.getRange(key, range, options), options),
    getHead: (key, lengthBytes, options) => run(urgent, () => store.getHead(key, lengthBytes, options), options),
    list: (prefix, startAfter, options) => run(patient, () => store.list(prefix, startAfter, options), options),
  };
}
