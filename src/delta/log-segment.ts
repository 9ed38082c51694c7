// A listing of `_delta_log` to what a snapshot is made of (PROTOCOL.md "Snapshots"): a complete checkpoint and the
// contiguous commits after it.

import type { LastCheckpoint } from "./last-checkpoint.ts";
import { classicCheckpointName, multipartCheckpointName, parseLogFileName } from "./log-path.ts";
import type { CheckpointFile, LogFileEntry } from "./ports.ts";

export interface CheckpointCandidate {
  readonly version: number;
  /** Every part, in order. */
  readonly files: readonly CheckpointFile[];
}

export interface ListedLog {
  /** Modification times of the commits (milliseconds since 1970 UTC), by version. */
  readonly commits: ReadonlyMap<number, number | undefined>;
  /** Complete ones that can be read, best first: newest version, then more parts. */
  readonly checkpoints: readonly CheckpointCandidate[];
  /** Versions that have a checkpoint of a kind that is not read. */
  readonly unreadCheckpoints: readonly number[];
  /** -1 when there is neither a commit nor a checkpoint. */
  readonly latest: number;
  /** Files of any kind. */
  readonly entryCount: number;
}

/** A hint that claims more is not believed: its parts would be listed in memory before any is asked for. */
const MAX_PARTS = 100_000;

/** Names that the protocol does not define are ignored; a multi-part checkpoint counts when all its parts are there. */
export function indexListing(entries: readonly LogFileEntry[]): ListedLog {
  const commits = new Map<number, number | undefined>();
  const checkpoints: CheckpointCandidate[] = [];
  const unreadCheckpoints: number[] = [];
  const parts = new Map<string, (CheckpointFile | undefined)[]>();
  for (const { name, sizeBytes, modifiedMs } of entries) {
    const file = parseLogFileName(name);
    if (file.kind === "commit") commits.set(file.version, modifiedMs);
    else if (file.kind === "classic-checkpoint")
      checkpoints.push({ version: file.version, files: [{ name, sizeBytes }] });
    else if (file.kind === "uuid-checkpoint") unreadCheckpoints.push(file.version);
    else if (file.kind === "multipart-checkpoint") {
      const key = `${file.version}/${file.parts}`;
      const found = parts.get(key) ?? [];
      parts.set(key, found);
      found[file.part - 1] = { name, sizeBytes };
    }
  }
  checkpoints.push(...completeMultiparts(parts));
  checkpoints.sort((a, b) => b.version - a.version || b.files.length - a.files.length);
  const latest = Math.max(highest(commits.keys()), checkpoints[0]?.version ?? -1, highest(unreadCheckpoints));
  return { commits, checkpoints, unreadCheckpoints, latest, entryCount: entries.length };
}

/** The checkpoint that the hint names; undefined for a V2 checkpoint. */
export function hintedCheckpoint(hint: LastCheckpoint): CheckpointCandidate | undefined {
  const { version, parts, sizeInBytes } = hint;
  if (hint.v2CheckpointPath !== undefined || (parts ?? 1) > MAX_PARTS) return undefined;
  if (parts === undefined)
    return { version, files: [{ name: classicCheckpointName(version), sizeBytes: sizeInBytes }] };
  const files = Array.from({ length: parts }, (_, i) => ({
    name: multipartCheckpointName(version, i + 1, parts),
    sizeBytes: undefined,
  }));
  return files.length === 0 ? undefined : { version, files };
}

/**
 * The oldest version that can be rebuilt: 0 where commit 0 is there, else the first complete checkpoint that
 * contiguous commits follow. Undefined when there is none.
 */
export function earliestListed(log: ListedLog): number | undefined {
  if (log.commits.has(0)) return 0;
  let contiguousFrom = log.latest + 1;
  while (log.commits.has(contiguousFrom - 1)) contiguousFrom -= 1;
  const reaching = log.checkpoints.filter(({ version }) => version >= contiguousFrom - 1);
  return reaching.at(-1)?.version;
}

function completeMultiparts(
  parts: ReadonlyMap<string, readonly (CheckpointFile | undefined)[]>,
): CheckpointCandidate[] {
  const complete: CheckpointCandidate[] = [];
  for (const [key, found] of parts) {
    const [version, count] = key.split("/").map(Number);
    const files = Array.from(found).filter((file) => file !== undefined);
    if (version !== undefined && files.length === count) complete.push({ version, files });
  }
  return complete;
}

function highest(versions: Iterable<number>): number {
  let found = -1;
  for (const version of versions) found = Math.max(found, version);
  return found;
}
