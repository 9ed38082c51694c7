// Which file holds which row of a snapshot: row counts from the log, summed per chunk of its file list, with counts that
// only footers tell filled in. Chunks are shared by the lists of all versions and by a list as it grows, so sums are too.

import { TableError } from "#delta/errors.ts";
import type { FileChunk } from "#delta/file-chunk.ts";
import type { LiveChunk, LiveFiles } from "#delta/live-files.ts";
import { isLiveRow, lastAtMost } from "#delta/row-bitmap.ts";

/** The row counts of this file and of maybe more after it must be known first. */
export interface UnknownRows {
  readonly kind: "unknown";
  readonly file: number;
}

type RowPlace =
  /** `rowInFile` counts live rows: those that a deletion vector marks are left out. */
  | { readonly kind: "file"; readonly file: number; readonly rowInFile: number; readonly rowCount: number }
  | UnknownRows
  | { readonly kind: "end"; readonly rowCount: number };

export interface RowIndex {
  findRow(files: LiveFiles, row: number): RowPlace;
  /** The place of a file's first row. */
  findFile(files: LiveFiles, file: number): { readonly firstRow: number } | UnknownRows;
  /** Files from `from` on whose rows are not known, at most `limit`. */
  listUnknown(files: LiveFiles, from: number, limit: number): readonly number[];
  /** Physical rows of a file, or undefined where neither the log nor a footer has told. */
  physicalRows(files: LiveFiles, file: number): number | undefined;
  /** What a file's footer says, which counts more than the log's statistics. */
  setPhysicalRows(files: LiveFiles, file: number, rowCount: number): void;
  countRows(files: LiveFiles): RowCounts;
}

export interface RowCounts {
  /** Rows of the files whose count is known. */
  readonly rows: number;
  readonly filesWithUnknownRows: number;
}

/** Live rows of a chunk's files in order; NaN from the first unknown on. */
interface ChunkSums {
  readonly sums: Float64Array;
  /** Rows of the chunk that are live, in order; undefined when all are. */
  readonly rows: Int32Array | undefined;
}

export function createRowIndex(): RowIndex {
  /** Physical rows that footers told, by chunk and row in it. */
  const told = new WeakMap<FileChunk, Map<number, number>>();
  const sumsOf = new WeakMap<LiveChunk, ChunkSums>();

  /** NaN where no one has told, or where the log alone says that a vector marks every row, or more. */
  function physical(chunk: FileChunk, row: number): number {
    const logged = chunk.numRecords[row] ?? Number.NaN;
    const isProven = (chunk.deletionVectors.get(row)?.cardinality ?? -1) < logged;
    return told.get(chunk)?.get(row) ?? (isProven ? logged : Number.NaN);
  }

  function liveRows(chunk: FileChunk, row: number): number {
    return physical(chunk, row) - (chunk.deletionVectors.get(row)?.cardinality ?? 0);
  }

  function sums(live: LiveChunk): ChunkSums {
    const known = sumsOf.get(live) ?? sumChunk(live, liveRows);
    sumsOf.set(live, known);
    return known;
  }

  function place(files: LiveFiles, file: number) {
    const at = lastAtMost(files.starts, file);
    const live = files.chunks[at];
    if (live === undefined) {
      throw new TableError("Internal", `Cannot find file ${file}: the list is empty`, { detail: "row index" });
    }
    const index = file - (files.starts[at] ?? 0);
    return { live, row: sums(live).rows?.[index] ?? index };
  }

  return {
    findRow(files, row) {
      let before = 0;
      for (const [at, live] of files.chunks.entries()) {
        const chunk = sums(live).sums;
        const total = chunk[chunk.length - 1] ?? 0;
        if (!(before + total <= row)) {
          return findInChunk(chunk, row - before, files.starts[at] ?? 0);
        }
        before += total;
      }
      return { kind: "end", rowCount: before };
    },
    findFile(files, file) {
      const at = lastAtMost(files.starts, file);
      let firstRow = 0;
      for (const [index, live] of files.chunks.slice(0, at + 1).entries()) {
        const chunk = sums(live).sums;
        const start = files.starts[index] ?? 0;
        const upTo = index === at ? file - start : chunk.length - 1;
        if (Number.isNaN(chunk[upTo])) {
          return { kind: "unknown", file: start + chunk.findIndex(Number.isNaN) - 1 };
        }
        firstRow += chunk[upTo] ?? 0;
      }
      return { firstRow };
    },
    listUnknown(files, from, limit) {
      const unknown: number[] = [];
      for (let file = from; file < files.totals.files && unknown.length < limit; file += 1) {
        const { live, row } = place(files, file);
        if (Number.isNaN(physical(live.chunk, row))) {
          unknown.push(file);
        }
      }
      return unknown;
    },
    physicalRows(files, file) {
      const { live, row } = place(files, file);
      const count = physical(live.chunk, row);
      return Number.isNaN(count) ? undefined : count;
    },
    setPhysicalRows(files, file, rowCount) {
      const { live, row } = place(files, file);
      const counts = told.get(live.chunk) ?? new Map<number, number>();
      told.set(live.chunk, counts.set(row, rowCount));
      for (const each of files.chunks) {
        if (each.chunk === live.chunk) {
          sumsOf.delete(each);
        }
      }
    },
    countRows: (files) =>
      files.chunks.reduce((counts, live) => correct(counts, live, told.get(live.chunk)), listed(files)),
  };
}

