// The adds of a Parquet checkpoint as chunks, row group by row group: a few at once for whoever waits for the first
// file, then the rest, which of a large checkpoint threads decode.

import type { FileChunk } from "#delta/file-chunk.ts";
import type { AddBatchOptions } from "#delta/ports.ts";
import { streamInOrder } from "#delta/stream-in-order.ts";
import { type AddGroup, type AddRun, type AddThread, decodeAdds } from "./add-group.ts";
import { selectAddLeaves } from "./checkpoint-adds.ts";
import { fetchExcerpt, type OpenedFile } from "./decode-rows.ts";
import type { RowSlice, SomeEngine } from "./parquet-engine.ts";
import type { ParquetFooter, RowGroupLayout } from "./parquet-footer.ts";
import { pause } from "./pause.ts";

/** Bounds the memory of a decoded run of rows. */
const RUN_BYTES = 32 * 1024 * 1024;
/** Decoded first: enough to show rows of. */
const FIRST_ROWS = 512;
/** Equal statistics are written once and take more room when they are read: as much is kept of a run in any case. */
const LEAST_STATS_BYTES = 256 * 1024;
/** Above this a thread's start, about 100 ms, is worth it. */
const THREADED_BYTES = 48 * 1024 * 1024;

export interface AddStreamParts {
  readonly engine: SomeEngine;
  readonly checkpoint: OpenedFile;
  /** For a large checkpoint; they are ended after it. None: it is decoded here. */
  readonly startThreads: () => Promise<readonly AddThread[]>;
}

/** In the file's order. Errors: CorruptParquet, CorruptCheckpoint, Unsupported, those of the store. */
export async function* streamAddChunks(
  parts: AddStreamParts,
  options: AddBatchOptions,
): AsyncGenerator<FileChunk, void, undefined> {
  const { key, sizeBytes } = parts.checkpoint.source;
  let firstAdd = 0;
  for await (const chunk of streamGroups(parts, options)) {
    yield { ...chunk, origin: { key, sizeBytes, firstAdd } };
    firstAdd += chunk.rowCount;
  }
}

async function* streamGroups(
  parts: AddStreamParts,
  options: AddBatchOptions,
): AsyncGenerator<FileChunk, void, undefined> {
  const reads = planReads(parts.checkpoint, options);
  const [first] = reads;
  if (first === undefined) return;
  const group = await fetchGroup(parts, first, options);
  const [firstRun, ...firstRest] = first.runs;
  if (firstRun !== undefined) {
    const chunk = decodeAdds(await parts.engine, group, firstRun);
    // Nothing more is read before it is taken: who takes it may have something more urgent to read.
    if (chunk !== undefined) yield chunk;
    await pause();
  }
  const rest = [{ ...first, runs: firstRest }, ...reads.slice(1)];
  const bytes = reads.reduce((sum, { decodedBytes }) => sum + decodedBytes, 0);
  const threads = bytes > THREADED_BYTES ? await parts.startThreads() : [];
  if (threads.length > 0) yield* decodeInThreads({ ...parts, threads }, group, rest, options);
  else yield* decodeHere(parts, group, rest, options);
}

interface GroupRead {
  readonly rowGroup: number;
  readonly leaves: readonly number[];
  readonly runs: readonly AddRun[];
  readonly decodedBytes: number;
}

function planReads({ footer }: OpenedFile, options: AddBatchOptions): readonly GroupRead[] {
  const leaves = selectAddLeaves(footer, options);
  if (leaves.length === 0) return [];
  let isFirst = true;
  return footer.rowGroups.flatMap((group, rowGroup) => {
    if (!mayHoldAdds(footer, leaves, group)) return [];
    const decodedBytes = leaves.reduce((sum, leaf) => sum + (group.chunks[leaf]?.uncompressedBytes ?? 0), 0);
    const runs = cutRuns(group.rowCount, decodedBytes, isFirst ? FIRST_ROWS : 0);
    isFirst = false;
    const statsLeaf = leaves.find((leaf) => isStats(footer, leaf)) ?? -1;
    const statsBytes = group.chunks[statsLeaf]?.uncompressedBytes ?? 0;
    const withLimits = runs.map((run) => {
      const bytes = Math.ceil((statsBytes * run.count) / group.rowCount);
      return { ...run, statsLimitBytes: options.budget(bytes) ? Math.max(bytes, LEAST_STATS_BYTES) : 0 };
    });
    return [{ rowGroup, leaves, runs: withLimits, decodedBytes }];
  });
}

