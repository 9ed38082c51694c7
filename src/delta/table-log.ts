// One table's log, kept open: what was read of it is immutable and read once; only the newest version is asked for anew.

import type { ChangeFeed } from "./changes/change-feed.ts";
import { loadChanges } from "./changes/load-changes.ts";
import { createCheckpointCandidates } from "./checkpoint-candidates.ts";
import { createCheckpointLoader } from "./checkpoint-loader.ts";
import { parseChecksum } from "./checksum.ts";
import type { Commit } from "./commit.ts";
import { createCommitReader } from "./commit-reader.ts";
import { createDiscovery } from "./discover-log.ts";
import { findEarliest } from "./earliest-version.ts";
import { isTableError, TableError } from "./errors.ts";
import { createStatsBudget } from "./file-chunk.ts";
import { type Integrity, judgeIntegrity } from "./integrity.ts";
import { type LoadOptions, type LogParts, loadVersion } from "./load-snapshot.ts";
import { checksumName, commitName } from "./log-path.ts";
import { createLogRuns, type VersionRange } from "./log-runs.ts";
import { hintedCheckpoint } from "./log-segment.ts";
import type { CheckpointReader, LogStore, ReadOptions, StoredObject } from "./ports.ts";
import type { Snapshot } from "./snapshot.ts";
import { findVersionAt } from "./travel.ts";

/** Which version. `timestampMs` is milliseconds since 1970 UTC. */
export type SnapshotTarget =
  | { readonly kind: "latest" }
  | { readonly kind: "version"; readonly version: number }
  | { readonly kind: "timestamp"; readonly timestampMs: number };

/** A run of the history. */
export interface CommitRun {
  /** Newest first. One whose text is broken is there too, with its `violation`. */
  readonly commits: readonly Commit[];
  /** True when no older commit exists. */
  readonly reachesOldest: boolean;
}

export interface TableLog {
  /**
   * `latest` asks the store for newer commits each time; a version that is known to exist costs no such request.
   * Errors: NotADeltaTable, VersionNotFound, TimestampTooEarly, LogGap, MalformedLog, CorruptCheckpoint,
   * ProtocolViolation, UnsupportedFeature, and those of the store. A version whose rows must not be read is no error:
   * see `refusal`.
   */
  loadSnapshot(options: LoadOptions & { readonly at: SnapshotTarget }): Promise<Snapshot>;
  /** At most `count` commits below `before` (exclusive; undefined = from the newest). Errors: NotADeltaTable, LogGap. */
  readCommits(
    options: ReadOptions & { readonly before: number | undefined; readonly count: number },
  ): Promise<CommitRun>;
  /**
   * What the versions of a range changed, from their commits alone; versions that can't be read are named in it.
   * Errors: ChangesOutOfRange, NotADeltaTable.
   */
  loadChanges(range: VersionRange, options?: ReadOptions): Promise<ChangeFeed>;
  /** The commit file as it is stored; undefined when it is absent. */
  readCommit(version: number, options?: ReadOptions): Promise<StoredObject | undefined>;
  /** Compares the version's checksum file with the log: one request, which nothing else makes. Errors of the store. */
  checkIntegrity(snapshot: Snapshot, options?: ReadOptions): Promise<Integrity>;
  /** The oldest version that can be rebuilt. Errors: NotADeltaTable. */
  earliestVersion(options?: ReadOptions): Promise<number>;
  /** Whether a checkpoint of the version is known to exist. No request. */
  hasCheckpoint(version: number): boolean;
}

/** What all commits together may keep of their stats. */
const COMMIT_STATS_LIMIT_BYTES = 96 * 1024 * 1024;

/** `location` is named in errors, so it must hold no credential. */
export function createTableLog(ports: {
  readonly log: LogStore;
  readonly checkpoints: CheckpointReader;
  readonly location: string;
}): TableLog {
  const { log, location } = ports;
  const budget = createStatsBudget(COMMIT_STATS_LIMIT_BYTES);
  const commits = createCommitReader(log, budget);
  const runs = createLogRuns(log, commits, budget);
  const checkpoints = createCheckpointLoader(log, ports.checkpoints);
  const discovery = createDiscovery({ log, commits, location });
  const candidates = createCheckpointCandidates(discovery, checkpoints);
  const readChecksum = async (version: number, options?: ReadOptions) => {
    const object = await log.read(checksumName(version), options);
    return object === undefined ? undefined : parseChecksum(object.bytes, version);
  };
  const readCommit = (version: number, options?: ReadOptions) => log.read(commitName(version), options);
  const parts: LogParts = {
    commits,
    runs,
    checkpoints,
    candidates,
    discovery,
    async readInCommitTimestamp(version, options) {
      const checksum = await readChecksum(version, options);
      return checksum === undefined || "fault" in checksum ? undefined : checksum.inCommitTimestampMs;
    },
  };
  return {
    loadSnapshot: (options) => loadTarget(parts, options),
    async readCommits({ before, count, signal }) {
      const latest = discovery.knownLatest() ?? (await discovery.findLatest("search", { signal }));
      const from = Math.min(before === undefined ? latest : before - 1, latest);
      const to = Math.max(0, from - count + 1);
      const found = await commits.readDown({ from, to }, { signal });
      const oldest = found.at(-1)?.version ?? from + 1;
      return { commits: found, reachesOldest: oldest > to || to === 0 };
    },
    loadChanges: (range, options = {}) => loadChanges({ ...parts, readCommit }, range, options),
    readCommit,
    checkIntegrity: async (snapshot, options) =>
      judgeIntegrity(snapshot, await readChecksum(snapshot.version, options)),
    earliestVersion: (options = {}) => findEarliest(parts, options),
    hasCheckpoint: (version) => candidates.isKnown(version),
  };
}

