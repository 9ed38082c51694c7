// Rows of a snapshot by window: which files and blocks hold them, fetched together, turned into values.

import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import type { StructField, StructType } from "#delta/data-type.ts";
import { TableError } from "#delta/errors.ts";
import { inParallel } from "#delta/in-parallel.ts";
import { fileCount, fileDeletionVector, filePath, fileSizeBytes, type LiveFiles } from "#delta/live-files.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { RowTrackingColumns } from "#delta/row-tracking.ts";
import type { Value } from "#delta/value.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { createBlockReader } from "./block-reader.ts";
import { type ChangeReader, createChangeReader } from "./change-reader.ts";
import { createDataFiles, toDataFile } from "./data-file.ts";
import { createDataPlaces } from "./data-place.ts";
import { createDeletionVectorReader } from "./deletion-vector-reader.ts";
import { findByHash, hashFileKey } from "./file-hash.ts";
import { createFileReader, type FileRows, type FileWindow } from "./file-rows.ts";
import type { SomeEngine } from "./parquet-engine.ts";
import { listRootUris } from "./root-uris.ts";
import type { RowCounts } from "./row-index.ts";
import { createRowPlanner } from "./row-planner.ts";
import { planTracking, type RowTracking } from "./row-tracking.ts";
import { createMatchingReader, type MatchingReader } from "./skip-read.ts";

export interface TableReaderOptions {
  readonly store: ObjectStore;
  /** A promise lets the first footer be read while the decoder starts. */
  readonly engine: SomeEngine;
  /** Bounds the decoded blocks, in a quarter of it the footers, and in an eighth the deletion vectors, that are kept. */
  readonly budgetBytes: number;
  /** URIs of the table's root besides those that the store's location tells: an absolute path below is the table's own. */
  readonly roots?: readonly string[];
}

/** What of a snapshot the rows are read by. */
export interface SnapshotFiles {
  readonly schema: StructType;
  readonly partitionColumns: readonly string[];
  readonly columnMapping: ColumnMappingMode;
  readonly files: LiveFiles;
  /** Undefined where rows have no ids. */
  readonly rowTracking?: RowTrackingColumns | undefined;
}

interface RowWindow {
  /** Indexes of top-level fields of the schema. */
  readonly columns: readonly number[];
  /** Position in the order of the snapshot's files and their rows. */
  readonly start: number;
  readonly count: number;
  /** Whether ids and commit versions of the rows are wanted. */
  readonly rowTracking?: boolean | undefined;
}

/** A file that rows come from. */
interface RowFile {
  /** See hashFileKey. */
  readonly fileHash: string;
  /** URI-encoded, as in the log. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Physical rows in the file. */
  readonly rowCount: number;
}

/** `columns[c][r]` is row `start + r` of the asked column `c`. Fewer rows than asked = the end of the list of files. */
export interface Rows {
  readonly start: number;
  readonly rowCount: number;
  readonly columns: readonly (readonly Value[])[];
  /** For each row, its index in `sources`. */
  readonly source: Uint32Array;
  /** For each row, its physical position in its file. */
  readonly position: Float64Array;
  readonly sources: readonly RowFile[];
  /** Where it was asked for. */
  readonly rowTracking?: RowTracking;
}

/**
 * Reads rows of the snapshots of one table.
 *
 * Errors of what reads files: ObjectMissing, CorruptParquet, Unsupported (a codec, a type, a calendar),
 * CorruptDeletionVector, ProtocolViolation (a column that may not be null is missing), and those of the store.
 */
export interface TableReader {
  /** Reads rows that a condition may match, by the same caches. */
  readonly matching: MatchingReader;
  /** Reads what versions changed, by the same caches. */
  readonly changes: ChangeReader;
  /** Reads the first file's tail and deletion vector ahead of its rows. Never rejects. */
  prefetchFirst(files: LiveFiles, options?: ReadOptions): Promise<void>;
  readRows(snapshot: SnapshotFiles, window: RowWindow, options?: ReadOptions): Promise<Rows>;
  /** One whole value; undefined behind the last row. */
  readValue(
    snapshot: SnapshotFiles,
    cell: { readonly row: number; readonly column: number },
    options?: ReadOptions,
  ): Promise<Value | undefined>;
  /** The index of a row named by file and physical position; undefined when the files do not hold it. */
  locateRow(
    files: LiveFiles,
    name: { readonly fileHash: string; readonly position: number },
    options?: ReadOptions,
  ): Promise<number | undefined>;
  rowTotals(files: LiveFiles): RowCounts;
  /** Reads the footers of all files whose rows the log does not count. */
  countUnknownRows(files: LiveFiles, options?: ReadOptions): Promise<void>;
}

