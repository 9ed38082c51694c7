// How long a table keeps what it no longer needs: intervals of its properties and what follows from them for a version.
// All times are milliseconds, those of clocks since 1970 UTC.

import type { MetadataAction } from "#delta/actions.ts";

export interface Retention {
  /** `delta.deletedFileRetentionDuration`: a removed file is safe from VACUUM so long. */
  readonly deletedFilesMs: number;
  /** `delta.logRetentionDuration`: a commit stays in the log at least so long. */
  readonly logMs: number;
  /** `delta.setTransactionRetentionDuration`; undefined = for ever. */
  readonly transactionsMs: number | undefined;
}

const DAY_MS = 86_400_000;
const DEFAULT_DELETED_FILES_MS = 7 * DAY_MS;
const DEFAULT_LOG_MS = 30 * DAY_MS;

/** A property that is not an interval counts as not set. */
export function readRetention({ configuration }: Pick<MetadataAction, "configuration">): Retention {
  const read = (name: string) => parseInterval(configuration.get(name) ?? "");
  return {
    deletedFilesMs: read("delta.deletedFileRetentionDuration") ?? DEFAULT_DELETED_FILES_MS,
    logMs: read("delta.logRetentionDuration") ?? DEFAULT_LOG_MS,
    transactionsMs: read("delta.setTransactionRetentionDuration"),
  };
}

export interface VersionClock {
  readonly nowMs: number;
  /** When the version was committed. */
  readonly committedMs: number;
  /** When the next version was; undefined for the newest. */
  readonly supersededMs: number | undefined;
}

export interface VersionOutlook {
  /** Until then none of its files can have been vacuumed; undefined for the newest version, which keeps them all. */
  readonly filesSafeUntilMs: number | undefined;
  /** Until then its commit can't have been cleaned up. */
  readonly commitSafeUntilMs: number;
  /** Spark refuses to travel to it, by its own rule, whether or not its files are there. */
  readonly sparkRefuses: boolean;
}

/** A file of a version may have been removed by the next one at the earliest. */
export function outlookOf(retention: Retention, { nowMs, committedMs, supersededMs }: VersionClock): VersionOutlook {
  return {
    filesSafeUntilMs: supersededMs === undefined ? undefined : supersededMs + retention.deletedFilesMs,
    // Clean-up counts in whole days, UTC.
    commitSafeUntilMs: (Math.floor(committedMs / DAY_MS) + 1) * DAY_MS + retention.logMs,
    sparkRefuses: supersededMs !== undefined && nowMs - committedMs > retention.deletedFilesMs,
  };
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["week", 7 * DAY_MS],
  ["day", DAY_MS],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
  ["millisecond", 1],
  ["microsecond", 0.001],
]);

/**
 * Milliseconds of a calendar interval as properties spell it: `interval 1 week`, `30 days 12 hours`. Undefined for months
 * and years, whose length varies, and for anything else.
 */
export function parseInterval(text: string): number | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/^interval\b/, "")
    .trim();
  if (!/^(?:[+-]?\d+\s+[a-z]+\s*)+$/.test(words)) return undefined;
  let total = 0;
  for (const [, count, unit = ""] of words.matchAll(/([+-]?\d+)\s+([a-z]+)/g)) {
    const length = UNITS.get(unit.replace(/s$/, ""));
    if (length === undefined) return undefined;
    total += Number(count) * length;
  }
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}