function isStats(footer: ParquetFooter, leaf: number): boolean {
  const path = footer.leaves[leaf]?.path ?? [];
  return path.length === 2 && path[1] === "stats";
}

/** The first row group that can hold adds; -1 where none can. */
export function firstGroupWithAdds(footer: ParquetFooter, leaves: readonly number[]): number {
  return leaves.length === 0 ? -1 : footer.rowGroups.findIndex((group) => mayHoldAdds(footer, leaves, group));
}

function mayHoldAdds(footer: ParquetFooter, leaves: readonly number[], group: RowGroupLayout): boolean {
  const pathLeaf = leaves.find((leaf) => footer.leaves[leaf]?.path[1] === "path") ?? -1;
  return group.rowCount > 0 && group.chunks[pathLeaf]?.nullCount !== group.rowCount;
}

/** Runs of about `RUN_BYTES`, after one of `firstRows`. */
function cutRuns(rowCount: number, bytes: number, firstRows: number): readonly RowSlice[] {
  const first = Math.min(firstRows, rowCount);
  const runs: RowSlice[] = first > 0 ? [{ start: 0, count: first }] : [];
  const count = Math.ceil(rowCount / Math.max(1, Math.ceil(bytes / RUN_BYTES)));
  for (let start = first; start < rowCount; start += count) {
    runs.push({ start, count: Math.min(count, rowCount - start) });
  }
  return runs;
}

async function fetchGroup(
  { engine, checkpoint }: AddStreamParts,
  { rowGroup, leaves }: GroupRead,
  options: AddBatchOptions,
): Promise<AddGroup> {
  const excerpt = await fetchExcerpt(engine, checkpoint, { rowGroup, leaves, signal: options.signal });
  return { file: checkpoint.source.key, excerpt, partitionColumns: options.partitionColumns };
}

async function* decodeHere(
  parts: AddStreamParts,
  first: AddGroup,
  reads: readonly GroupRead[],
  options: AddBatchOptions,
): AsyncGenerator<FileChunk, void, undefined> {
  let group = first;
  for (const [index, { runs }] of reads.entries()) {
    const following = reads[index + 1];
    const next = following && fetchGroup(parts, following, options);
    // Awaited one row group later; until then a failure must not count as unhandled.
    next?.catch(() => undefined);
    for (const run of runs) {
      options.signal?.throwIfAborted();
      const chunk = decodeAdds(await parts.engine, group, run);
      if (chunk !== undefined) yield chunk;
      await pause();
    }
    if (next !== undefined) group = await next;
  }
}

/** Each thread takes the next row group; the chunks come in the file's order. */
async function* decodeInThreads(
  parts: AddStreamParts & { readonly threads: readonly AddThread[] },
  first: AddGroup,
  reads: readonly GroupRead[],
  options: AddBatchOptions,
): AsyncGenerator<FileChunk, void, undefined> {
  const free = [...parts.threads];
  const waiting: ((thread: AddThread) => void)[] = [];
  const lease = () => {
    const thread = free.pop();
    return thread ? Promise.resolve(thread) : new Promise<AddThread>((resolve) => waiting.push(resolve));
  };
  const giveBack = (thread: AddThread) => {
    const next = waiting.shift();
    if (next === undefined) free.push(thread);
    else next(thread);
  };

  async function* decode(read: GroupRead, index: number): AsyncGenerator<FileChunk, void, undefined> {
    const thread = await lease();
    options.signal?.throwIfAborted();
    const group = index === 0 ? first : await fetchGroup(parts, read, options);
    yield* thread.decode(group, read.runs);
    giveBack(thread);
  }

  try {
    // The threads bound what is read at once.
    yield* streamInOrder(reads.map((read, index) => ({ sizeBytes: 0, open: () => decode(read, index) })));
  } finally {
    for (const thread of parts.threads) thread.close();
  }
}
