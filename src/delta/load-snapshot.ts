// Builds one version from the newest usable checkpoint at or below it and the commits after that, with everything that
// can run in parallel doing so. Files are told as soon as they are known, before the checkpoint's are.

import type { Action } from "./actions.ts";
import type { CheckpointCandidates } from "./checkpoint-candidates.ts";
import { type CheckpointLoader, isReplaceable } from "./checkpoint-loader.ts";
import type { Commit, Warning } from "./commit.ts";
import type { CommitReader } from "./commit-reader.ts";
import type { Discovery } from "./discover-log.ts";
import { isTableError, TableError } from "./errors.ts";
import type { LiveFiles } from "./live-files.ts";
import type { LogRuns } from "./log-runs.ts";
import type { CheckpointCandidate } from "./log-segment.ts";
import type { ReadOptions } from "./ports.ts";
import { type Replay, replayCheckpointChunk, replayCommits, startReplay } from "./replay.ts";
import { rowTrackingOf } from "./row-tracking.ts";
import { buildHeader, partitionKeys, reconcileState, type Snapshot, type SnapshotHeader } from "./snapshot.ts";

export interface SnapshotObserver {
  /**
   * Called whenever files have been appended; the first call may come before the header. Only where a checkpoint turns
   * out broken halfway, files that came from it are taken back.
   */
  onFiles?(files: LiveFiles): void;
  /** Called once, before the checkpoint's files are read. Its time and commitInfo may be unknown until the end. */
  onHeader?(header: SnapshotHeader): void;
}

export interface LoadOptions extends ReadOptions {
  readonly observer?: SnapshotObserver | undefined;
}

export interface LogParts {
  readonly commits: CommitReader;
  readonly runs: LogRuns;
  readonly checkpoints: CheckpointLoader;
  readonly candidates: CheckpointCandidates;
  readonly discovery: Discovery;
  /** As the version's checksum file tells it, for where its commit is gone. Milliseconds since 1970 UTC. */
  readonly readInCommitTimestamp: (version: number, options: ReadOptions) => Promise<number | undefined>;
}

/** A version that nothing in the log can rebuild: older than what is kept. */
export interface Unreachable {
  readonly kind: "unreachable";
}

/**
 * Errors: LogGap, MalformedLog, ProtocolViolation, CorruptCheckpoint, and those of the store.
 */
export async function loadVersion(
  parts: LogParts,
  target: LoadTarget,
  options: LoadOptions,
): Promise<Snapshot | Unreachable> {
  const load = startLoad(parts, target, options);
  load.warnings.push(...(await parts.discovery.start(options)).warnings);
  await prefetchCommits(load);
  for await (const candidate of parts.candidates.upTo(target.version, options)) {
    const snapshot = await attempt(load, candidate, (head) => loadFromCheckpoint(load, candidate, head));
    if (snapshot !== undefined) return snapshot;
  }
  return (await takeAllCommits(load)) ? loadFromCommits(load) : unreachable(load);
}

/** As `loadVersion`, without the checkpoint's files. */
export async function loadHeader(
  parts: LogParts,
  target: LoadTarget,
  { signal }: ReadOptions,
): Promise<SnapshotHeader | Unreachable> {
  const load = startLoad(parts, target, { signal });
  for await (const candidate of parts.candidates.upTo(target.version, { signal })) {
    const header = await attempt(load, candidate, async (head) => tellHeader(load, await head, candidate.version));
    if (header !== undefined) return header;
  }
  return (await takeAllCommits(load)) ? tellHeader(load, [], undefined) : unreachable(load);
}

export interface LoadTarget {
  readonly version: number;
  /** The newest version, which may be searched for meanwhile. */
  readonly latest: Promise<number>;
}

function startLoad(parts: LogParts, target: LoadTarget, options: LoadOptions): Load {
  return {
    ...target,
    parts,
    options,
    warnings: [],
    taken: [],
    replay: startReplay(),
    upper: target.version,
    isHeaderTold: false,
    firstFailure: undefined,
  };
}

/** One load under way. */
interface Load {
  readonly parts: LogParts;
  readonly options: LoadOptions;
  readonly version: number;
  readonly latest: Promise<number>;
  readonly warnings: Warning[];
  /** The commits (or compactions) above `upper` and up to `version`, newest first: those that `replay` holds. */
  readonly taken: Commit[];
  upper: number;
  replay: Replay;
  isHeaderTold: boolean;
  firstFailure: TableError | undefined;
}

/** Where the checkpoint is yet to be guessed, the commits that every guess needs are read meanwhile. */
async function prefetchCommits({ parts, version, options }: Load): Promise<void> {
  const { hint, listed } = await parts.discovery.start(options);
  if (listed !== undefined || hint === undefined || hint.version <= version || version % 10 === 0) return;
  void settled(parts.commits.readDown({ from: version, to: Math.floor(version / 10) * 10 + 1 }, options));
}

