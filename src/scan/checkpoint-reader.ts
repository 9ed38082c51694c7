// Parquet checkpoints (PROTOCOL.md, Checkpoints) by projected columns, a run of rows at a time.

import type { Action } from "#delta/actions.ts";
import { isTableError } from "#delta/errors.ts";
import type { CheckpointFile, CheckpointReader, ReadOptions } from "#delta/ports.ts";
import { objectMissing } from "#storage/byte-slices.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import type { AddThread } from "./add-group.ts";
import { firstGroupWithAdds, streamAddChunks } from "./add-stream.ts";
import { NON_FILE_COLUMNS, readActions } from "./checkpoint-actions.ts";
import { corruptCheckpoint, selectAddLeaves } from "./checkpoint-adds.ts";
import { fetchPages, type OpenedFile, type RowGroupPages } from "./decode-rows.ts";
import { presentRows } from "./gather-columns.ts";
import type { RowSlice, SomeEngine } from "./parquet-engine.ts";
import { type ParquetFooter, type RowGroupLayout, readFooter } from "./parquet-footer.ts";
import { createMemorySource, createParquetSource, type ParquetSource, WHOLE_FILE_BYTES } from "./parquet-source.ts";
import { createSharedLoad, type SharedLoad } from "./shared-load.ts";

/** Files kept open between the two calls; a multipart checkpoint has more of them. */
const OPEN_FILES = 8;

export interface CheckpointReaderOptions {
  readonly store: ObjectStore;
  readonly engine: SomeEngine;
  /** Threads to decode a large checkpoint in; none: it is decoded here. */
  readonly startThreads?: (() => Promise<readonly AddThread[]>) | undefined;
}

/** A small file costs one request for both calls together; a large one its tail and the chunks of the columns read. */
export function createCheckpointReader(parts: CheckpointReaderOptions): CheckpointReader {
  const { store, engine, startThreads = async () => [] } = parts;
  const opened = new Map<string, SharedLoad<OpenedCheckpoint>>();

  function open(file: CheckpointFile, options: ReadOptions): Promise<OpenedCheckpoint> {
    const found = opened.get(file.name);
    const load = found ?? createSharedLoad((signal) => openFile(store, file, { signal }));
    if (found === undefined) {
      opened.set(file.name, load);
      const [oldest] = opened.keys();
      if (opened.size > OPEN_FILES && oldest !== undefined) {
        opened.delete(oldest);
      }
    }
    return load(options);
  }

  return {
    async readNonFileActions(file, options = {}) {
      return await asCheckpoint(file, async () => {
        const checkpoint = await open(file, options);
        return await readNonFileActions(engine, checkpoint, options);
      });
    },
    readAhead(file, options = {}) {
      // Whoever streams the adds meets the failure.
      open(file, options)
        .then((checkpoint) => readFirstAdds(checkpoint, options))
        .catch(() => undefined);
    },
    async *streamAdds(file, options) {
      const checkpoint = await asCheckpoint(file, () => open(file, options));
      const chunks = streamAddChunks({ engine, checkpoint, startThreads }, options);
      try {
        let next = await asCheckpoint(file, () => chunks.next());
        while (next.done !== true) {
          yield next.value;
          next = await asCheckpoint(file, () => chunks.next());
        }
      } finally {
        await chunks.return();
        opened.delete(file.name);
      }
    },
  };
}

async function asCheckpoint<T>(file: CheckpointFile, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw isTableError(error, "CorruptParquet")
      ? corruptCheckpoint(`_delta_log/${file.name}`, error.context.reason, { cause: error })
      : error;
  }
}

/** An opened checkpoint, with ranges that were asked for before their time, by their start. */
interface OpenedCheckpoint extends OpenedFile {
  readonly ahead: Map<number, Promise<Uint8Array>>;
}

async function openFile(store: ObjectStore, file: CheckpointFile, options: ReadOptions): Promise<OpenedCheckpoint> {
  const source = await openSource(store, file, options);
  const ahead = new Map<number, Promise<Uint8Array>>();
  const footer = await readFooter(source, options);
  const read: ParquetSource["read"] = async (start, end, readOptions) => {
    const early = ahead.get(start);
    ahead.delete(start);
    // One that failed early, or whose asker left, is read again.
    return (await early?.catch(() => undefined)) ?? (await source.read(start, end, readOptions));
  };
  return { source: { ...source, read }, footer, ahead };
}

