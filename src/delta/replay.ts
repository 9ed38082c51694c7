// Newest-first reconciliation (PROTOCOL.md "Action Reconciliation"): the first sight of a file key wins. Files come out
// newest commit first, in a commit by position, then the checkpoint's in its own order.

import type { Commit } from "./commit.ts";
import type { FileChunk } from "./file-chunk.ts";
import { createFileKeySet, type FileKeySet } from "./file-key-set.ts";
import { appendChunks, type LiveChunk, type LiveFiles, liveChunk, NO_FILES } from "./live-files.ts";

export interface Replay {
  readonly files: LiveFiles;
  /** The keys that no older action can bring back. Grows with `replayCommits` only. */
  readonly seen: FileKeySet;
}

export function startReplay(): Replay {
  return { files: NO_FILES, seen: createFileKeySet() };
}

/**
 * Goes on with older commits, newest first: each older than all that `replay` has taken. `replay` is used up.
 * Errors: ProtocolViolation of a commit.
 */
export function replayCommits(replay: Replay, commits: Iterable<Commit>): Replay {
  const chunks: LiveChunk[] = [];
  for (const commit of commits) {
    if (commit.violation !== undefined) throw commit.violation;
    const added = liveChunk(commit.adds, (row) => replay.seen.add(commit.adds, row));
    for (let row = 0; row < commit.removes.rowCount; row++) replay.seen.add(commit.removes, row);
    if (added !== undefined) chunks.push(added);
  }
  return { files: appendChunks(replay.files, chunks), seen: replay.seen };
}

/** The checkpoint's adds are only looked up: a checkpoint holds each file once. */
export function replayCheckpointChunk(replay: Replay, chunk: FileChunk): Replay {
  const { seen } = replay;
  const live = liveChunk(chunk, seen.size() === 0 ? () => true : (row) => !seen.has(chunk, row));
  return live === undefined ? replay : { files: appendChunks(replay.files, [live]), seen };
}
