// Reads neighbouring ranges of one object, asked for at about the same time, by one request.

import type { ReadOptions } from "#delta/ports.ts";
import type { ByteRange, ObjectStore } from "./object-store.ts";
import { type MergedRange, type MergeLimits, planMerges } from "./plan-merges.ts";

export interface RangeMergingOptions extends Partial<MergeLimits> {
  /** Calls back once what runs at present has asked for all that it wants; the next macrotask unless told. */
  readonly schedule?: (flush: () => void) => void;
}

interface Member {
  readonly range: ByteRange;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (reason: unknown) => void;
}

/** A merged request is aborted once all its members are. Its failure is the failure of each member. */
export function withRangeMerging(store: ObjectStore, options: RangeMergingOptions = {}): ObjectStore {
  const { gapBytes = 16 * 1024, mergedBytes = 4 * 1024 * 1024, schedule = inNextMacrotask } = options;
  let waiting = new Map<string, Member[]>();

  function flush(): void {
    const batch = waiting;
    waiting = new Map();
    for (const [key, members] of batch) {
      for (const merged of planMerges(members.filter(isStillWanted), { gapBytes, mergedBytes })) {
        void readMerged(store, key, merged);
      }
    }
  }

  function getRange(key: string, range: ByteRange, readOptions?: ReadOptions): Promise<Uint8Array> {
    const signal = readOptions?.signal;
    return new Promise((resolve, reject) => {
      if (waiting.size === 0) {
        schedule(flush);
      }
      const members = waiting.get(key) ?? [];
      members.push({ range, signal, resolve, reject });
      waiting.set(key, members);
    });
  }

  return {
    location: store.location,
    get: (key, readOptions) => store.get(key, readOptions),
    getRange,
    getHead: (key, lengthBytes, readOptions) => store.getHead(key, lengthBytes, readOptions),
    list: (prefix, startAfter, readOptions) => store.list(prefix, startAfter, readOptions),
  };
}

function isStillWanted({ signal, reject }: Member): boolean {
  if (signal?.aborted) {
    reject(signal.reason);
    return false;
  }
  return true;
}

async function readMerged(store: ObjectStore, key: string, { range, members }: MergedRange<Member>): Promise<void> {
  const shared = shareAbort(members);
  try {
    const bytes = await store.getRange(key, range, { signal: shared.signal });
    for (const member of members) {
      member.resolve(bytes.subarray(member.range.start - range.start, member.range.end - range.start));
    }
  } catch (error) {
    for (const member of members) {
      member.reject(error);
    }
  } finally {
    shared.release();
  }
}

/** Rejects each member as its own signal aborts; the shared signal aborts with the last of them. */
function shareAbort(members: readonly Member[]): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const cleanups: (() => void)[] = [];
  let alive = members.length;
  for (const { signal, reject } of members) {
    const onAbort = () => {
      reject(signal?.reason);
      alive -= 1;
      if (alive === 0) {
        controller.abort(signal?.reason);
      }
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    cleanups.push(() => signal?.removeEventListener("abort", onAbort));
  }
  return {
    signal: controller.signal,
    release: () => {
      for (const cleanup of cleanups) {
        cleanup();
      }
    },
  };
}

// parquet-wasm asks for the column chunks of a row group in one run of microtasks.
function inNextMacrotask(flush: () => void): void {
  setTimeout(flush, 0);
}
