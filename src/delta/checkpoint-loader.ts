// Checkpoints through the CheckpointReader, each file read once: first the actions that are not about files, then the
// adds as chunks, from the main file or its parts and from sidecars (PROTOCOL.md "V2 Checkpoint Table Feature").

import type { Action, SidecarAction } from "./actions.ts";
import { checkHead, checkToldHead, checkTotal } from "./checkpoint-checks.ts";
import { isTableError, TableError } from "./errors.ts";
import { createStatsBudget, type FileChunk } from "./file-chunk.ts";
import { inParallel } from "./in-parallel.ts";
import { type JsonCheckpoint, parseJsonCheckpoint } from "./json-checkpoint.ts";
import type { CheckpointCandidate } from "./log-segment.ts";
import type { AddBatchOptions, CheckpointFile, CheckpointReader, LogStore, ReadOptions } from "./ports.ts";
import { createSharedCache } from "./shared-cache.ts";
import { sidecarName } from "./sidecar-path.ts";
import { streamInOrder } from "./stream-in-order.ts";

export interface CheckpointLoader {
  /**
   * The checkpoint's actions that are not about files.
   * Errors: those of CheckpointReader; ProtocolViolation for a sidecar that is not in the table's log.
   */
  readHead(candidate: CheckpointCandidate, options?: ReadOptions): Promise<readonly Action[]>;
  /** Asks for the first adds' bytes beside the head's, where no newer commit has a file to show first. */
  readAhead(candidate: CheckpointCandidate, options?: ReadOptions): void;
  /** Makes sure by a read that later ones profit from that the checkpoint is there. Errors: as `readHead`. */
  confirm(candidate: CheckpointCandidate, options?: ReadOptions): Promise<void>;
  /** The checkpoint's adds, in the files' order. Errors: as `readHead`. */
  streamChunks(candidate: CheckpointCandidate, options: StreamOptions): AsyncIterable<FileChunk>;
}

interface StreamOptions extends ReadOptions {
  /** Physical names. */
  readonly partitionColumns: readonly string[];
  readonly rowTracking: boolean;
}

/** What one checkpoint may keep of its stats. */
const STATS_LIMIT_BYTES = 48 * 1024 * 1024;
/** Travelling back and forth between two checkpoints is common; a third evicts the one used longest ago. */
const KEPT_CHECKPOINTS = 2;

