// Waiting for a state that grows: whoever waits is woken after each change, and leaves when it has what it waits for.

export interface Condition {
  /** Resolves once `isReached`; rejects with the failure, or with the signal's reason. */
  wait(isReached: () => boolean, signal: AbortSignal): Promise<void>;
  /** The state has changed. */
  changed(): void;
  /** The state will never change again; everyone who waits, now or later, gets the error. */
  fail(error: unknown): void;
}

interface Waiter {
  readonly isReached: () => boolean;
  readonly signal: AbortSignal;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

interface Failure {
  readonly error: unknown;
}

export function createCondition(): Condition {
  const waiters = new Set<Waiter>();
  let failure: Failure | undefined;

  function changed(): void {
    for (const waiter of [...waiters]) {
      if (settle(waiter, failure)) waiters.delete(waiter);
    }
  }

  return {
    changed,
    fail: (error) => {
      failure = { error };
      changed();
    },
    wait: (isReached, signal) => {
      const waited = new Promise<void>((resolve, reject) => waiters.add({ isReached, signal, resolve, reject }));
      signal.addEventListener("abort", changed);
      changed();
      return waited.finally(() => signal.removeEventListener("abort", changed));
    },
  };
}

function settle(waiter: Waiter, failure: Failure | undefined): boolean {
  if (waiter.signal.aborted) waiter.reject(waiter.signal.reason);
  else if (waiter.isReached()) waiter.resolve();
  else if (failure === undefined) return false;
  else waiter.reject(failure.error);
  return true;
}
