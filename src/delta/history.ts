// The history as numbers and words: one summary a commit, from what the log alone tells. Undefined = it does not tell.

import type { Commit } from "./commit.ts";
import { commitTimestamps, inCommitTimestampMs, risingTimestamps, type TimeRules, writtenMs } from "./commit-time.ts";
import { countChanges, type FileChanges, NO_CHANGES } from "./file-changes.ts";
import { type OperationClass, operationClass } from "./operation-class.ts";
import { countTotals, type KnownVersion } from "./running-totals.ts";

export interface CommitSummary extends FileChanges {
  readonly version: number;
  /** Time travel's clock, milliseconds since 1970 UTC. */
  readonly timestampMs: number | undefined;
  /** `commitInfo.timestamp`, the writer's clock. */
  readonly writtenMs: number | undefined;
  /** The two clocks that time travel can go by: the file's modification time, and the commit's own timestamp. */
  readonly modifiedMs: number | undefined;
  readonly inCommitMs: number | undefined;
  readonly operation: string | undefined;
  readonly operationClass: OperationClass;
  readonly userName: string | undefined;
  readonly engineInfo: string | undefined;
  readonly parameters: readonly (readonly [string, string])[];
  readonly metrics: readonly (readonly [string, string])[];
  readonly dataChange: boolean;
  readonly changesSchema: boolean;
  readonly changesProtocol: boolean;
  readonly changesProperties: boolean;
  /** True when a checkpoint of this version is known. */
  readonly checkpoint: boolean;
  /** Totals after this commit. `rows` is unknown also where files were removed whose rows the log does not tell. */
  readonly files: number | undefined;
  readonly sizeBytes: number | undefined;
  readonly rows: number | undefined;
  /** Why this version can't be rebuilt; undefined when it can, or when nobody looked. */
  readonly unreadable: string | undefined;
}

export interface HistoryContext {
  /** From the newest version's header: they say which clock counts. Undefined = the files' modification times. */
  readonly rules: TimeRules | undefined;
  /** Totals of a loaded version of the run, or of the one just before it, to count from in both directions. */
  readonly known: KnownVersion | undefined;
  /** The oldest version that can be rebuilt, where it is known. */
  readonly earliestVersion: number | undefined;
  readonly hasCheckpoint: (version: number) => boolean;
}

/** `commits` are a run without gaps, newest first; so are the summaries. */
export function summarizeCommits(commits: readonly Commit[], context: HistoryContext): readonly CommitSummary[] {
  const changes = countChanges(commits);
  const totals = countTotals(commits, changes, context.known);
  const timestamps = timestampsOf(commits, context.rules);
  return commits.map((commit, index) => {
    return {
      ...commitFacts(commit, context),
      ...(changes[index] ?? NO_CHANGES),
      ...metadataChanges(commits, index),
      timestampMs: timestamps[index],
      files: totals[index]?.files,
      sizeBytes: totals[index]?.sizeBytes,
      rows: totals[index]?.rows,
    };
  });
}

function commitFacts(commit: Commit, context: HistoryContext) {
  const operation = textField(commit, "operation");
  return {
    version: commit.version,
    writtenMs: writtenMs(commit),
    modifiedMs: commit.modifiedMs,
    inCommitMs: inCommitTimestampMs(commit),
    operation,
    operationClass: operationClass(operation),
    userName: textField(commit, "userName"),
    engineInfo: textField(commit, "engineInfo"),
    parameters: entries(commit, "operationParameters"),
    metrics: entries(commit, "operationMetrics"),
    dataChange: commit.dataChange,
    changesProtocol: commit.protocol !== undefined && commit.version > 0,
    checkpoint: context.hasCheckpoint(commit.version),
    unreadable: unreadable(commit, context),
  };
}

function unreadable(commit: Commit, { earliestVersion }: HistoryContext): string | undefined {
  if (commit.violation !== undefined) return commit.violation.message;
  if (earliestVersion === undefined || commit.version >= earliestVersion) return undefined;
  return `The oldest version that can be rebuilt is ${earliestVersion}.`;
}

function timestampsOf(commits: readonly Commit[], rules: TimeRules | undefined): readonly (number | undefined)[] {
  const oldestFirst = [...commits].reverse();
  const times =
    rules === undefined
      ? risingTimestamps(oldestFirst.map((commit) => commit.modifiedMs ?? writtenMs(commit)))
      : commitTimestamps(oldestFirst, rules);
  return times.toReversed();
}

/** Compared with the metaData before it, where the run reaches that far; else the operation's name must tell. */
function metadataChanges(commits: readonly Commit[], index: number) {
  const commit = commits[index];
  const metadata = commit?.metadata;
  if (commit === undefined || metadata === undefined) return { changesSchema: false, changesProperties: false };
  const previous = commits.slice(index + 1).find((older) => older.metadata !== undefined)?.metadata;
  if (previous === undefined) {
    const isAboutProperties = textField(commit, "operation")?.includes("TBLPROPERTIES") === true;
    return { changesSchema: !isAboutProperties, changesProperties: isAboutProperties };
  }
  return {
    changesSchema:
      metadata.schemaString !== previous.schemaString ||
      metadata.partitionColumns.join("\0") !== previous.partitionColumns.join("\0"),
    changesProperties: !isSameMap(metadata.configuration, previous.configuration),
  };
}

function isSameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

function textField(commit: Commit, name: string): string | undefined {
  const value = commit.commitInfo?.fields.get(name);
  return typeof value === "string" ? value : undefined;
}

/** Values are strings by custom, but may be any JSON; null means not given. */
function entries(commit: Commit, name: string): readonly (readonly [string, string])[] {
  const value = commit.commitInfo?.fields.get(name);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value)
    .filter(([, item]) => item !== null)
    .map(([key, item]) => [key, typeof item === "string" ? item : exactJson(item)] as const);
}

function exactJson(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? String(item) : item)) ?? "";
}
