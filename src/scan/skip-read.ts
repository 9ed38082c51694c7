// Rows that a condition may match, read by as few files and row groups as the log and the footers allow. Whoever asked
// filters them: skipping only leaves out what can't match.

import { countDeletedBelow, type RowRun } from "#delta/deletion-vectors/deleted-rows.ts";
import { inParallel, MAX_REQUESTS } from "#delta/in-parallel.ts";
import { fileCount, fileDeletionVector, filePath, type LiveFiles } from "#delta/live-files.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { SkippingTable } from "#delta/skipping/find-column.ts";
import { mayMatch } from "#delta/skipping/may-match.ts";
import type { Predicate } from "#delta/skipping/predicate.ts";
import type { Value } from "#delta/value.ts";
import { type DataFiles, toDataFile } from "./data-file.ts";
import type { DeletionVectorReader } from "./deletion-vector-reader.ts";
import type { FileReader, FileWindow } from "./file-rows.ts";
import { filterByLateStats, type LateStatsParts } from "./skip-late-stats.ts";
import { createRowGroupFinder, type FindRowGroups, type RowGroupMatch } from "./skip-row-groups.ts";

type SkippedFiles = SkippingTable & { readonly files: LiveFiles };

/** Rows of one file; `columns[c]` holds those of the asked column `c`. */
export interface MatchingRows {
  /** Position in the snapshot's files. */
  readonly file: number;
  readonly columns: readonly (readonly Value[])[];
  /** Physical positions in the file, in the rows' order. */
  readonly runs: readonly RowRun[];
  readonly rowGroups: number;
  readonly rowGroupsRead: number;
}

export interface MatchingRead {
  readonly files: number;
  /** Files whose statistics in the log do not rule them out: as many answers follow. */
  readonly filesRead: number;
  /** Errors: as TableReader. */
  readonly rows: AsyncIterable<MatchingRows>;
}

export interface MatchingReader {
  read(
    snapshot: SkippedFiles,
    query: { readonly columns: readonly number[]; readonly predicate: Predicate },
    options?: ReadOptions,
  ): Promise<MatchingRead>;
}

export interface MatchingReaderParts {
  readonly dataFiles: DataFiles;
  readonly vectors: DeletionVectorReader;
  readonly fileReader: FileReader;
  readonly lateStats: LateStatsParts;
}

export function createMatchingReader(parts: MatchingReaderParts): MatchingReader {
  const { dataFiles, vectors, fileReader, lateStats } = parts;

  async function toWindows(
    files: LiveFiles,
    file: number,
    {
      matches,
      physicalRows,
      signal,
    }: { readonly matches: readonly RowGroupMatch[]; physicalRows: number } & ReadOptions,
  ): Promise<readonly FileWindow[]> {
    const vector = fileDeletionVector(files, file);
    const marked = vector === undefined ? undefined : await vectors.read(vector, filePath(files, file), { signal });
    const deletedBelow = (row: number) => (marked === undefined ? 0 : countDeletedBelow(marked, row));
    return joinRuns(matches).map(({ position, count }) => {
      const first = position - deletedBelow(position);
      return { file, first, count: position + count - deletedBelow(position + count) - first, physicalRows };
    });
  }

  async function readFile(
    { files, schema, partitionColumns, columnMapping }: SkippedFiles,
    file: number,
    { columns, findRowGroups, signal }: { columns: readonly number[]; findRowGroups: FindRowGroups } & ReadOptions,
  ): Promise<MatchingRows> {
    const opened = await dataFiles.open(toDataFile(files, file), { signal });
    const { rowCount: physicalRows, rowGroups } = opened.footer;
    const matches = await findRowGroups(file, opened, { signal });
    const windows = await toWindows(files, file, { matches, physicalRows, signal });
    const fields = columns.flatMap((column) => schema.fields[column] ?? []);
    const parts = await inParallel(windows, (window) =>
      fileReader.read(window, { files, fields, partitionColumns, columnMapping }, { signal }),
    );
    const read = parts.flatMap((part) => (part.kind === "rows" ? [part] : []));
    return {
      file,
      columns: columns.map((_, column) => read.flatMap((part) => part.columns[column] ?? [])),
      runs: read.flatMap(({ runs }) => runs),
      rowGroups: rowGroups.length,
      rowGroupsRead: matches.length,
    };
  }

  return {
    async read(snapshot, { columns, predicate }, options) {
      const { files } = snapshot;
      const question = { files, table: snapshot, predicate, candidates: mayMatch(files, snapshot, predicate) };
      const candidates = await filterByLateStats(lateStats, question, options);
      const findRowGroups = createRowGroupFinder(files, snapshot, predicate);
      const read = (file: number) => readFile(snapshot, file, { columns, findRowGroups, signal: options?.signal });
      return { files: fileCount(files), filesRead: candidates.length, rows: readInOrder(candidates, read) };
    },
  };
}

async function* readInOrder(
  files: readonly number[],
  read: (file: number) => Promise<MatchingRows>,
): AsyncGenerator<MatchingRows> {
  for (let at = 0; at < files.length; at += MAX_REQUESTS) {
    yield* await inParallel(files.slice(at, at + MAX_REQUESTS), read);
  }
}

/** Row groups side by side are one range. */
function joinRuns(matches: readonly RowGroupMatch[]): readonly RowRun[] {
  const runs: { position: number; count: number }[] = [];
  for (const { firstRow, rowCount } of matches) {
    const last = runs.at(-1);
    if (last !== undefined && last.position + last.count === firstRow) {
      last.count += rowCount;
    } else {
      runs.push({ position: firstRow, count: rowCount });
    }
  }
  return runs;
}