export function createTableReader({ store, engine, budgetBytes, roots = [] }: TableReaderOptions): TableReader {
  const places = createDataPlaces([...listRootUris(store.location), ...roots], store.outsideKey);
  const dataFiles = createDataFiles(store, places.keyOf, budgetBytes / 4);
  const vectors = createDeletionVectorReader(store, places, budgetBytes / 8);
  const fileReader = createFileReader({ dataFiles, vectors, blocks: createBlockReader(engine, budgetBytes) });
  const planner = createRowPlanner(dataFiles, vectors);

  async function readRows(snapshot: SnapshotFiles, window: RowWindow, options?: ReadOptions): Promise<Rows> {
    const { files, partitionColumns, columnMapping } = snapshot;
    const fields = window.columns.map((column) => fieldAt(snapshot.schema, column));
    const tracking = planTracking(snapshot, window.rowTracking);
    const projection = { files, fields, partitionColumns, columnMapping, extraFields: tracking.fields };
    for (;;) {
      const parts = await planner.plan(files, window, options);
      const read = await inParallel(parts, (part) => fileReader.read(part, projection, options));
      // The statistics in the log may be wrong; then every row after the file has another index.
      const miscounted = read.flatMap((rows, at) =>
        rows.kind === "miscounted" ? [{ rows, file: parts[at]?.file }] : [],
      );
      if (miscounted.length === 0) {
        return { ...joinParts(files, window, { parts, read }), ...tracking.track({ parts, read }) };
      }
      for (const { rows, file = 0 } of miscounted) {
        planner.correct(files, file, rows.rowCount);
      }
    }
  }

  return {
    matching: createMatchingReader({ dataFiles, vectors, fileReader, lateStats: { store, engine } }),
    changes: createChangeReader({ dataFiles, vectors, fileReader }),
    readRows,
    async prefetchFirst(files, options) {
      if (fileCount(files) > 0) {
        const vector = fileDeletionVector(files, 0);
        await Promise.allSettled([
          dataFiles.open(toDataFile(files, 0), options),
          vector === undefined ? undefined : vectors.read(vector, filePath(files, 0), options),
        ]);
      }
    },
    async readValue(snapshot, { row, column }, options) {
      const rows = await readRows(snapshot, { columns: [column], start: row, count: 1 }, options);
      return rows.columns[0]?.[0];
    },
    async locateRow(files, { fileHash, position }, options) {
      const file = await findByHash(files, fileHash, options);
      return file === undefined ? undefined : await planner.locate(files, { file, position }, options);
    },
    rowTotals: planner.countRows,
    countUnknownRows: planner.countUnknownRows,
  };
}

function fieldAt(schema: StructType, column: number): StructField {
  const field = schema.fields[column];
  if (field === undefined) {
    const detail = `column ${column} of ${schema.fields.length}`;
    throw new TableError("Internal", `Cannot read rows: there is no ${detail}`, { detail });
  }
  return field;
}

interface ReadParts {
  readonly parts: readonly FileWindow[];
  readonly read: readonly FileRows[];
}

function joinParts(files: LiveFiles, { start, columns }: RowWindow, { parts, read }: ReadParts): Rows {
  const rowCount = parts.reduce((sum, { count }) => sum + count, 0);
  const source = new Uint32Array(rowCount);
  const position = new Float64Array(rowCount);
  let row = 0;
  for (const [at, rows] of read.entries()) {
    for (const run of rows.kind === "rows" ? rows.runs : []) {
      for (let offset = 0; offset < run.count; offset += 1) {
        source[row] = at;
        position[row] = run.position + offset;
        row += 1;
      }
    }
  }
  return {
    start,
    rowCount,
    columns: columns.map((_, column) =>
      read.flatMap((rows) => (rows.kind === "rows" ? (rows.columns[column] ?? []) : [])),
    ),
    source,
    position,
    sources: parts.map(({ file, physicalRows }) => ({
      fileHash: hashFileKey(filePath(files, file), fileDeletionVector(files, file)),
      path: filePath(files, file),
      sizeBytes: fileSizeBytes(files, file),
      rowCount: physicalRows,
    })),
  };
}
