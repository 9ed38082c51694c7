// A listing of `_delta_log` to what a snapshot is made of (PROTOCOL.md "Snapshots"): a complete checkpoint and the
// contiguous commits after it.

import type { Action } from "./actions.ts";
import type { LastCheckpoint } from "./last-checkpoint.ts";
import { classicCheckpointName, isCheckpointName, multipartCheckpointName, parseLogFileName } from "./log-path.ts";
import type { CheckpointFile, LogFileEntry } from "./ports.ts";

export interface CheckpointCandidate {
  readonly version: number;
  /** Every part, in order. */
  readonly files: readonly CheckpointFile[];
  /** What the file holds, where the hint repeats it: then its sidecars are all that need be read. */
  readonly told?: readonly Action[] | undefined;
}

export interface ListedLog {
  /** Modification times of the commits (milliseconds since 1970 UTC), by version. */
  readonly commits: ReadonlyMap<number, number | undefined>;
  /** Complete ones, best first: newest version, then as Spark prefers them (see `compareCandidates`). */
  readonly checkpoints: readonly CheckpointCandidate[];
  readonly compactions: readonly Compaction[];
  /** -1 when there is neither a commit nor a checkpoint. */
  readonly latest: number;
  /** Files of any kind. */
  readonly entryCount: number;
}

/** A file that stands for the commits `from` to `to`, both inclusive. */
export interface Compaction {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** A hint that claims more is not believed: its parts would be listed in memory before any is asked for. */
const MAX_PARTS = 100_000;

/** Names that the protocol does not define are ignored; a multi-part checkpoint counts when all its parts are there. */
export function indexListing(entries: readonly LogFileEntry[]): ListedLog {
  const commits = new Map<number, number | undefined>();
  const checkpoints: CheckpointCandidate[] = [];
  const compactions: Compaction[] = [];
  const parts = new Map<string, (CheckpointFile | undefined)[]>();
  for (const { name, sizeBytes, modifiedMs } of entries) {
    const file = parseLogFileName(name);
    if (file.kind === "commit") commits.set(file.version, modifiedMs);
    else if (file.kind === "classic-checkpoint" || file.kind === "uuid-checkpoint") {
      checkpoints.push({ version: file.version, files: [{ name, sizeBytes }] });
    } else if (file.kind === "compaction") compactions.push({ from: file.version, to: file.endVersion, name });
    else if (file.kind === "multipart-checkpoint") {
      const key = `${file.version}/${file.parts}`;
      const found = parts.get(key) ?? [];
      parts.set(key, found);
      found[file.part - 1] = { name, sizeBytes };
    }
  }
  checkpoints.push(...completeMultiparts(parts));
  checkpoints.sort(compareCandidates);
  const latest = Math.max(highest(commits.keys()), checkpoints[0]?.version ?? -1);
  return { commits, checkpoints, compactions, latest, entryCount: entries.length };
}

/**
 * Newest first; of one version those named by UUID, then multi-part ones with more parts first, then the classic one;
 * of equals the greater name. Spark's order, so that both read the same file.
 */
function compareCandidates(a: CheckpointCandidate, b: CheckpointCandidate): number {
  const byNumbers = b.version - a.version || rank(b) - rank(a) || b.files.length - a.files.length;
  if (byNumbers !== 0) return byNumbers;
  return nameOf(a) < nameOf(b) ? 1 : -1;
}

function rank(candidate: CheckpointCandidate): number {
  const { kind } = parseLogFileName(nameOf(candidate));
  if (kind === "uuid-checkpoint") return 2;
  return kind === "multipart-checkpoint" ? 1 : 0;
}

function nameOf({ files }: CheckpointCandidate): string {
  return files[0]?.name ?? "";
}

/** The checkpoint that the hint names; undefined when it names none that could be. */
export function hintedCheckpoint(hint: LastCheckpoint): CheckpointCandidate | undefined {
  const { version, parts, sizeInBytes, v2 } = hint;
  if (v2 !== undefined) {
    if (!isCheckpointName(v2.path, version)) return undefined;
    return { version, files: [{ name: v2.path, sizeBytes: v2.sizeInBytes }], told: v2.actions };
  }
  if ((parts ?? 1) > MAX_PARTS) return undefined;
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
