// Reads commits by version, each at most once: a commit never changes.

import { buildCommit, type Commit, unreadableCommit } from "./commit.ts";
import { isTableError, TableError } from "./errors.ts";
import type { StatsBudget } from "./file-chunk.ts";
import { inParallel, integers } from "./in-parallel.ts";
import { commitName } from "./log-path.ts";
import type { LogStore, ReadOptions } from "./ports.ts";
import { createSharedCache } from "./shared-cache.ts";

export interface CommitReader {
  /** Undefined when the store has no such commit. A malformed one is a commit with a `violation`. */
  read(version: number, options?: ReadOptions): Promise<Commit | undefined>;
  /** What was read before; no request. */
  peek(version: number): Commit | undefined;
  /**
   * The commits `from` to `to`, both inclusive, oldest first.
   * Errors: LogGap.
   */
  readRange(range: { readonly from: number; readonly to: number }, options?: ReadOptions): Promise<readonly Commit[]>;
  /** From `from` down to `to`, newest first, ending before the first that is absent. */
  readDown(range: { readonly from: number; readonly to: number }, options?: ReadOptions): Promise<readonly Commit[]>;
}

export function createCommitReader(log: LogStore, budget: StatsBudget): CommitReader {
  const cache = createSharedCache<number, Commit>(async (version, options) => {
    const object = await log.read(commitName(version), options);
    if (object === undefined) return undefined;
    try {
      return buildCommit(version, object, budget);
    } catch (error) {
      if (isTableError(error, "MalformedLog")) return unreadableCommit(version, object, error);
      throw error;
    }
  });
  return {
    read: (version, options) => cache.load(version, options),
    peek: cache.peek,
    async readRange({ from, to }, options) {
      const commits = await inParallel(integers(from, to), (version) => cache.load(version, options));
      return commits.map((commit, index) => {
        if (commit === undefined) throw logGap(from + index);
        return commit;
      });
    },
    async readDown({ from, to }, options) {
      const versions = integers(to, from).reverse();
      const isAbsent = (commit: Commit | undefined) => commit === undefined;
      const commits = await inParallel(versions, (version) => cache.load(version, options), isAbsent);
      const end = commits.findIndex(isAbsent);
      return commits.slice(0, end < 0 ? commits.length : end).filter((commit) => commit !== undefined);
    },
  };
}

/** PROTOCOL.md "Delta Log Entries": versions are contiguous. */
export function logGap(missing: number): TableError<"LogGap"> {
  const message = `Cannot read the log: commit ${missing} is missing`;
  return new TableError("LogGap", message, { missing, before: missing + 1 });
}
