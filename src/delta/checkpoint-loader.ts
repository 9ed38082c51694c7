// Checkpoints through the CheckpointReader, each file read once: first the actions that are not about files, then the
// adds as chunks.

import type { Action } from "./actions.ts";
import { isTableError, TableError } from "./errors.ts";
import { chunkFromBatch, createStatsBudget, type FileChunk } from "./file-chunk.ts";
import { inParallel } from "./in-parallel.ts";
import type { CheckpointCandidate } from "./log-segment.ts";
import type { CheckpointReader, ReadOptions } from "./ports.ts";
import { createSharedCache } from "./shared-cache.ts";

export interface CheckpointLoader {
  /**
   * The checkpoint's actions that are not about files.
   * Errors: those of CheckpointReader; UnsupportedFeature when its files are in sidecars.
   */
  readHead(candidate: CheckpointCandidate, options?: ReadOptions): Promise<readonly Action[]>;
  /** The checkpoint's adds, in the file's order. Errors: those of CheckpointReader. */
  streamChunks(candidate: CheckpointCandidate, options: StreamOptions): AsyncIterable<FileChunk>;
}

interface StreamOptions extends ReadOptions {
  /** Physical names. */
  readonly partitionColumns: readonly string[];
}

/** What one checkpoint may keep of its stats. */
const STATS_LIMIT_BYTES = 96 * 1024 * 1024;
/** Travelling back and forth between two checkpoints is common; a third evicts the one used longest ago. */
const KEPT_CHECKPOINTS = 2;

export function createCheckpointLoader(reader: CheckpointReader): CheckpointLoader {
  const sizes = new Map<string, number>();
  const heads = createSharedCache<string, readonly Action[]>((name, options) =>
    reader.readNonFileActions({ name, sizeBytes: sizes.get(name) }, options),
  );
  const complete = new Map<string, readonly FileChunk[]>();
  const running = new Map<string, Promise<void>>();

  async function* stream(
    candidate: CheckpointCandidate,
    key: string,
    options: StreamOptions,
  ): AsyncGenerator<FileChunk> {
    const chunks: FileChunk[] = [];
    const budget = createStatsBudget(STATS_LIMIT_BYTES);
    for (const file of candidate.files) {
      for await (const batch of reader.streamAdds(file, { ...options, stats: true })) {
        options.signal?.throwIfAborted();
        const chunk = chunkFromBatch(batch, budget);
        chunks.push(chunk);
        yield chunk;
      }
    }
    complete.set(key, chunks);
    const [oldest] = complete.keys();
    if (complete.size > KEPT_CHECKPOINTS && oldest !== undefined) complete.delete(oldest);
  }

  return {
    async readHead({ files }, options) {
      for (const { name, sizeBytes } of files) if (sizeBytes !== undefined) sizes.set(name, sizeBytes);
      const parts = await inParallel(files, ({ name }) => heads.load(name, options));
      const actions = parts.flatMap((part) => part ?? []);
      if (actions.some(({ kind }) => kind === "sidecar")) throw unreadSidecars();
      return actions;
    },
    async *streamChunks(candidate, options) {
      const key = [candidate.files[0]?.name, ...options.partitionColumns].join("\0");
      // Another load of the same checkpoint reads it for both.
      for (let other = running.get(key); other !== undefined; other = running.get(key)) await other;
      options.signal?.throwIfAborted();
      const kept = complete.get(key);
      if (kept !== undefined) {
        complete.delete(key);
        complete.set(key, kept);
        yield* kept;
        return;
      }
      let finish = () => {};
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      running.set(key, finished);
      try {
        yield* stream(candidate, key, options);
      } finally {
        running.delete(key);
        finish();
      }
    },
  };
}

/** Whether an older checkpoint, or the commits from 0 on, can stand in for the one that failed so. */
export function isReplaceable(error: unknown): error is TableError {
  return isTableError(
    error,
    "ObjectMissing",
    "ObjectTruncated",
    "CorruptCheckpoint",
    "CorruptParquet",
    "UnsupportedFeature",
  );
}

/** The error of a version whose only checkpoints are of a kind that is not read. */
export function unreadSidecars(): TableError<"UnsupportedFeature"> {
  const message = "Cannot read the checkpoint: it uses v2Checkpoint";
  return new TableError("UnsupportedFeature", message, { features: ["v2Checkpoint"], minReaderVersion: 3 });
}
