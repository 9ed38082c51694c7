// The changes of a range of versions, from the log alone (PROTOCOL.md "Reader Requirements for Change Data").

import type { Commit } from "#delta/commit.ts";
import type { TableError } from "#delta/errors.ts";
import { loadVersion } from "#delta/load-snapshot.ts";
import type { VersionRange } from "#delta/log-runs.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { partitionKeys, type SnapshotHeader } from "#delta/snapshot.ts";
import { type ChangeFeed, type ChangeFile, loggedRows, type VersionChanges } from "./change-feed.ts";
import { completeRemoves, needsFilesBefore } from "./complete-removes.ts";
import { type ChangeLog, type RangeCommit, readRange } from "./read-range.ts";
import { timeCommits } from "./time-commits.ts";
import { type SchemaOfVersion, unionColumns, unionSchemas } from "./union-schema.ts";
import { followStates, isLogFault, unreachable, type VersionState } from "./version-states.ts";
import { type VersionView, viewOf } from "./version-view.ts";

/** What each row of a change has besides the table's columns, as Spark names it. */
export const CHANGE_COLUMNS = ["_change_type", "_commit_version", "_commit_timestamp"] as const;

/**
 * Versions that can't be read are named by their `refusal`.
 * Errors: ChangesOutOfRange, NotADeltaTable, and those of the store.
 */
export async function loadChanges(log: ChangeLog, range: VersionRange, options: ReadOptions): Promise<ChangeFeed> {
  const read = await readRange(log, range, options);
  const commits = read.commits.map(({ commit }) => commit);
  const states = await followStates(log, { commits, latest: read.latest }, options);
  const times = await timeCommits(log, { commits, latest: read.latest, last: states.at(-1) }, options);
  const drafts: Draft[] = [];
  for (const [at, { commit, changes }] of read.commits.entries()) {
    const state = states[at];
    if (state === undefined) continue;
    const { files, refusal } = await filesOf(log, { commit, changes, state }, options);
    drafts.push({ commit, source: changes.source, state, files, refusal, timestampMs: times[at] });
  }
  const union = unionSchemas(readableSchemas(drafts));
  const views = new Map<SnapshotHeader, VersionView>();
  const toView = (header: SnapshotHeader): VersionView => {
    const view = views.get(header) ?? viewOf(header, union);
    views.set(header, view);
    return view;
  };
  const versions = drafts.map((draft) => toVersionChanges(draft, toView));
  return { ...range, columns: unionColumns(union, CHANGE_COLUMNS), versions };
}

interface Draft {
  readonly commit: Commit;
  readonly source: "cdc" | "log";
  readonly state: VersionState;
  readonly files: readonly ChangeFile[];
  readonly refusal: TableError | undefined;
  readonly timestampMs: number | undefined;
}

async function filesOf(
  log: ChangeLog,
  { commit, changes, state }: RangeCommit & { readonly state: VersionState },
  options: ReadOptions,
): Promise<Pick<Draft, "files" | "refusal">> {
  if (state.kind === "unknown") return { files: [], refusal: state.failure };
  const { before = state.after, after } = state;
  const hasDeletes = changes.files.some(({ change }) => change === "delete");
  const refusal = after.refusal ?? (hasDeletes ? before.refusal : undefined);
  if (refusal !== undefined) return { files: [], refusal };
  if (!needsFilesBefore(changes, before.partitionColumns.length > 0)) return { files: changes.files, refusal };
  try {
    const target = { version: commit.version - 1, latest: Promise.resolve(after.latestVersion) };
    const snapshot = await loadVersion(log, target, options);
    if (!("files" in snapshot)) return { files: [], refusal: unreachable(target.version) };
    const files = completeRemoves(changes, { files: snapshot.files, partitionKeys: partitionKeys(snapshot) });
    return { files, refusal };
  } catch (error) {
    if (!isLogFault(error)) throw error;
    return { files: [], refusal: error };
  }
}

/** Newest first, each once. A version that is refused adds no columns. */
function readableSchemas(drafts: readonly Draft[]): readonly SchemaOfVersion[] {
  const schemas = new Map<SnapshotHeader, SchemaOfVersion>();
  const take = (header: SnapshotHeader, lastVersion: number) => {
    if (header.refusal === undefined && !schemas.has(header)) schemas.set(header, { ...header, lastVersion });
  };
  for (const { commit, state, files } of drafts.toReversed()) {
    if (state.kind === "unknown") continue;
    take(state.after, commit.version);
    if (state.before !== undefined && files.some(({ change }) => change === "delete")) {
      take(state.before, commit.version - 1);
    }
  }
  return [...schemas.values()];
}

const NO_VIEW: VersionView = { columnMapping: "none", partitionColumns: [], columns: [] };

function toVersionChanges(draft: Draft, toView: (header: SnapshotHeader) => VersionView): VersionChanges {
  const { commit, state, files, source, refusal, timestampMs } = draft;
  const operation = commit.commitInfo?.fields.get("operation");
  const headers = state.kind === "known" && refusal === undefined ? state : undefined;
  return {
    version: commit.version,
    timestampMs,
    operation: typeof operation === "string" ? operation : undefined,
    source,
    derived: state.kind === "known" && source === "log" && !hasFeed(state.after),
    inserted: refusal === undefined ? countRows(files, "insert") : undefined,
    deleted: refusal === undefined ? countRows(files, "delete") : undefined,
    refusal,
    files,
    before: headers === undefined ? NO_VIEW : toView(headers.before ?? headers.after),
    after: headers === undefined ? NO_VIEW : toView(headers.after),
  };
}

function hasFeed({ metadata }: SnapshotHeader): boolean {
  return metadata.configuration.get("delta.enableChangeDataFeed")?.toLowerCase() === "true";
}

function countRows(files: readonly ChangeFile[], change: "insert" | "delete"): number | undefined {
  let rows = 0;
  for (const file of files) {
    if (file.change === "cdc") return undefined;
    if (file.change === change) rows += loggedRows(file) ?? Number.NaN;
  }
  return Number.isNaN(rows) ? undefined : rows;
}
