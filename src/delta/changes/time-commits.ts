// `_commit_timestamp` of the versions of a range, as Spark tells it: by the clock of time travel.

import type { Commit } from "#delta/commit.ts";
import {
  commitTimestampMs,
  firstInCommitVersion,
  inCommitTimestampMs,
  risingTimestamps,
  type TimeRules,
  writtenMs,
} from "#delta/commit-time.ts";
import { integers } from "#delta/in-parallel.ts";
import { type LogParts, loadHeader } from "#delta/load-snapshot.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { isLogFault, type VersionState } from "./version-states.ts";

interface TimedRange {
  /** Oldest first, without a gap. */
  readonly commits: readonly Commit[];
  readonly latest: number;
  /** Of the last commit. */
  readonly last: VersionState | undefined;
}

type Times = readonly (number | undefined)[];

/** So many versions before a range may push its modification times up in Spark. */
const VERSIONS_BEFORE = 100;

/** Milliseconds since 1970 UTC, one for each commit; undefined where neither clock tells. */
export async function timeCommits(log: LogParts, range: TimedRange, options: ReadOptions): Promise<Times> {
  const { commits } = range;
  const rules = await rulesOf(log, range, options);
  const times = commits.map((commit) => (rules === undefined ? modifiedMs(commit) : commitTimestampMs(commit, rules)));
  const first = rules === undefined ? Number.POSITIVE_INFINITY : firstInCommitVersion(rules);
  const border = commits.findIndex(({ version }) => version >= first);
  const modified = border < 0 ? times : times.slice(0, border);
  const before = await timesBefore(log, { version: commits[0]?.version ?? 0, time: modified[0] }, options);
  const rising = risingTimestamps([...before, ...modified]).slice(before.length);
  return [...rising, ...times.slice(modified.length)];
}

/**
 * Whether in-commit timestamps count is for the newest version to say, which need not be asked where no commit has one.
 * Undefined where they do not.
 */
async function rulesOf(
  log: LogParts,
  { commits, latest, last }: TimedRange,
  options: ReadOptions,
): Promise<TimeRules | undefined> {
  if (!commits.some((commit) => inCommitTimestampMs(commit) !== undefined)) return undefined;
  const known = last?.kind === "known" ? last.after : undefined;
  if (commits.at(-1)?.version === latest) return known;
  try {
    const header = await loadHeader(log, { version: latest, latest: Promise.resolve(latest) }, options);
    return "version" in header ? header : known;
  } catch (error) {
    if (!isLogFault(error)) throw error;
    return known;
  }
}

/**
 * Modification times of the versions before, oldest first, as far as they may push up that of `version`. A listing tells
 * them all; else commits are read while they do not lie below the one after them.
 */
async function timesBefore(
  { discovery, commits }: LogParts,
  { version, time }: { readonly version: number; readonly time: number | undefined },
  options: ReadOptions,
): Promise<Times> {
  if (time === undefined) return [];
  const oldest = Math.max(0, version - VERSIONS_BEFORE);
  const listed = discovery.listed();
  if (listed !== undefined) return integers(oldest, version - 1).map((each) => listed.commits.get(each));
  const times: number[] = [];
  for (let each = version - 1, next = time; each >= oldest; each -= 1) {
    const commit = await commits.read(each, options);
    const found = commit && modifiedMs(commit);
    if (found === undefined || found < next) break;
    times.unshift(found);
    next = found;
  }
  return times;
}

function modifiedMs(commit: Commit): number | undefined {
  return commit.modifiedMs ?? writtenMs(commit);
}
