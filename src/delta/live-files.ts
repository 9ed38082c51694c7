// The files of a snapshot, newest commit first: shared chunks of columns, and for each which rows are live.
// Every accessor takes the file's position in that order and costs O(log chunks).

import type { DeletionVectorDescriptor } from "./actions.ts";
import type { FileChunk } from "./file-chunk.ts";
import { pathAt } from "./path-column.ts";
import { buildRowBitmap, isLiveRow, lastAtMost, nthLiveRow, type RowBitmap } from "./row-bitmap.ts";
import { toldRowTracking } from "./row-tracking.ts";
import { utf8At } from "./utf8-column.ts";

export interface FileTotals {
  readonly files: number;
  readonly sizeBytes: number;
  /** Live rows (deletion vectors applied) of the files whose count is known. */
  readonly rows: number;
  readonly filesWithUnknownRows: number;
}

export interface LiveChunk {
  readonly chunk: FileChunk;
  /** Undefined when every row is live. */
  readonly live: RowBitmap | undefined;
  readonly totals: FileTotals;
}

export interface LiveFiles {
  readonly chunks: readonly LiveChunk[];
  /** The position of each chunk's first file. */
  readonly starts: readonly number[];
  readonly totals: FileTotals;
}

/** Where a file's columns are. */
interface FilePlace {
  readonly chunk: FileChunk;
  readonly row: number;
}

const NO_TOTALS: FileTotals = { files: 0, sizeBytes: 0, rows: 0, filesWithUnknownRows: 0 };

export const NO_FILES: LiveFiles = { chunks: [], starts: [], totals: NO_TOTALS };

/** Undefined when no row is live. `isLive` is asked once a row, in order. */
export function liveChunk(chunk: FileChunk, isLive: (row: number) => boolean): LiveChunk | undefined {
  const live = buildRowBitmap(chunk.rowCount, isLive);
  const totals = chunkTotals(chunk, live);
  return totals.files === 0 ? undefined : { chunk, live, totals };
}

/** A new list; `files` stays as it is. */
export function appendChunks(files: LiveFiles, chunks: readonly LiveChunk[]): LiveFiles {
  if (chunks.length === 0) return files;
  const starts = [...files.starts];
  let totals = files.totals;
  for (const chunk of chunks) {
    starts.push(totals.files);
    totals = sumTotals(totals, chunk.totals);
  }
  return { chunks: [...files.chunks, ...chunks], starts, totals };
}

export function fileCount(files: LiveFiles): number {
  return files.totals.files;
}

/** `index` from 0 to below `fileCount`. Errors: RangeError. */
function filePlace(files: LiveFiles, index: number): FilePlace {
  const at = lastAtMost(files.starts, index);
  const found = files.chunks[at];
  const start = files.starts[at];
  if (found === undefined || start === undefined || index < 0 || index >= files.totals.files) {
    throw new RangeError(`Cannot find file ${index}: the snapshot holds ${files.totals.files}`);
  }
  const row = found.live === undefined ? index - start : nthLiveRow(found.live, index - start);
  return { chunk: found.chunk, row };
}

/** URI-encoded, as in the log. */
export function filePath(files: LiveFiles, index: number): string {
  const { chunk, row } = filePlace(files, index);
  return pathAt(chunk.paths, row);
}

export function fileSizeBytes(files: LiveFiles, index: number): number {
  const { chunk, row } = filePlace(files, index);
  return chunk.sizeBytes[row] ?? 0;
}

/** Milliseconds since 1970 UTC. */
export function fileModificationTimeMs(files: LiveFiles, index: number): number {
  const { chunk, row } = filePlace(files, index);
  return chunk.modificationTimeMs[row] ?? 0;
}

/** Physical rows, those that a deletion vector marks included; undefined where the stats do not tell. */
export function fileNumRecords(files: LiveFiles, index: number): number | undefined {
  const { chunk, row } = filePlace(files, index);
  return known(chunk.numRecords[row]);
}

/** Rows less those that the deletion vector marks; undefined where the stats do not tell. */
export function fileLiveRows(files: LiveFiles, index: number): number | undefined {
  const { chunk, row } = filePlace(files, index);
  return known(liveRows(chunk, row));
}

export function fileDeletionVector(files: LiveFiles, index: number): DeletionVectorDescriptor | undefined {
  const { chunk, row } = filePlace(files, index);
  return chunk.deletionVectors.get(row);
}

/** As serialized; null also where the file's map has no such key. */
export function filePartitionValue(files: LiveFiles, index: number, physicalName: string): string | null {
  const { chunk, row } = filePlace(files, index);
  const column = chunk.partitionValues.get(physicalName);
  return column?.values[column.codes[row] ?? 0] ?? null;
}

/** The id of the file's first row; undefined where its add tells none. */
export function fileBaseRowId(files: LiveFiles, index: number): bigint | undefined {
  const { chunk, row } = filePlace(files, index);
  return toldRowTracking(chunk.rowTracking?.baseRowIds, row);
}

/** The version that rows of the file were last changed in, unless the file says otherwise of a row. */
export function fileRowCommitVersion(files: LiveFiles, index: number): bigint | undefined {
  const { chunk, row } = filePlace(files, index);
  return toldRowTracking(chunk.rowTracking?.commitVersions, row);
}

/** JSON text; undefined where the file has none, or where they were too many to keep. */
export function fileStats(files: LiveFiles, index: number): string | undefined {
  const { chunk, row } = filePlace(files, index);
  return chunk.stats === undefined ? undefined : utf8At(chunk.stats, row);
}

export interface FileOrigin {
  readonly key: string;
  readonly sizeBytes: number;
  /** Which of the checkpoint file's adds, from 0. */
  readonly add: number;
}

/** Where the file's `add` stands in a Parquet checkpoint; undefined for one of a commit or of a JSON checkpoint. */
export function fileOrigin(files: LiveFiles, index: number): FileOrigin | undefined {
  const { chunk, row } = filePlace(files, index);
  const { origin } = chunk;
  return origin && { key: origin.key, sizeBytes: origin.sizeBytes, add: origin.firstAdd + row };
}

function liveRows(chunk: FileChunk, row: number): number {
  const physical = chunk.numRecords[row] ?? Number.NaN;
  return chunk.deletionVectors.size === 0 ? physical : physical - (chunk.deletionVectors.get(row)?.cardinality ?? 0);
}

function known(count: number | undefined): number | undefined {
  return count === undefined || Number.isNaN(count) ? undefined : count;
}

function chunkTotals(chunk: FileChunk, live: RowBitmap | undefined): FileTotals {
  let files = 0;
  let sizeBytes = 0;
  let rows = 0;
  let filesWithUnknownRows = 0;
  for (let row = 0; row < chunk.rowCount; row++) {
    if (live !== undefined && !isLiveRow(live, row)) continue;
    files += 1;
    sizeBytes += chunk.sizeBytes[row] ?? 0;
    const count = liveRows(chunk, row);
    if (Number.isNaN(count)) filesWithUnknownRows += 1;
    else rows += count;
  }
  return { files, sizeBytes, rows, filesWithUnknownRows };
}

function sumTotals(a: FileTotals, b: FileTotals): FileTotals {
  return {
    files: a.files + b.files,
    sizeBytes: a.sizeBytes + b.sizeBytes,
    rows: a.rows + b.rows,
    filesWithUnknownRows: a.filesWithUnknownRows + b.filesWithUnknownRows,
  };
}
