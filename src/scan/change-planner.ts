// Which parts of which files hold a window of changes, and which versions can't be read. A version is told whole or not at
// all, as far as is known: one whose file is gone is refused, and its rows do not count.

import type { ChangeFeed, ChangeFile, VersionChanges } from "#delta/changes/change-feed.ts";
import { isTableError, type TableError } from "#delta/errors.ts";
import { inParallel } from "#delta/in-parallel.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { ChangeRows } from "./change-rows.ts";

export interface ChangeWindow {
  /** Position among the feed's changes: by version, in a version by file. */
  readonly start: number;
  readonly count: number;
}

/** Some rows of one file of a version. */
export interface ChangePart {
  readonly version: VersionChanges;
  readonly file: ChangeFile;
  readonly first: number;
  readonly count: number;
}

export interface ChangeTotals {
  /** Rows of the versions and files that are counted. */
  readonly rows: number;
  readonly exact: boolean;
}

export interface ChangePlanner {
  /** In order; together they hold fewer rows than asked only at the feed's end. Errors that no version is refused for. */
  plan(feed: ChangeFeed, window: ChangeWindow, options?: ReadOptions): Promise<readonly ChangePart[]>;
  /** Refuses the version for what its files are; any other error is thrown on. */
  refuse(version: VersionChanges, error: unknown): void;
  refusal(version: VersionChanges): TableError | undefined;
  /** Rows of a version; undefined where a file is not counted yet. */
  versionRows(version: VersionChanges): number | undefined;
  totals(feed: ChangeFeed): ChangeTotals;
}

/** Files of a version that are opened before the rows of any of them are told. */
const OPENED_TOGETHER = 8;

export function createChangePlanner(rows: ChangeRows): ChangePlanner {
  const refusals = new WeakMap<VersionChanges, TableError>();

  function refusal(version: VersionChanges): TableError | undefined {
    return version.refusal ?? refusals.get(version);
  }

  function refuse(version: VersionChanges, error: unknown): void {
    if (!isTableError(error, ...REFUSING_TAGS)) {
      throw error;
    }
    refusals.set(version, error);
  }

  function versionRows(version: VersionChanges): number | undefined {
    if (refusal(version) !== undefined) {
      return undefined;
    }
    const counts = version.files.map((file) => rows.peek(file));
    return counts.includes(undefined) ? undefined : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  }

  async function planReadable(version: VersionChanges, window: ChangeWindow, options?: ReadOptions) {
    const known = versionRows(version);
    if (known !== undefined && known <= window.start) {
      return { parts: [], rows: known };
    }
    try {
      return await planVersion(rows, version, { ...window, ...options });
    } catch (error) {
      refuse(version, error);
      return { parts: [], rows: 0 };
    }
  }

  return {
    async plan(feed, { start, count }, options) {
      const parts: ChangePart[] = [];
      let before = 0;
      for (const version of feed.versions) {
        if (before >= start + count) {
          break;
        }
        if (refusal(version) === undefined) {
          const planned = await planReadable(version, { start: start - before, count }, options);
          parts.push(...planned.parts);
          before += planned.rows;
        }
      }
      return parts;
    },
    refuse,
    refusal,
    versionRows,
    totals(feed) {
      const readable = feed.versions.filter((version) => refusal(version) === undefined);
      return {
        rows: readable.reduce((sum, { files }) => sum + sumRows(rows, files), 0),
        exact: readable.every((version) => versionRows(version) !== undefined),
      };
    },
  };
}

/** The parts of a version that the window holds, which starts `start` rows behind the version's first. */
async function planVersion(
  rows: ChangeRows,
  version: VersionChanges,
  { start, count, signal }: ChangeWindow & ReadOptions,
): Promise<{ readonly parts: readonly ChangePart[]; readonly rows: number }> {
  const parts: ChangePart[] = [];
  let before = 0;
  for (let at = 0; at < version.files.length && before < start + count; at += OPENED_TOGETHER) {
    const files = version.files.slice(at, at + OPENED_TOGETHER);
    await inParallel(files, (file) => rows.count(file, { signal }));
    if (before + sumRows(rows, files) > start) {
      await inParallel(files, (file) => rows.open(file, { signal }));
    }
    for (const file of files) {
      const held = rows.peek(file) ?? 0;
      const first = Math.max(start - before, 0);
      const end = Math.min(start + count - before, held);
      if (end > first) {
        parts.push({ version, file, first, count: end - first });
      }
      before += held;
    }
  }
  return { parts, rows: before };
}

function sumRows(rows: ChangeRows, files: readonly ChangeFile[]): number {
  return files.reduce((sum, file) => sum + (rows.peek(file) ?? 0), 0);
}

/**
 * What is wrong with a version's own files. The commits were read with the same access, so a file that is denied is one
 * that is gone: S3 tells so to callers that may not list.
 */
const REFUSING_TAGS = [
  "ObjectMissing",
  "AccessDenied",
  "ObjectTruncated",
  "CorruptParquet",
  "CorruptDeletionVector",
  "ProtocolViolation",
  "Unsupported",
] as const;
