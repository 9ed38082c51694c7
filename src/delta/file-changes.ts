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

export const NO_CHANGES: FileChanges = {
  addedFiles: 0,
  removedFiles: 0,
  addedBytes: 0,
  removedBytes: 0,
  removedBytesExact: true,
  addedRows: 0,
  removedRows: 0,
};

/** What an add told of a file. A deletion vector changes neither. */
interface KnownFile {
  readonly sizeBytes: number;
  /** Physical rows; NaN where unknown. */
  readonly numRecords: number;
}

/** By path. */
type KnownFiles = Map<string, KnownFile>;

/** More files than this in a run are not worth the memory: then only a remove's own fields tell of it. */
const MAX_KNOWN_FILES = 200_000;

/** The changes of each commit of a run without gaps, newest first; so are the results. */
export function countChanges(commits: readonly Commit[]): readonly FileChanges[] {
  const total = commits.reduce((sum, commit) => sum + commit.adds.rowCount, 0);
  const known: KnownFiles | undefined = total > MAX_KNOWN_FILES ? undefined : new Map();
  const oldestFirst = [...commits].reverse();
  return oldestFirst.map((commit) => countCommit(commit, known)).reverse();
}

function countCommit(commit: Commit, known: KnownFiles | undefined): FileChanges {
  const { adds, removes } = commit;
  let addedBytes = 0;
  let addedRows = 0;
  for (let row = 0; row < adds.rowCount; row++) {
    addedBytes += adds.sizeBytes[row] ?? 0;
    addedRows += (adds.numRecords[row] ?? Number.NaN) - cardinality(adds, row);
  }
  // A new deletion vector comes as an add and a remove of one path, so its own add tells of the removed file too.
  const own: KnownFiles = new Map();
  if (known !== undefined && removes.rowCount > 0) learnFiles(commit, own);
  let removedBytes = 0;
  let removedRows = 0;
  let removedBytesExact = true;
  for (let row = 0; row < removes.rowCount; row++) {
    const key = fileKey(pathAt(removes.paths, row));
    const file = removedFile(commit, row, known?.get(key) ?? own.get(key));
    if (Number.isNaN(file.sizeBytes)) removedBytesExact = false;
    else removedBytes += file.sizeBytes;
    removedRows += file.rows;
  }
  if (known !== undefined) learnFiles(commit, known);
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

function learnFiles({ adds }: Commit, known: KnownFiles): void {
  for (let row = 0; row < adds.rowCount; row++) {
    const file = { sizeBytes: adds.sizeBytes[row] ?? Number.NaN, numRecords: adds.numRecords[row] ?? Number.NaN };
    known.set(fileKey(pathAt(adds.paths, row)), file);
  }
}

function removedFile({ removes }: Commit, row: number, file: KnownFile | undefined) {
  const sizeBytes = removes.sizeBytes[row] ?? Number.NaN;
  const rows = removes.rows[row] ?? Number.NaN;
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