/** Undefined when the checkpoint can't be used; the commits above it stay taken. */
async function attempt<Result>(
  load: Load,
  candidate: CheckpointCandidate,
  use: (head: Promise<readonly Action[]>) => Promise<Result>,
): Promise<Result | undefined> {
  const head = settled(load.parts.checkpoints.readHead(candidate, load.options));
  await takeCommits(load, candidate.version + 1);
  const beforeCheckpoint = load.replay;
  try {
    return await use(unwrap(head));
  } catch (error) {
    if (!isReplaceable(error)) throw error;
    load.firstFailure ??= error;
    load.warnings.push(unusableCheckpoint(candidate, error));
    if (load.replay !== beforeCheckpoint) show(load, beforeCheckpoint);
    return undefined;
  }
}

async function loadFromCheckpoint(
  load: Load,
  candidate: CheckpointCandidate,
  head: Promise<readonly Action[]>,
): Promise<Snapshot> {
  const { signal } = load.options;
  const own = settled(readOwnCommit(load));
  if (load.replay.files.totals.files === 0) load.parts.checkpoints.readAhead(candidate, load.options);
  const actions = await head;
  const header = await tellHeader(load, actions, candidate.version);
  const wanted = { partitionColumns: partitionKeys(header), rowTracking: rowTrackingOf(header) !== undefined };
  for await (const chunk of load.parts.checkpoints.streamChunks(candidate, { signal, ...wanted })) {
    show(load, replayCheckpointChunk(load.replay, chunk));
  }
  return toSnapshot(load, actions, { own: await unwrap(own), checkpointVersion: candidate.version });
}

async function loadFromCommits(load: Load): Promise<Snapshot> {
  await tellHeader(load, [], undefined);
  return toSnapshot(load, [], { own: await readOwnCommit(load), checkpointVersion: undefined });
}

/** False when the log does not begin with commit 0. */
async function takeAllCommits(load: Load): Promise<boolean> {
  const { parts, options } = load;
  if (load.upper >= 0 && (await parts.commits.read(0, options)) === undefined) return false;
  await takeCommits(load, 0);
  return true;
}

/** Replays the commits from the lowest taken down to `bottom`. */
async function takeCommits(load: Load, bottom: number): Promise<void> {
  const compactions = load.parts.discovery.listed()?.compactions ?? [];
  const { pieces, warnings } = await load.parts.runs.read({ from: bottom, to: load.upper }, compactions, load.options);
  load.taken.push(...pieces);
  load.upper = Math.min(load.upper, bottom - 1);
  load.warnings.push(...warnings, ...pieces.flatMap((piece) => piece.warnings));
  show(load, replayCommits(load.replay, pieces));
}

function show(load: Load, replay: Replay): void {
  load.options.signal?.throwIfAborted();
  load.replay = replay;
  load.options.observer?.onFiles?.(replay.files);
}

/** Only its own commit tells a version's operation and time: no checkpoint does, and no compaction. */
async function readOwnCommit(load: Load): Promise<Commit | undefined> {
  return load.parts.commits.read(load.version, load.options);
}

/** The header from what is known so far: it must not wait for the version's own commit. */
async function tellHeader(
  load: Load,
  checkpoint: readonly Action[],
  checkpointVersion: number | undefined,
): Promise<SnapshotHeader> {
  const { parts, version, taken, warnings } = load;
  const header = buildHeader({
    version,
    latestVersion: await load.latest,
    state: reconcileState(taken, checkpoint),
    commit: parts.commits.peek(version),
    checkpointVersion,
    warnings: [...warnings],
  });
  parts.candidates.learnInterval(Number(header.metadata.configuration.get("delta.checkpointInterval")));
  if (!load.isHeaderTold) load.options.observer?.onHeader?.(header);
  load.isHeaderTold = true;
  return header;
}

async function toSnapshot(
  load: Load,
  checkpoint: readonly Action[],
  from: { readonly own: Commit | undefined; readonly checkpointVersion: number | undefined },
): Promise<Snapshot> {
  const { version, taken, warnings, replay } = load;
  const header = buildHeader({
    version,
    latestVersion: await load.latest,
    state: reconcileState(taken, checkpoint),
    commit: from.own,
    checkpointVersion: from.checkpointVersion,
    warnings,
  });
  return { ...header, files: replay.files };
}

function unreachable({ firstFailure }: Load): Unreachable {
  if (firstFailure !== undefined) throw corruptCheckpoint(firstFailure);
  return { kind: "unreachable" };
}

type Settled<T> = Promise<{ readonly value: T } | { readonly error: unknown }>;

/** A promise that may be awaited late: until then a failure is not reported as unhandled. */
function settled<T>(promise: Promise<T>): Settled<T> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

async function unwrap<T>(promise: Settled<T>): Promise<T> {
  const result = await promise;
  if ("error" in result) throw result.error;
  return result.value;
}

function unusableCheckpoint(candidate: CheckpointCandidate, error: TableError): Warning {
  const isMissing = isTableError(error, "ObjectMissing");
  const state = isMissing ? "is missing" : "can't be used";
  const message = `The checkpoint of version ${candidate.version} ${state}: older files of the log stand in for it.`;
  return { code: isMissing ? "checkpoint-missing" : "checkpoint-unusable", message };
}

function corruptCheckpoint(failure: TableError): TableError {
  if (isTableError(failure, "ObjectMissing")) {
    const { path } = failure.context;
    const message = `Cannot read the checkpoint ${path}: it is missing, and no older one replaces it`;
    return new TableError("CorruptCheckpoint", message, { file: path, reason: "missing" }, { cause: failure });
  }
  return failure;
}
