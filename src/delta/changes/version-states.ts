// The protocol and metadata before and after each commit of a range: files that a commit removes were written under what
// held before it, those that it adds under what holds after.

import type { Commit } from "#delta/commit.ts";
import { isTableError, TableError } from "#delta/errors.ts";
import { type LogParts, loadHeader } from "#delta/load-snapshot.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { buildHeader, type SnapshotHeader } from "#delta/snapshot.ts";

export type VersionState =
  | {
      readonly kind: "known";
      /** Undefined where nothing was before: at version 0, and where the log begins with a checkpoint of the version. */
      readonly before: SnapshotHeader | undefined;
      readonly after: SnapshotHeader;
    }
  | { readonly kind: "unknown"; readonly failure: TableError };

interface Range {
  /** Oldest first, without a gap. */
  readonly commits: readonly Commit[];
  readonly latest: number;
}

/** One for each commit. A commit that can't be read leaves the versions after it unknown, up to a checkpoint. */
export async function followStates(
  log: LogParts,
  { commits, latest }: Range,
  options: ReadOptions,
): Promise<readonly VersionState[]> {
  const states: VersionState[] = [];
  let current = await stateBefore(log, { version: commits[0]?.version ?? 0, latest }, options);
  for (const commit of commits) {
    const resumed =
      current.kind === "unknown" ? await tryHeader(log, { version: commit.version, latest }, options) : current;
    const known = resumed.kind === "unknown" && current.kind === "unknown" ? current : resumed;
    const state = applyCommit(known, commit);
    states.push(state);
    current =
      state.kind === "unknown"
        ? { ...state, failure: lostAfter(commit, state.failure) }
        : { kind: "at", header: state.after };
  }
  return states;
}

type Current =
  | { readonly kind: "at"; readonly header: SnapshotHeader | undefined }
  | { readonly kind: "unknown"; readonly failure: TableError };

interface Target {
  readonly version: number;
  readonly latest: number;
}

async function stateBefore(log: LogParts, { version, latest }: Target, options: ReadOptions): Promise<Current> {
  if (version === 0) return { kind: "at", header: undefined };
  const before = await tryHeader(log, { version: version - 1, latest }, options);
  return before.kind === "at" ? before : await tryHeader(log, { version, latest }, options);
}

async function tryHeader(log: LogParts, { version, latest }: Target, options: ReadOptions): Promise<Current> {
  try {
    const header = await loadHeader(log, { version, latest: Promise.resolve(latest) }, options);
    return "version" in header ? { kind: "at", header } : { kind: "unknown", failure: unreachable(version) };
  } catch (failure) {
    if (!isLogFault(failure)) throw failure;
    return { kind: "unknown", failure };
  }
}

function applyCommit(current: Current, commit: Commit): VersionState {
  if (commit.violation !== undefined) return { kind: "unknown", failure: commit.violation };
  if (current.kind === "unknown") return current;
  const { header } = current;
  if (header !== undefined && commit.protocol === undefined && commit.metadata === undefined) {
    return { kind: "known", before: header, after: header };
  }
  try {
    const after = buildHeader({
      version: commit.version,
      latestVersion: commit.version,
      state: {
        protocol: commit.protocol ?? header?.protocol,
        metadata: commit.metadata ?? header?.metadata,
        domainMetadata: new Map(),
        transactions: new Map(),
      },
      commit: undefined,
      checkpointVersion: undefined,
      warnings: [],
    });
    return { kind: "known", before: header, after };
  } catch (failure) {
    if (!isTableError(failure, "ProtocolViolation")) throw failure;
    return { kind: "unknown", failure };
  }
}

/** Whether it is the log that does not tell of a version: others may still be told of. */
export function isLogFault(error: unknown): error is TableError {
  return isTableError(error, "LogGap", "MalformedLog", "ProtocolViolation", "CorruptCheckpoint");
}

export function unreachable(version: number): TableError<"LogGap"> {
  const message = `Cannot tell what version ${version} holds: no checkpoint or commits lead up to it`;
  return new TableError("LogGap", message, { missing: version, before: version + 1 });
}

function lostAfter({ version, violation }: Commit, failure: TableError): TableError {
  if (violation === undefined) return failure;
  const message = `Cannot tell what holds after version ${version}: ${failure.message}`;
  return new TableError(failure.tag, message, failure.context, { cause: failure });
}
