// The commits of a range of versions, each with the changes that it makes. A range that the log does not hold whole is an
// error that says what it holds.

import { buildCommit, type Commit, unreadableCommit } from "#delta/commit.ts";
import { isTableError, TableError } from "#delta/errors.ts";
import { inParallel, integers } from "#delta/in-parallel.ts";
import type { LogParts } from "#delta/load-snapshot.ts";
import { commitName } from "#delta/log-path.ts";
import type { VersionRange } from "#delta/log-runs.ts";
import { parseCommit } from "#delta/parse-commit.ts";
import type { ReadOptions, StoredObject } from "#delta/ports.ts";
import { lastWhere } from "#delta/search-versions.ts";
import { type CommitChanges, changesOfCommit } from "./commit-changes.ts";

export interface ChangeLog extends LogParts {
  /** A commit file as it is stored; undefined when it is absent. */
  readonly readCommit: (version: number, options: ReadOptions) => Promise<StoredObject | undefined>;
}

export interface RangeCommit {
  readonly commit: Commit;
  readonly changes: CommitChanges;
}

export interface CommitRange {
  readonly latest: number;
  /** Oldest first, one for each version. */
  readonly commits: readonly RangeCommit[];
}

/** Errors: ChangesOutOfRange, NotADeltaTable, and those of the store. */
export async function readRange(log: ChangeLog, range: VersionRange, options: ReadOptions): Promise<CommitRange> {
  const { from, to } = range;
  const known = log.discovery.knownLatest() ?? -1;
  const latest = to <= known ? known : await log.discovery.findLatest("search", options);
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0)) {
    throw outOfRange(range, { latest, state: "versions are whole numbers from 0 on" });
  }
  if (from > to) throw outOfRange(range, { latest, state: "the range ends before it starts" });
  if (to > latest) throw outOfRange(range, { latest, state: `the newest version is ${latest}` });
  const newestFirst = await inParallel(
    integers(from, to).reverse(),
    (version) => readOne(log, version, options),
    (commit) => commit === undefined,
  );
  const found = newestFirst.filter((commit) => commit !== undefined);
  if (found.length === to - from + 1) return { latest, commits: found.reverse() };
  const isGone = async (version: number) => (await log.commits.read(version, options)) === undefined;
  const gone = to - newestFirst.indexOf(undefined);
  const earliest = (await lastWhere({ low: gone, high: latest }, isGone)) + 1;
  const state = earliest > latest ? "the log holds no commit" : `the oldest commit in the log is ${earliest}`;
  throw outOfRange(range, { latest, earliest, state });
}

async function readOne(log: ChangeLog, version: number, options: ReadOptions): Promise<RangeCommit | undefined> {
  const object = await log.readCommit(version, options);
  if (object === undefined) return undefined;
  try {
    const commit = log.commits.peek(version) ?? buildCommit(version, object, () => false);
    if (commit.violation !== undefined) return { commit, changes: NO_CHANGES };
    return { commit, changes: changesOfCommit(parseCommit(object.bytes, commitName(version))) };
  } catch (error) {
    if (!isTableError(error, "MalformedLog")) throw error;
    return { commit: unreadableCommit(version, object, error), changes: NO_CHANGES };
  }
}

const NO_CHANGES: CommitChanges = { source: "log", files: [], incomplete: new Set() };

function outOfRange(
  { from, to }: VersionRange,
  { latest, earliest, state }: { readonly latest: number; readonly earliest?: number; readonly state: string },
): TableError<"ChangesOutOfRange"> {
  const message = `Cannot read changes from version ${from} to ${to}: ${state}`;
  return new TableError("ChangesOutOfRange", message, { from, to, earliest, latest });
}
