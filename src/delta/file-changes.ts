// What a commit did to the files, in numbers. The rows of a removed file are often told only by the add that brought it.

import type { Commit } from "./commit.ts";
import type { FileKeys } from "./file-chunk.ts";
import { fileKey } from "./file-key.ts";
import { pathAt } from "./path-column.ts";

export interface FileChanges {
  readonly addedFiles: number;
  readonly removedFiles: number;
  readonly addedBytes: number;
  readonly removedBytes: number;
  /** False when a removed file's size is not told: `removedBytes` is then too low. */
  readonly removedBytesExact: boolean;
  /** Live rows of the added files, and of the removed ones. */
  readonly addedRows: number | undefined;
  readonly removedRows: number | undefined;
}

/** What is known of a file from the add that brought it. */
export interface KnownFile {
  readonly sizeBytes: number;
  /** Physical rows; NaN where unknown. */
  readonly numRecords: number;
}

/** Of a run of commits; more files than this are not worth the memory. */
const MAX_KNOWN_FILES = 200_000;

/** The files that a run of commits added, by path: a deletion vector changes neither their size nor their physical rows. */
export function filesByPath(commits: readonly Commit[]): ReadonlyMap<string, KnownFile> {
  const known = new Map<string, KnownFile>();
  const total = commits.reduce((sum, commit) => sum + commit.adds.rowCount, 0);
  const isNeeded = commits.some((commit) => commit.removes.rowCount > 0);
  if (!isNeeded || total > MAX_KNOWN_FILES) return known;
  for (const { adds } of commits) {
    for (let row = 0; row < adds.rowCount; row++) {
      const file = { sizeBytes: adds.sizeBytes[row] ?? Number.NaN, numRecords: adds.numRecords[row] ?? Number.NaN };
      known.set(fileKey(pathAt(adds.paths, row)), file);
    }
  }
  return known;
}

export function countChanges(commit: Commit, known: ReadonlyMap<string, KnownFile>): FileChanges {
  const { adds, removes } = commit;
  let addedBytes = 0;
  let addedRows = 0;
  for (let row = 0; row < adds.rowCount; row++) {
    addedBytes += adds.sizeBytes[row] ?? 0;
    addedRows += (adds.numRecords[row] ?? Number.NaN) - cardinality(adds, row);
  }
  let removedBytes = 0;
  let removedRows = 0;
  let removedBytesExact = true;
  for (let row = 0; row < removes.rowCount; row++) {
    const file = removedFile(commit, row, known);
    if (Number.isNaN(file.sizeBytes)) removedBytesExact = false;
    else removedBytes += file.sizeBytes;
    removedRows += file.rows;
  }
  return {
    addedFiles: adds.rowCount,
    removedFiles: removes.rowCount,
    addedBytes,
    removedBytes,
    removedBytesExact,
    addedRows: defined(addedRows),
    removedRows: defined(removedRows),
  };
}

function removedFile({ removes }: Commit, row: number, known: ReadonlyMap<string, KnownFile>) {
  const sizeBytes = removes.sizeBytes[row] ?? Number.NaN;
  const rows = removes.rows[row] ?? Number.NaN;
  if (!Number.isNaN(sizeBytes) && !Number.isNaN(rows)) return { sizeBytes, rows };
  const file = known.get(fileKey(pathAt(removes.paths, row)));
  return {
    sizeBytes: Number.isNaN(sizeBytes) ? (file?.sizeBytes ?? Number.NaN) : sizeBytes,
    rows: Number.isNaN(rows) ? (file?.numRecords ?? Number.NaN) - cardinality(removes, row) : rows,
  };
}

function cardinality(keys: FileKeys, row: number): number {
  return keys.deletionVectors.size === 0 ? 0 : (keys.deletionVectors.get(row)?.cardinality ?? 0);
}

function defined(count: number): number | undefined {
  return Number.isNaN(count) ? undefined : count;
}
