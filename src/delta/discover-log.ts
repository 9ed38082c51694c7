// What versions a table has, with or without a listing. Log files have deterministic names, so GET alone finds them:
// the hint tells where to start, commits follow it without a gap, and the first absent one is the end.

import type { Commit, Warning } from "./commit.ts";
import { type CommitReader, logGap } from "./commit-reader.ts";
import { TableError } from "./errors.ts";
import { inParallel, integers } from "./in-parallel.ts";
import { type LastCheckpoint, parseLastCheckpoint } from "./last-checkpoint.ts";
import { commitName, HINT_NAME } from "./log-path.ts";
import { indexListing, type ListedLog } from "./log-segment.ts";
import type { LogFileEntry, LogStore, ReadOptions } from "./ports.ts";
import { lastWhereUnbounded } from "./search-versions.ts";
import { createSharedCache } from "./shared-cache.ts";

/** What the first round trip tells. */
interface LogStart {
  /** Undefined also where it is of no use. */
  readonly hint: LastCheckpoint | undefined;
  /** Undefined where the store can't list. */
  readonly listed: ListedLog | undefined;
  readonly warnings: readonly Warning[];
}

export interface Discovery {
  /** The hint and the listing, asked for together and once. */
  start(options?: ReadOptions): Promise<LogStart>;
  /** The newest listing; undefined where the store can't list or was not asked yet. */
  listed(): ListedLog | undefined;
  /** The newest version known; undefined before the first search. No request. */
  knownLatest(): number | undefined;
  /**
   * Asks the store for the newest version. `read-all`: every commit after the last known version is read, as a
   * snapshot of the newest version needs them; `search`: only as many as it takes to find the end.
   * Errors: NotADeltaTable, LogGap.
   */
  findLatest(how: "read-all" | "search", options?: ReadOptions): Promise<number>;
  /** The hint's checkpoint and commit are not there: looks again without it. Errors: as `findLatest`. */
  findLatestWithoutHint(options?: ReadOptions): Promise<number>;
}

/** The first window fits in six connections beside the read of the checkpoint. */
const FIRST_WINDOWS = [5, 10, 20, 40, 64];
/** When the end is known already, mostly nothing has come since. */
const REFRESH_WINDOWS = [1, 5, 10, 20, 40, 64];

export function createDiscovery(context: {
  readonly log: LogStore;
  readonly commits: CommitReader;
  readonly location: string;
}): Discovery {
  const { log, commits, location } = context;
  const entries = new Map<string, LogFileEntry>();
  let listed: ListedLog | undefined;
  let latest: number | undefined;

  async function list(from: string, options: ReadOptions): Promise<void> {
    const found = await log.list(from, options);
    if (found === undefined) return;
    for (const entry of found) entries.set(entry.name, entry);
    listed = indexListing([...entries.values()]);
  }

  const starts = createSharedCache<"start", LogStart>(async (_, options) => {
    const [hint] = await Promise.all([log.read(HINT_NAME, options), list("", options)]);
    return toStart(hint?.bytes, listed);
  });

  async function start(options: ReadOptions = {}): Promise<LogStart> {
    return (await starts.load("start", options)) ?? { hint: undefined, listed, warnings: [] };
  }

  function notATable(found: "nothing" | "empty-log" | "hint-only"): TableError<"NotADeltaTable"> {
    const message = `Cannot open ${location}: ${NOT_A_TABLE[found]}`;
    return new TableError("NotADeltaTable", message, { location, found });
  }

  async function findListed(options: ReadOptions): Promise<number> {
    if (latest !== undefined) await list(commitName(latest + 1), options);
    if (listed === undefined || listed.latest < 0) {
      throw notATable(entries.has(HINT_NAME) ? "hint-only" : entries.size > 0 ? "empty-log" : "nothing");
    }
    return listed.latest;
  }

  async function probe(known: number, how: "read-all" | "search", options: ReadOptions): Promise<number> {
    if (how === "read-all") {
      return probeForward(commits, known + 1, latest === undefined ? FIRST_WINDOWS : REFRESH_WINDOWS, options);
    }
    const exists = async (version: number) => (await commits.read(version, options)) !== undefined;
    return lastWhereUnbounded(known, exists);
  }

  return {
    start,
    listed: () => listed,
    knownLatest: () => latest,
    async findLatest(how, options = {}) {
      const { hint } = await start(options);
      const found =
        listed !== undefined ? await findListed(options) : await probe(latest ?? hint?.version ?? -1, how, options);
      if (found < 0) throw notATable("nothing");
      latest = Math.max(found, latest ?? 0);
      return latest;
    },
    async findLatestWithoutHint(options = {}) {
      latest = undefined;
      const found = await probe(-1, "read-all", options);
      if (found < 0) throw notATable("hint-only");
      latest = found;
      return found;
    },
  };
}

/** A hint that is not intact may still tell where to look, which a listing tells better. */
function toStart(bytes: Uint8Array | undefined, listed: ListedLog | undefined): LogStart {
  if (bytes === undefined) return { hint: undefined, listed, warnings: [] };
  const hint = parseLastCheckpoint(bytes);
  if (hint?.isIntact === true) return { hint, listed, warnings: [] };
  const fault = hint === undefined ? "it can't be parsed" : "its checksum does not match";
  const message = `The file ${HINT_NAME} is not relied on: ${fault}.`;
  return { hint: listed === undefined ? hint : undefined, listed, warnings: [{ code: "hint-ignored", message }] };
}

const NOT_A_TABLE = {
  nothing: "no _delta_log there",
  "empty-log": "its _delta_log holds no commit and no checkpoint",
  "hint-only": "its _last_checkpoint names files that are not there",
} as const;

/** The last version of the unbroken run that starts at `from`; `from - 1` when there is none. */
async function probeForward(
  commits: CommitReader,
  from: number,
  windows: readonly number[],
  options: ReadOptions,
): Promise<number> {
  let next = from;
  for (let round = 0; ; round++) {
    const versions = integers(next, next + (windows[Math.min(round, windows.length - 1)] ?? 1) - 1);
    const found = await inParallel(versions, (version) => commits.read(version, options), isAbsent);
    const end = found.findIndex(isAbsent);
    if (end < 0) next += versions.length;
    else if (await isGap({ commits, missing: next + end, after: found.slice(end + 1) }, options))
      throw logGap(next + end);
    else if (commits.peek(next + end) === undefined) return next + end - 1;
  }
}

/**
 * A commit is absent though a later one was found. It may have been written while the window was read, so it is asked
 * for once more.
 */
async function isGap(
  window: { readonly commits: CommitReader; readonly missing: number; readonly after: readonly (Commit | undefined)[] },
  options: ReadOptions,
): Promise<boolean> {
  if (window.after.every(isAbsent)) return false;
  return (await window.commits.read(window.missing, options)) === undefined;
}

function isAbsent(commit: Commit | undefined): boolean {
  return commit === undefined;
}
