// Several streams read at once, and handed on one after the other.

import { MAX_REQUESTS } from "./in-parallel.ts";

export interface StreamSource<Result> {
  /** About what it costs in memory while it is read. */
  readonly sizeBytes: number;
  open(): AsyncIterable<Result>;
}

/** Streams that are small together are read at once; of large ones, one and the next. */
const AT_ONCE_BYTES = 48 * 1024 * 1024;

/** The results in the order of `sources`. The first failure of any ends it. */
export async function* streamInOrder<Result>(sources: readonly StreamSource<Result>[]): AsyncGenerator<Result> {
  const lanes = sources.map((source): Lane<Result> => ({ source, ready: [], isDone: false }));
  const state: Running = { count: 0, bytes: 0, isStopped: false, failure: undefined, wake: () => {} };
  const rest = lanes[Symbol.iterator]();
  let next = rest.next();

  function startMore(): void {
    while (!state.isStopped && next.done !== true && hasRoom(state, next.value.source)) {
      void runLane(next.value, state).then(startMore);
      next = rest.next();
    }
  }

  try {
    startMore();
    for (const lane of lanes) yield* drain(lane, state);
  } finally {
    state.isStopped = true;
  }
}

interface Lane<Result> {
  readonly source: StreamSource<Result>;
  readonly ready: Result[];
  isDone: boolean;
}

interface Running {
  count: number;
  bytes: number;
  isStopped: boolean;
  failure: { readonly error: unknown } | undefined;
  /** Called when a lane has got something. */
  wake: () => void;
}

function hasRoom({ count, bytes }: Running, { sizeBytes }: StreamSource<unknown>): boolean {
  return count === 0 || (count < MAX_REQUESTS && bytes + sizeBytes <= AT_ONCE_BYTES);
}

/** Never rejects: a failure is kept in `state`. */
async function runLane<Result>(lane: Lane<Result>, state: Running): Promise<void> {
  state.count += 1;
  state.bytes += lane.source.sizeBytes;
  try {
    for await (const result of lane.source.open()) {
      if (state.isStopped) break;
      lane.ready.push(result);
      state.wake();
    }
  } catch (error) {
    state.failure ??= { error };
    state.isStopped = true;
  }
  lane.isDone = true;
  state.count -= 1;
  state.bytes -= lane.source.sizeBytes;
  state.wake();
}

async function* drain<Result>(lane: Lane<Result>, state: Running): AsyncGenerator<Result> {
  for (;;) {
    if (state.failure !== undefined) throw state.failure.error;
    const result = lane.ready.shift();
    if (result !== undefined) yield result;
    else if (lane.isDone) return;
    else await new Promise<void>((resolve) => (state.wake = resolve));
  }
}