export function createCheckpointLoader(log: LogStore, reader: CheckpointReader): CheckpointLoader {
  const files = createFileHeads(log, reader);
  const complete = new Map<string, readonly FileChunk[]>();
  const running = new Map<string, Promise<void>>();

  async function readHead(candidate: CheckpointCandidate, options: ReadOptions = {}): Promise<readonly Action[]> {
    if (isTold(candidate)) return candidate.told;
    const parts = await inParallel(candidate.files, (file) => files.head(file, options));
    const head = parts.flat();
    checkHead(candidate, head);
    return head;
  }

  async function* stream(
    candidate: CheckpointCandidate,
    key: string,
    options: StreamOptions,
  ): AsyncGenerator<FileChunk> {
    const chunks: FileChunk[] = [];
    const head = await readHead(candidate, options);
    const wanted = { ...options, stats: true, budget: createStatsBudget(STATS_LIMIT_BYTES) };
    const sources = addFiles(candidate, head).map((file) => ({
      sizeBytes: file.sizeBytes ?? 0,
      open: () => files.adds(file, wanted),
    }));
    for await (const chunk of streamInOrder(sources)) {
      options.signal?.throwIfAborted();
      chunks.push(chunk);
      yield chunk;
    }
    checkTotal(candidate, head, chunks);
    complete.set(key, chunks);
    const [oldest] = complete.keys();
    if (complete.size > KEPT_CHECKPOINTS && oldest !== undefined) complete.delete(oldest);
  }

  return {
    readHead,
    readAhead(candidate, options) {
      const [first] = isTold(candidate) ? sidecarFiles(candidate.told) : candidate.files;
      if (first !== undefined && !isJson(first.name)) reader.readAhead?.(first, options);
    },
    async confirm(candidate, options = {}) {
      const head = await readHead(candidate, options);
      const [sidecar] = head === candidate.told ? sidecarFiles(head) : [];
      if (sidecar !== undefined) await files.head(sidecar, options);
    },
    async *streamChunks(candidate, options) {
      const { partitionColumns, rowTracking } = options;
      const key = [candidate.files[0]?.name, rowTracking, ...partitionColumns].join("\0");
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
    "ObjectChanged",
    "CorruptCheckpoint",
    "CorruptParquet",
    "UnsupportedFeature",
  );
}

function isTold(candidate: CheckpointCandidate): candidate is CheckpointCandidate & { told: readonly Action[] } {
  return candidate.told !== undefined && checkToldHead(candidate, candidate.told);
}

/** The files with the adds. Where the main file was not read, it has none: they are in its sidecars. */
function addFiles(candidate: CheckpointCandidate, head: readonly Action[]): readonly CheckpointFile[] {
  const sidecars = sidecarFiles(head);
  return head === candidate.told ? sidecars : [...candidate.files, ...sidecars];
}

function sidecarFiles(head: readonly Action[]): readonly CheckpointFile[] {
  const sidecars = head.filter((action): action is SidecarAction => action.kind === "sidecar");
  return sidecars.map(({ path, sizeInBytes }) => ({ name: sidecarName(path), sizeBytes: sizeInBytes }));
}

interface FileHeads {
  head(file: CheckpointFile, options: ReadOptions): Promise<readonly Action[]>;
  adds(file: CheckpointFile, options: AddBatchOptions): AsyncIterable<FileChunk>;
}

/** Files in either format. */
function createFileHeads(log: LogStore, reader: CheckpointReader): FileHeads {
  const sizes = new Map<string, number>();
  /** JSON files are read as a whole; the adds of the last few are kept until they are asked for. */
  const read = new Map<string, JsonCheckpoint>();

  async function readJson(name: string, options: ReadOptions): Promise<JsonCheckpoint> {
    const kept = read.get(name);
    if (kept !== undefined) return kept;
    const object = await log.read(name, options);
    const path = `_delta_log/${name}`;
    if (object === undefined) throw new TableError("ObjectMissing", `Cannot read ${path}: it is not there`, { path });
    const sizeBytes = sizes.get(name);
    if (sizeBytes !== undefined && sizeBytes !== object.bytes.length) {
      const context = { path, expectedBytes: sizeBytes, gotBytes: object.bytes.length };
      throw new TableError("ObjectTruncated", `Cannot read ${path}: it is not of the size that was told`, context);
    }
    const parsed = parseJsonCheckpoint(object.bytes, name, createStatsBudget(STATS_LIMIT_BYTES));
    read.set(name, parsed);
    const [oldest] = read.keys();
    if (read.size > KEPT_CHECKPOINTS && oldest !== undefined) read.delete(oldest);
    return parsed;
  }

  const heads = createSharedCache<string, readonly Action[]>(async (name, options) =>
    isJson(name)
      ? (await readJson(name, options)).actions
      : reader.readNonFileActions({ name, sizeBytes: sizes.get(name) }, options),
  );

  return {
    async head({ name, sizeBytes }, options) {
      if (sizeBytes !== undefined) sizes.set(name, sizeBytes);
      return (await heads.load(name, options)) ?? [];
    },
    async *adds(file, options) {
      if (!isJson(file.name)) {
        yield* reader.streamAdds(file, options);
        return;
      }
      const { adds } = await readJson(file.name, options);
      if (adds !== undefined) yield adds;
    },
  };
}

function isJson(name: string): boolean {
  return name.endsWith(".json");
}