async function readFirstAdds({ source, footer, ahead }: OpenedCheckpoint, options: ReadOptions): Promise<void> {
  // Partition columns are not known yet; most tables that need this have some.
  const leaves = selectAddLeaves(footer, { partitionColumns: [""], stats: true });
  const group = footer.rowGroups[firstGroupWithAdds(footer, leaves)];
  const chunks = leaves.flatMap((leaf) => group?.chunks[leaf] ?? []);
  const reads = chunks.map(({ start, end }) => [start, source.read(start, end, options)] as const);
  for (const [start, bytes] of reads) ahead.set(start, bytes);
  await Promise.all(reads.map(([, bytes]) => bytes));
}

async function openSource(store: ObjectStore, file: CheckpointFile, options: ReadOptions): Promise<ParquetSource> {
  const key = `_delta_log/${file.name}`;
  if (file.sizeBytes !== undefined) {
    return createParquetSource({ store, key, sizeBytes: file.sizeBytes });
  }
  const head = await store.getHead(key, WHOLE_FILE_BYTES, options);
  if (head?.complete) {
    return createMemorySource(key, head.bytes);
  }
  if (head?.sizeBytes !== undefined) {
    return createParquetSource({ store, key, sizeBytes: head.sizeBytes });
  }
  const whole = head && (await store.get(key, options));
  if (whole === undefined) {
    throw objectMissing(key);
  }
  return createMemorySource(key, whole.bytes);
}

async function readNonFileActions(
  engine: SomeEngine,
  checkpoint: OpenedFile,
  options: ReadOptions,
): Promise<readonly Action[]> {
  const { footer } = checkpoint;
  const perGroup = footer.rowGroups.map(async (group, rowGroup): Promise<readonly Action[]> => {
    const leaves = selectActionLeaves(footer, group);
    if (leaves.length === 0 || group.rowCount === 0) {
      return [];
    }
    const pages = await fetchPages(engine, checkpoint, { rowGroup, leaves, ...options });
    return decodeActions(checkpoint, pages, group.rowCount);
  });
  return (await Promise.all(perGroup)).flat();
}

/**
 * Few rows are such actions, and a million rows of nulls in every column cost more than all else: the required fields
 * are decoded first, then the rows where one is present.
 */
function decodeActions({ source, footer }: OpenedFile, pages: RowGroupPages, rowCount: number): readonly Action[] {
  const keys = pages.leaves.filter((leaf) => isKey(footer, leaf));
  if (keys.length === 0) {
    return [];
  }
  const markers = pages.decode({ start: 0, count: rowCount }, keys);
  return markers.flatMap(({ field, data }) => {
    const leaves = pages.leaves.filter((leaf) => footer.leaves[leaf]?.path[0] === field.name);
    return findRuns(presentRows(data)).flatMap((run) =>
      pages.decode(run, leaves).flatMap((column) => readActions(source.key, field.name, column.data)),
    );
  });
}

function isKey(footer: ParquetFooter, leaf: number): boolean {
  const [column = "", field] = footer.leaves[leaf]?.path ?? [];
  return NON_FILE_COLUMNS.get(column) === field;
}

/** Rows closer than this are decoded together. */
const RUN_GAP = 1024;

function findRuns(rows: Int32Array): readonly RowSlice[] {
  const runs: { start: number; count: number }[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run !== undefined && row - run.start - run.count < RUN_GAP) {
      run.count = row + 1 - run.start;
    } else {
      runs.push({ start: row, count: 1 });
    }
  }
  return runs;
}

/** Leaves of the actions that the row group can hold: it holds none where the one required field is null throughout. */
function selectActionLeaves(footer: ParquetFooter, group: RowGroupLayout): readonly number[] {
  const absent = new Set(
    footer.leaves.flatMap(({ path: [column = ""] }, leaf) =>
      isKey(footer, leaf) && isAllNull(group, leaf) ? [column] : [],
    ),
  );
  return footer.leaves.flatMap(({ path: [column = ""] }, leaf) =>
    NON_FILE_COLUMNS.has(column) && !absent.has(column) ? [leaf] : [],
  );
}

function isAllNull(group: RowGroupLayout, leaf: number): boolean {
  return group.chunks[leaf]?.nullCount === group.rowCount;
}
