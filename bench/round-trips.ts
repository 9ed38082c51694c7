// Sequential round trips in a request log.

/** One request and its answer; the times are of one clock, in milliseconds. */
export interface Exchange {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The longest chain of exchanges in which each began after the one before had ended. Its length is the number of
 * sequential round trips: no order of waiting that the log allows has more, so a chain is never counted too short.
 */
export function longestChain<E extends Exchange>(exchanges: readonly E[]): readonly E[] {
  // The exchange that ends first leaves the most time for the others.
  const byEnd = exchanges.toSorted((a, b) => a.endMs - b.endMs);
  const chain: E[] = [];
  for (const exchange of byEnd) {
    const last = chain.at(-1);
    if (last === undefined || exchange.startMs >= last.endMs) chain.push(exchange);
  }
  return chain;
}

/** The exchanges that began and ended within a span. */
export function exchangesWithin<E extends Exchange>(
  exchanges: readonly E[],
  fromMs: number,
  toMs: number,
): readonly E[] {
  return exchanges.filter(({ startMs, endMs }) => startMs >= fromMs && endMs <= toMs);
}