async function loadTarget(parts: LogParts, options: LoadOptions & { readonly at: SnapshotTarget }): Promise<Snapshot> {
  switch (options.at.kind) {
    case "latest":
      return loadLatest(parts, options);
    case "version":
      return loadNumbered(parts, options.at.version, options);
    case "timestamp": {
      const version = await findVersionAt(parts, options.at.timestampMs, options);
      return loadNumbered(parts, version, options);
    }
  }
}

async function loadLatest(parts: LogParts, options: LoadOptions): Promise<Snapshot> {
  await startCheckpoint(parts, Number.POSITIVE_INFINITY, options);
  const latest = await confirmLatest(parts, await parts.discovery.findLatest("read-all", options), options);
  const snapshot = await loadVersion(parts, { version: latest, latest: Promise.resolve(latest) }, options);
  if ("files" in snapshot) return snapshot;
  throw await versionNotFound(parts, latest, options);
}

async function loadNumbered(parts: LogParts, version: number, options: LoadOptions): Promise<Snapshot> {
  const { discovery } = parts;
  const start = await startCheckpoint(parts, version, options);
  const known = discovery.knownLatest() ?? start.listed?.latest ?? start.hint?.version ?? -1;
  const isKnown = version <= known;
  const latest =
    isKnown && discovery.knownLatest() !== undefined ? Promise.resolve(known) : discovery.findLatest("search", options);
  // Awaited by the header; when the load fails before, its failure is the one to tell.
  latest.catch(() => undefined);
  if (!Number.isSafeInteger(version) || version < 0 || (!isKnown && version > (await latest))) {
    throw await versionNotFound(parts, version, options);
  }
  try {
    const snapshot = await loadVersion(parts, { version, latest }, options);
    if ("files" in snapshot) return snapshot;
  } catch (error) {
    // Clean-up leaves checkpoints whose next commits are gone: that is no gap, the version is too old.
    if (!isTableError(error, "LogGap") || version >= (await findEarliest(parts, options))) throw error;
  }
  throw await versionNotFound(parts, version, options);
}

/** Starts the read of the hint's checkpoint, so that it runs beside the search for commits. */
async function startCheckpoint(parts: LogParts, version: number, options: LoadOptions) {
  const start = await parts.discovery.start(options);
  const candidate = start.hint === undefined ? undefined : hintedCheckpoint(start.hint);
  if (start.listed === undefined && candidate !== undefined && candidate.version <= version) {
    // Whoever needs the checkpoint awaits the same read and meets its failure.
    parts.checkpoints.confirm(candidate, options).catch(() => undefined);
  }
  return start;
}

/** Where no commit follows the hint's version, that version must show itself by its checkpoint or its commit. */
async function confirmLatest(parts: LogParts, latest: number, options: LoadOptions): Promise<number> {
  const { hint, listed } = await parts.discovery.start(options);
  if (listed !== undefined || hint === undefined || hint.version !== latest) return latest;
  const candidate = hintedCheckpoint(hint);
  try {
    if (candidate !== undefined) await parts.checkpoints.confirm(candidate, options);
    if (candidate !== undefined) return latest;
  } catch (error) {
    if (!isTableError(error, "ObjectMissing")) return latest;
  }
  const own = await parts.commits.read(latest, options);
  return own === undefined ? parts.discovery.findLatestWithoutHint(options) : latest;
}

async function versionNotFound(parts: LogParts, asked: number, options: ReadOptions): Promise<TableError> {
  const latest = await parts.discovery.findLatest("search", options);
  const earliest = await findEarliest(parts, options);
  const message = `Cannot read version ${asked}: versions ${earliest} to ${latest} can be`;
  return new TableError("VersionNotFound", message, { asked, earliest, latest });
}
