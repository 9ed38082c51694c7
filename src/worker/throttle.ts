export interface Throttle {
  /** Acts at once, or when it is time again; several asks until then are one. */
  ask(): void;
  /** Forgets what was asked. */
  cancel(): void;
}

/** Acts at most once in `everyMs` milliseconds. */
export function createThrottle(act: () => void, everyMs: number): Throttle {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;

  function run(): void {
    timer = undefined;
    lastMs = performance.now();
    act();
  }

  return {
    ask() {
      if (timer !== undefined) return;
      const waitMs = lastMs + everyMs - performance.now();
      if (waitMs <= 0) run();
      else timer = setTimeout(run, waitMs);
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
