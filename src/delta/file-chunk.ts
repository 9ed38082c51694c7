// Files as columns: the adds of one commit or of one batch of a checkpoint. A chunk never changes once built, so any
// number of snapshots share it.

import type { AddAction, DeletionVectorDescriptor } from "./actions.ts";
import { createByteInterner } from "./byte-interner.ts";
import { deletionVectorId, hashText } from "./file-key.ts";
import { numRecordsOf } from "./num-records.ts";
import { buildPathColumn, isSamePath, type PathColumn } from "./path-column.ts";
import type { AddBatch, Utf8Column } from "./ports.ts";
import { createRowTrackingBuilder, type RowTrackingDefaults } from "./row-tracking.ts";
import { createUtf8Builder } from "./utf8-column.ts";

/** Rows that identify logical files. */
export interface FileKeys {
  readonly paths: PathColumn;
  /** Sparse: only the rows that have one. */
  readonly deletionVectors: ReadonlyMap<number, DeletionVectorDescriptor>;
}

export interface FileChunk extends FileKeys {
  readonly rowCount: number;
  readonly sizeBytes: Float64Array;
  /** Milliseconds since 1970 UTC. */
  readonly modificationTimeMs: Float64Array;
  /** Physical rows; NaN where unknown. */
  readonly numRecords: Float64Array;
  /** By physical column name. */
  readonly partitionValues: ReadonlyMap<string, CodedColumn>;
  /** Undefined when there are none, or no room for them. */
  readonly stats: Utf8Column | undefined;
  /** Undefined when no add tells any, or they were not asked for. */
  readonly rowTracking?: RowTrackingDefaults | undefined;
  /** The Parquet checkpoint that it is of, where statistics that were not kept can be read again. */
  readonly origin?: ChunkOrigin | undefined;
}

/** The chunk's rows are as many adds of a file, in its order. */
export interface ChunkOrigin {
  /** The file's key below the table's root. */
  readonly key: string;
  readonly sizeBytes: number;
  /** How many adds of the file come before. */
  readonly firstAdd: number;
}

/** Row `r` is `values[codes[r]]`; code 0 is null. */
interface CodedColumn {
  readonly values: readonly (string | null)[];
  readonly codes: Int32Array;
}

/** Says whether so many more bytes of stats may be kept. */
export type StatsBudget = (bytes: number) => boolean;

/** A budget that gives out `limitBytes` in all; whoever is refused keeps none of its stats, nor does anyone after. */
export function createStatsBudget(limitBytes: number): StatsBudget {
  let left = limitBytes;
  return (bytes) => {
    left = bytes > left ? -1 : left - bytes;
    return left >= 0;
  };
}

/** Copies what it keeps of the batch's strings, whose bytes may be reused or let go; stats only up to `statsLimitBytes`. */
export function chunkFromBatch(batch: AddBatch, statsLimitBytes: number): FileChunk {
  const { rowCount } = batch;
  const partitionValues = new Map<string, CodedColumn>();
  for (const [name, column] of batch.partitionValues) partitionValues.set(name, codeColumn(column, rowCount));
  return {
    rowCount,
    paths: buildPathColumn(batch.path, rowCount),
    // Some writers put a struct of empty fields where there is no deletion vector.
    deletionVectors: new Map([...batch.deletionVectors].filter(([, { storageType }]) => storageType !== "")),
    sizeBytes: batch.sizeBytes,
    modificationTimeMs: batch.modificationTimeMs,
    rowTracking: batch.rowTracking,
    numRecords: countRecords(batch.stats, batch.numRecords, rowCount),
    partitionValues,
    stats: batch.stats && copyStats(batch.stats, rowCount, statsLimitBytes),
  };
}

export interface ChunkBuilder {
  add(action: AddAction): void;
  finish(budget: StatsBudget): FileChunk;
}

