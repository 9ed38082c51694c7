// What was asked of the server, and how many round trips had to follow one another.

export interface LoggedRequest {
  readonly mount: string;
  readonly method: string;
  /** The object's decoded key. */
  readonly key: string;
  /** The whole path and query, as received. */
  readonly url: string;
  readonly range: string | undefined;
  /** Milliseconds, monotonic. */
  readonly startedMs: number;
  /** Undefined while it is under way. */
  endedMs: number | undefined;
  /** Undefined when the connection was destroyed before an answer. */
  status: number | undefined;
  /** Bytes of the body that were written. */
  bytes: number;
}

export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  begin(request: Pick<LoggedRequest, "mount" | "method" | "key" | "url" | "range">): LoggedRequest;
  clear(): void;
}

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    get entries() {
      return entries;
    },
    begin(request) {
      const entry = { ...request, startedMs: performance.now(), endedMs: undefined, status: undefined, bytes: 0 };
      entries.push(entry);
      return entry;
    },
    clear() {
      entries = [];
    },
  };
}

/**
 * Sequential round trips: the longest chain of requests each of which began after the one before it had ended. A
 * request that was never answered ends no chain.
 */
export function countRoundTrips(entries: readonly Pick<LoggedRequest, "startedMs" | "endedMs">[]): number {
  const sorted = [...entries].sort((left, right) => left.startedMs - right.startedMs);
  const depths: number[] = [];
  for (const [index, { startedMs }] of sorted.entries()) {
    const before = depths.filter((_, other) => (sorted[other]?.endedMs ?? Number.POSITIVE_INFINITY) <= startedMs);
    depths[index] = 1 + Math.max(0, ...before);
  }
  return Math.max(0, ...depths);
}
