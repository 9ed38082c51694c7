// Bounded parallelism: a browser has six connections to a host over HTTP/1.1, and more requests only queue.

export const MAX_REQUESTS = 6;

/**
 * Runs `task` for each item, at most `MAX_REQUESTS` at once, started in order. Results in the items' order; the first
 * failure rejects. After a result for which `isLast` holds, no further task is started: its results are left out.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
  isLast: (result: Result) => boolean = () => false,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let stopped = false;
  async function work(): Promise<void> {
    for (let at = next++; at < items.length && !stopped; at = next++) {
      const result = await runAt(items, at, task);
      results[at] = result;
      stopped ||= isLast(result);
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(MAX_REQUESTS, items.length) }, work));
  } finally {
    stopped = true;
  }
  return results;
}

function runAt<Item, Result>(
  items: readonly Item[],
  at: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result> {
  const item = items[at];
  if (item === undefined) throw new RangeError(`Cannot run task ${at}: there are ${items.length}`);
  return task(item);
}

/** The integers from `from` to `to`, both inclusive; empty when `from > to`. */
export function integers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
