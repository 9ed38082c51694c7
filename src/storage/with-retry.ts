// Tries again what may pass: a store that is busy or failing, a network that broke.

import { isTableError } from "#delta/errors.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { ObjectStore } from "./object-store.ts";

export interface RetryOptions {
  /** The first one included. */
  readonly tries?: number;
  /** Before the second try; doubles with each further one. */
  readonly firstDelayMs?: number;
  /** Resolves after a time, or rejects with the signal's reason. */
  readonly sleep?: (ms: number, options: ReadOptions) => Promise<void>;
  /** In [0, 1). */
  readonly random?: () => number;
}

// A store that asks for more is not waited for: its error tells, and the user decides.
const longestWaitMs = 20_000;

/** Retries on 408, 429, 5xx and network failures, waiting as Retry-After says where the store tells. */
export function withRetry(store: ObjectStore, options: RetryOptions = {}): ObjectStore {
  const { tries = 4, firstDelayMs = 250, sleep = sleepFor, random = Math.random } = options;

  function retry<T>(operation: () => Promise<T>, readOptions: ReadOptions | undefined): Promise<T> {
    return retryWhile(operation, async (error, attempt) => {
      // Jitter keeps the requests that failed together from coming back together.
      const backoffMs = firstDelayMs * 2 ** (attempt - 1) * (0.5 + random() / 2);
      const delayMs = attempt < tries ? planDelay(error, backoffMs) : undefined;
      if (delayMs === undefined) {
        throw error;
      }
      await sleep(delayMs, { signal: readOptions?.signal });
    });
  }

  return {
    location: store.location,
    get: (key, readOptions) => retry(() => store.get(key, readOptions), readOptions),
    getRange: (key, range, readOptions) => retry(() => store.getRange(key, range, readOptions), readOptions),
    getHead: (key, lengthBytes, readOptions) => retry(() => store.getHead(key, lengthBytes, readOptions), readOptions),
    list: (prefix, startAfter, readOptions) => retry(() => store.list(prefix, startAfter, readOptions), readOptions),
  };
}

async function retryWhile<T>(
  operation: () => Promise<T>,
  recover: (error: unknown, attempt: number) => Promise<void>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation();
    } catch (error) {
      await recover(error, attempt);
    }
  }
}

/** Undefined when another try is of no use. */
function planDelay(error: unknown, backoffMs: number): number | undefined {
  if (isTableError(error, "NetworkFailed")) {
    return backoffMs;
  }
  if (!isTableError(error, "StoreUnavailable") || !isTransient(error.context.status)) {
    return undefined;
  }
  const delayMs = Math.max(backoffMs, error.context.retryAfterMs ?? 0);
  return delayMs <= longestWaitMs ? delayMs : undefined;
}

function isTransient(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

function sleepFor(ms: number, { signal }: ReadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