/** Gathers the adds of a commit in the order written. */
export function createChunkBuilder(): ChunkBuilder {
  const paths = createUtf8Builder();
  const stats = createUtf8Builder();
  const partitions = createPartitionBuilder();
  const rowTracking = createRowTrackingBuilder();
  const deletionVectors = new Map<number, DeletionVectorDescriptor>();
  const sizes: number[] = [];
  const times: number[] = [];
  return {
    add(action) {
      if (action.deletionVector !== undefined) deletionVectors.set(sizes.length, action.deletionVector);
      for (const [name, value] of action.partitionValues) partitions.set(name, sizes.length, value);
      rowTracking.set(sizes.length, action);
      paths.push(action.path);
      stats.push(action.stats);
      sizes.push(action.size);
      times.push(action.modificationTime);
    },
    finish(budget) {
      const rowCount = sizes.length;
      const allStats = stats.finish();
      return {
        rowCount,
        paths: buildPathColumn(paths.finish(), rowCount),
        deletionVectors,
        sizeBytes: Float64Array.from(sizes),
        modificationTimeMs: Float64Array.from(times),
        rowTracking: rowTracking.finish(rowCount),
        numRecords: countRecords(allStats, undefined, rowCount),
        partitionValues: partitions.finish(rowCount),
        stats: allStats.bytes.length > 0 && budget(allStats.bytes.length) ? allStats : undefined,
      };
    },
  };
}

/** The hash of a row's whole key. */
export function hashKey(keys: FileKeys, row: number): number {
  const hash = keys.paths.hashes[row] ?? 0;
  if (keys.deletionVectors.size === 0) return hash;
  const descriptor = keys.deletionVectors.get(row);
  return descriptor === undefined ? hash : hashText(hash, deletionVectorId(descriptor));
}

/** Whether two rows are the same logical file. */
export function isSameKey(a: FileKeys, rowA: number, b: FileKeys, rowB: number): boolean {
  const left = a.deletionVectors.get(rowA);
  const right = b.deletionVectors.get(rowB);
  if (left === undefined || right === undefined) {
    return left === right && isSamePath(a.paths, rowA, b.paths, rowB);
  }
  return deletionVectorId(left) === deletionVectorId(right) && isSamePath(a.paths, rowA, b.paths, rowB);
}

function countRecords(stats: Utf8Column | undefined, parsed: Float64Array | undefined, rowCount: number): Float64Array {
  const counts = parsed?.slice() ?? new Float64Array(rowCount).fill(Number.NaN);
  if (stats === undefined) return counts;
  for (let row = 0; row < rowCount; row++) {
    const count = numRecordsOf(stats.bytes, stats.offsets[row] ?? 0, stats.offsets[row + 1] ?? 0);
    if (!Number.isNaN(count)) counts[row] = count;
  }
  return counts;
}

function copyStats(stats: Utf8Column, rowCount: number, limitBytes: number): Utf8Column | undefined {
  const from = stats.offsets[0] ?? 0;
  const to = stats.offsets[rowCount] ?? 0;
  if (to === from || to - from > limitBytes) return undefined;
  const offsets = new Int32Array(rowCount + 1);
  for (let row = 0; row <= rowCount; row++) offsets[row] = (stats.offsets[row] ?? 0) - from;
  return { bytes: stats.bytes.slice(from, to), offsets, valid: stats.valid?.slice(0, rowCount) };
}

function codeColumn(column: Utf8Column, rowCount: number): CodedColumn {
  const interner = createByteInterner();
  const codes = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    if (column.valid !== undefined && column.valid[row] === 0) continue;
    codes[row] = 1 + interner.intern(column.bytes, column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0);
  }
  return { values: [null, ...interner.texts()], codes };
}

interface PartitionBuilder {
  set(name: string, row: number, value: string | null): void;
  finish(rowCount: number): ReadonlyMap<string, CodedColumn>;
}

function createPartitionBuilder(): PartitionBuilder {
  const columns = new Map<string, PartitionDraft>();
  return {
    set(name, row, value) {
      if (value === null) return;
      const column = columns.get(name) ?? { codeOf: new Map<string, number>(), rows: [] };
      columns.set(name, column);
      const code = column.codeOf.get(value) ?? column.codeOf.size + 1;
      column.codeOf.set(value, code);
      column.rows.push([row, code]);
    },
    finish(rowCount) {
      const coded = new Map<string, CodedColumn>();
      for (const [name, { codeOf, rows }] of columns) {
        const codes = new Int32Array(rowCount);
        for (const [row, code] of rows) codes[row] = code;
        coded.set(name, { values: [null, ...codeOf.keys()], codes });
      }
      return coded;
    },
  };
}

interface PartitionDraft {
  readonly codeOf: Map<string, number>;
  readonly rows: (readonly [row: number, code: number])[];
}