function listed({ totals }: LiveFiles): RowCounts {
  return { rows: totals.rows, filesWithUnknownRows: totals.filesWithUnknownRows };
}

/** What the log says of all files, with the counts of a chunk's files that footers told in place of the log's. */
function correct(
  { rows, filesWithUnknownRows }: RowCounts,
  { chunk, live }: LiveChunk,
  told: ReadonlyMap<number, number> = new Map(),
): RowCounts {
  const counted = [...told].filter(([row]) => live === undefined || isLiveRow(live, row));
  const unknown = counted.filter(([row]) => Number.isNaN(chunk.numRecords[row]));
  const marked = unknown.reduce((sum, [row]) => sum + (chunk.deletionVectors.get(row)?.cardinality ?? 0), 0);
  const more = counted.reduce((sum, [row, count]) => sum + count - (chunk.numRecords[row] || 0), 0);
  return { rows: rows + more - marked, filesWithUnknownRows: filesWithUnknownRows - unknown.length };
}

function sumChunk({ chunk, live }: LiveChunk, liveRows: (chunk: FileChunk, row: number) => number): ChunkSums {
  const rows = live && listLiveRows(chunk.rowCount, live);
  const sums = new Float64Array((rows?.length ?? chunk.rowCount) + 1);
  for (let index = 0; index + 1 < sums.length; index += 1) {
    sums[index + 1] = (sums[index] ?? 0) + liveRows(chunk, rows?.[index] ?? index);
  }
  return { sums, rows };
}

function listLiveRows(rowCount: number, live: NonNullable<LiveChunk["live"]>): Int32Array {
  const rows = new Int32Array(live.liveCount);
  let count = 0;
  for (let row = 0; row < rowCount; row += 1) {
    if (isLiveRow(live, row)) {
      rows[count] = row;
      count += 1;
    }
  }
  return rows;
}

/** `row` is in the chunk, or after a file of it whose rows are not known. */
function findInChunk(sums: Float64Array, row: number, firstFile: number): RowPlace {
  const firstUnknown = sums.findIndex(Number.isNaN);
  const known = firstUnknown < 0 ? sums : sums.subarray(0, firstUnknown);
  const last = known.length - 1;
  if (firstUnknown >= 0 && row >= (known[last] ?? 0)) {
    return { kind: "unknown", file: firstFile + last };
  }
  // The last sum that is not above the row skips files without rows.
  const file = lastAtMost(known, row);
  const before = known[file] ?? 0;
  return {
    kind: "file",
    file: firstFile + file,
    rowInFile: row - before,
    rowCount: (known[file + 1] ?? before) - before,
  };
}
