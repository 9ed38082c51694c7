// Travel by time (PROTOCOL.md "In-Commit Timestamps", section on timestamp-based time travel): the newest version at or
// before a time.

import type { Commit } from "./commit.ts";
import {
  commitTimestampMs,
  firstInCommitVersion,
  inCommitSinceMs,
  risingTimestamps,
  type TimeRules,
} from "./commit-time.ts";
import { findEarliest } from "./earliest-version.ts";
import { TableError } from "./errors.ts";
import { inParallel, integers } from "./in-parallel.ts";
import { type LogParts, loadHeader } from "./load-snapshot.ts";
import type { ReadOptions } from "./ports.ts";
import { lastWhere } from "./search-versions.ts";

/**
 * A time after the newest version gives the newest version.
 * Errors: TimestampTooEarly, and those of loading the newest version.
 */
export async function findVersionAt(parts: LogParts, timestampMs: number, options: ReadOptions): Promise<number> {
  const latest = await parts.discovery.findLatest("search", options);
  const [rules, earliest] = await Promise.all([readRules(parts, latest, options), findEarliest(parts, options)]);
  const search: Search = { parts, rules, options };
  const border = firstInCommitVersion(rules);
  if (border <= latest && timestampMs >= ((await inCommitSince(search, border)) ?? Number.POSITIVE_INFINITY)) {
    const range = await timedRange(search, { low: Math.max(border, earliest), high: latest }, timestampMs);
    return searchRising(search, range, timestampMs);
  }
  const high = Math.max(earliest, Math.min(latest, border - 1));
  return searchModified(search, await timedRange(search, { low: earliest, high }, timestampMs), timestampMs);
}

/** Spark's question, which clock a time is asked of, is answered by the enablement's time and not by any commit's. */
async function inCommitSince(search: Search, border: number): Promise<number | undefined> {
  return inCommitSinceMs(search.rules) ?? (await timeOf(search, border)) ?? Number.NEGATIVE_INFINITY;
}

/**
 * The range without a first version whose time nothing tells: a checkpoint without its commit.
 * Errors: TimestampTooEarly.
 */
async function timedRange(search: Search, { low, high }: Range, timestampMs: number): Promise<Range> {
  const known = low < high && (await timeOf(search, low)) === undefined ? low + 1 : low;
  const earliestMs = await timeOf(search, known);
  if (earliestMs !== undefined && earliestMs <= timestampMs) return { low: known, high };
  const state =
    earliestMs === undefined
      ? `nothing tells when version ${known} was committed`
      : `the oldest version is of ${earliestMs}`;
  const message = `Cannot travel to ${timestampMs}: ${state}`;
  throw new TableError("TimestampTooEarly", message, { askedMs: timestampMs, earliestMs, earliestVersion: known });
}

interface Search {
  readonly parts: LogParts;
  readonly rules: TimeRules;
  readonly options: ReadOptions;
}

/** In-commit timestamps rise by the protocol. */
function searchRising(search: Search, range: Range, timestampMs: number): Promise<number> {
  return lastWhere(
    range,
    async (version) => ((await timeOf(search, version)) ?? Number.POSITIVE_INFINITY) <= timestampMs,
  );
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Modification times need not rise: where the looks of the search do not rise strictly, all commits are read and their
 * times made to rise.
 */
async function searchModified(search: Search, range: Range, timestampMs: number): Promise<number> {
  const looks = new Map<number, number | undefined>();
  const found = await lastWhere(range, async (version) => {
    const time = await timeOf(search, version);
    looks.set(version, time);
    return (time ?? Number.POSITIVE_INFINITY) <= timestampMs;
  });
  for (const near of integers(Math.max(range.low, found - 1), Math.min(range.high, found + 1))) {
    looks.set(near, await timeOf(search, near));
  }
  const times = [...looks].sort(([a], [b]) => a - b).map(([, time]) => time);
  if (isRisingStrictly(times)) return found;
  const versions = integers(range.low, range.high);
  const rising = risingTimestamps(await inParallel(versions, (version) => timeOf(search, version)));
  const index = rising.findLastIndex((time) => time !== undefined && time <= timestampMs);
  return range.low + Math.max(0, index);
}

function isRisingStrictly(times: readonly (number | undefined)[]): boolean {
  return times.every((time, i) => time !== undefined && (i === 0 || time > (times[i - 1] ?? Number.POSITIVE_INFINITY)));
}

async function timeOf({ parts, rules, options }: Search, version: number): Promise<number | undefined> {
  const listedMs = parts.discovery.listed()?.commits.get(version);
  if (listedMs !== undefined && version < firstInCommitVersion(rules)) return listedMs;
  const commit: Commit | undefined = await parts.commits.read(version, options);
  if (commit !== undefined) return commitTimestampMs(commit, rules);
  // Clean-up may leave a checkpoint and its checksum without their commit.
  return version < firstInCommitVersion(rules) ? undefined : parts.readInCommitTimestamp(version, options);
}

/** The newest version's properties say which clock counts. */
async function readRules(parts: LogParts, latest: number, options: ReadOptions): Promise<TimeRules> {
  const header = await loadHeader(parts, { version: latest, latest: Promise.resolve(latest) }, options);
  if ("version" in header) return header;
  const message = `Cannot read version ${latest}: no checkpoint or commits lead up to it`;
  throw new TableError("LogGap", message, { missing: latest, before: latest });
}
