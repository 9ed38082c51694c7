// Which parts of which files hold a window of rows. Where the log does not count a file's rows, its footer is read.

import { countDeletedBelow, isDeleted } from "#delta/deletion-vectors/deleted-rows.ts";
import { checkWithinFile } from "#delta/deletion-vectors/deletion-vector.ts";
import type { RowSet } from "#delta/deletion-vectors/roaring.ts";
import { inParallel } from "#delta/in-parallel.ts";
import { fileCount, fileDeletionVector, filePath, type LiveFiles } from "#delta/live-files.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { type DataFiles, toDataFile } from "./data-file.ts";
import type { DeletionVectorReader } from "./deletion-vector-reader.ts";
import type { FileWindow } from "./file-rows.ts";
import { createRowIndex, type RowCounts, type UnknownRows } from "./row-index.ts";

/** Errors of what reads footers: those of DataFiles.open. */
export interface RowPlanner {
  /** In order; together they hold fewer rows than asked only at the end of the list. */
  plan(
    files: LiveFiles,
    rows: { readonly start: number; readonly count: number },
    options?: ReadOptions,
  ): Promise<readonly FileWindow[]>;
  /** The index of a physical row of a file; undefined where it is not live. */
  locate(
    files: LiveFiles,
    row: { readonly file: number; readonly position: number },
    options?: ReadOptions,
  ): Promise<number | undefined>;
  /** Takes a footer's count in place of the log's. */
  correct(files: LiveFiles, file: number, physicalRows: number): void;
  countRows(files: LiveFiles): RowCounts;
  /** Reads the footers of all files whose rows the log does not count. */
  countUnknownRows(files: LiveFiles, options?: ReadOptions): Promise<void>;
}

/** Footers read at once while rows are counted. */
const MAX_BATCH = 32;

export function createRowPlanner(dataFiles: DataFiles, vectors: DeletionVectorReader): RowPlanner {
  const index = createRowIndex();

  async function readCounts(unknown: readonly number[], files: LiveFiles, options?: ReadOptions): Promise<void> {
    await inParallel(unknown, async (file) => {
      const { footer } = await dataFiles.open(toDataFile(files, file), options);
      // A vector that is said to mark every row, or more, is the only proof that the file has none to show.
      if ((fileDeletionVector(files, file)?.cardinality ?? -1) >= footer.rowCount) {
        await readMarked(files, file, { physicalRows: footer.rowCount, ...options });
      }
      index.setPhysicalRows(files, file, footer.rowCount);
    });
  }

  async function readMarked(
    files: LiveFiles,
    file: number,
    { physicalRows, signal }: { readonly physicalRows: number } & ReadOptions,
  ): Promise<RowSet | undefined> {
    const vector = fileDeletionVector(files, file);
    if (vector === undefined) {
      return undefined;
    }
    const marked = await vectors.read(vector, filePath(files, file), { signal });
    checkWithinFile(marked, physicalRows, filePath(files, file));
    return marked;
  }

  /** Reads footers until `find` needs none: one first, then more and more at once. */
  async function settle<T>(files: LiveFiles, find: () => T | UnknownRows, options?: ReadOptions): Promise<T> {
    for (let batch = 1; ; batch = Math.min(batch * 2, MAX_BATCH)) {
      const found = find();
      if (!isUnknown(found)) {
        return found;
      }
      await readCounts(index.listUnknown(files, found.file, batch), files, options);
    }
  }

  return {
    async plan(files, rows, options) {
      const parts: FileWindow[] = [];
      let planned = 0;
      while (planned < rows.count) {
        const row = rows.start + planned;
        const place = await settle(files, () => index.findRow(files, row), options);
        if (place.kind === "end") {
          return parts;
        }
        const { file, rowInFile } = place;
        const count = Math.min(rows.count - planned, place.rowCount - rowInFile);
        parts.push({ file, first: rowInFile, count, physicalRows: index.physicalRows(files, file) ?? 0 });
        planned += count;
      }
      return parts;
    },
    async locate(files, { file, position }, options) {
      const { firstRow } = await settle(files, () => index.findFile(files, file), options);
      const findCount = () => index.physicalRows(files, file) ?? ({ kind: "unknown", file } as const);
      const physicalRows = await settle(files, findCount, options);
      const marked = await readMarked(files, file, { physicalRows, ...options });
      if (position >= physicalRows || (marked !== undefined && isDeleted(marked, position))) {
        return undefined;
      }
      return firstRow + position - (marked === undefined ? 0 : countDeletedBelow(marked, position));
    },
    correct: index.setPhysicalRows,
    countRows: index.countRows,
    async countUnknownRows(files, options) {
      await readCounts(index.listUnknown(files, 0, fileCount(files)), files, options);
    },
  };
}

function isUnknown<T>(found: T | UnknownRows): found is UnknownRows {
  return typeof found === "object" && found !== null && "kind" in found && found.kind === "unknown";
}
