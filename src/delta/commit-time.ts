// When a version was committed (PROTOCOL.md "In-Commit Timestamps"): the commit's own timestamp where the feature is on,
// else the modification time of its file. `commitInfo.timestamp` is the writer's clock, and not time travel's.

import type { MetadataAction, ProtocolAction } from "./actions.ts";
import type { Commit } from "./commit.ts";

/** The state of a version at or after the commits in question. */
export interface TimeRules {
  readonly version: number;
  readonly protocol: ProtocolAction;
  readonly metadata: MetadataAction;
}

/** Milliseconds since 1970 UTC, not yet made to rise; undefined where neither clock tells. */
export function commitTimestampMs(commit: Commit, rules: TimeRules): number | undefined {
  if (commit.version < firstInCommitVersion(rules)) return commit.modifiedMs ?? writtenMs(commit);
  return inCommitTimestampMs(commit) ?? commit.modifiedMs ?? writtenMs(commit);
}

/**
 * Time travel's clock for a run of commits, oldest first. Modification times are made to rise, in-commit timestamps do
 * so by themselves: where they begin, the clock may go back.
 */
export function commitTimestamps(commits: readonly Commit[], rules: TimeRules): readonly (number | undefined)[] {
  const first = firstInCommitVersion(rules);
  const times = commits.map((commit) => commitTimestampMs(commit, rules));
  const border = commits.findIndex(({ version }) => version >= first);
  return border < 0 ? risingTimestamps(times) : [...risingTimestamps(times.slice(0, border)), ...times.slice(border)];
}

/**
 * The first version whose time is in the commit; Infinity when the feature is off. Without the enablement properties it
 * was on from version 0. Versions written while it was on go by their files' times once it was disabled again.
 */
export function firstInCommitVersion(rules: TimeRules): number {
  if (!isInCommit(rules)) return Number.POSITIVE_INFINITY;
  const version = Number(rules.metadata.configuration.get("delta.inCommitTimestampEnablementVersion") ?? 0);
  return Number.isSafeInteger(version) ? version : 0;
}

/** From this time on (milliseconds since 1970 UTC) travel goes by in-commit timestamps; undefined where nothing tells. */
export function inCommitSinceMs({ metadata }: TimeRules): number | undefined {
  const text = metadata.configuration.get("delta.inCommitTimestampEnablementTimestamp");
  const time = Number(text ?? Number.NaN);
  return Number.isSafeInteger(time) ? time : undefined;
}

function isInCommit({ protocol, metadata }: TimeRules): boolean {
  const isSupported = protocol.writerFeatures?.some((name) => name.startsWith("inCommitTimestamp")) === true;
  return isSupported && metadata.configuration.get("delta.enableInCommitTimestamps")?.toLowerCase() === "true";
}

/** The writer's clock: `commitInfo.timestamp`. Where the store tells no modification time it is the best there is. */
export function writtenMs(commit: Commit): number | undefined {
  return numberField(commit, "timestamp");
}

/**
 * PROTOCOL.md leaves equal or falling modification times open; Spark makes them rise by a millisecond, and time travel
 * goes by the result. Oldest first; undefined stays.
 */
export function risingTimestamps(timestamps: readonly (number | undefined)[]): (number | undefined)[] {
  let previous = Number.NEGATIVE_INFINITY;
  return timestamps.map((timestamp) => {
    if (timestamp === undefined) return undefined;
    previous = timestamp <= previous ? previous + 1 : timestamp;
    return previous;
  });
}

/** The commit's own timestamp, whether or not it counts. */
export function inCommitTimestampMs(commit: Commit): number | undefined {
  return numberField(commit, "inCommitTimestamp");
}

function numberField(commit: Commit, name: string): number | undefined {
  const value = commit.commitInfo?.fields.get(name);
  return typeof value === "number" ? value : undefined;
}
