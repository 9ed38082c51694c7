// A Delta table in memory: commits as NDJSON, data files by parquet-wasm's writer.

import type { DataType } from "apache-arrow";
import { writeArrow } from "../../src/testing/parquet-tables.ts";
import { toSchemaFields } from "./schema-fields.ts";

/** Objects by key, relative to the table's root. */
export type TableObjects = ReadonlyMap<string, Uint8Array>;

/** Values and their Arrow type, by column. */
export type TableColumns = Readonly<Record<string, readonly [values: readonly unknown[], type: DataType]>>;

export interface DataFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly rowCount: number;
}

export interface CommitRecipe {
  readonly operation: string;
  readonly add?: readonly DataFile[];
  readonly remove?: readonly DataFile[];
  /** Sets the schema: the first commit must, a later one may. */
  readonly columns?: TableColumns;
  readonly protocol?: Readonly<Record<string, unknown>>;
  /** False where files are only rewritten. */
  readonly dataChange?: boolean;
}

export const firstCommitMs = Date.UTC(2026, 0, 5, 10);
const commitGapMs = 3_600_000;
const defaultProtocol = { minReaderVersion: 1, minWriterVersion: 2 };

export function buildTable(commits: readonly CommitRecipe[]): TableObjects {
  const objects = new Map<string, Uint8Array>();
  commits.forEach((commit, version) => {
    objects.set(commitKey(version), toCommit(commit, version));
    for (const { path, bytes } of commit.add ?? []) objects.set(path, bytes);
  });
  return objects;
}

export function dataFile(path: string, columns: TableColumns): DataFile {
  return { path, bytes: writeArrow(columns), rowCount: Object.values(columns)[0]?.[0].length ?? 0 };
}

export function commitKey(version: number): string {
  return `_delta_log/${String(version).padStart(20, "0")}.json`;
}

/** When a version was committed: an hour after the one before. */
function commitMs(version: number): number {
  return firstCommitMs + version * commitGapMs;
}

/** A commit file's time is the version's; data files are as old as the table. */
export function modifiedMs(key: string): number {
  const version = /(?:^|\/)_delta_log\/(\d{20})\.json$/.exec(key)?.[1];
  return version === undefined ? firstCommitMs : commitMs(Number(version));
}

function toCommit(commit: CommitRecipe, version: number): Uint8Array {
  const actions = [
    { commitInfo: toCommitInfo(commit, version) },
    ...(version === 0 || commit.protocol ? [{ protocol: commit.protocol ?? defaultProtocol }] : []),
    ...(commit.columns ? [{ metaData: toMetadata(commit.columns) }] : []),
    ...(commit.remove ?? []).map((file) => ({ remove: toRemove(file, commit, version) })),
    ...(commit.add ?? []).map((file) => ({ add: toAdd(file, commit, version) })),
  ];
  return new TextEncoder().encode(actions.map((action) => `${JSON.stringify(action)}\n`).join(""));
}

function toCommitInfo({ operation, add = [], remove = [] }: CommitRecipe, version: number) {
  return {
    timestamp: commitMs(version),
    userName: "ana@rides.example",
    operation,
    operationParameters: operation === "WRITE" ? { mode: "Append", partitionBy: "[]" } : {},
    operationMetrics: { numAddedFiles: String(add.length), numRemovedFiles: String(remove.length) },
    engineInfo: "Apache-Spark/4.0.1 Delta-Lake/4.0.0",
  };
}

function toMetadata(columns: TableColumns) {
  return {
    id: "6f1f35cb-1b3c-4c93-a0f5-b2bb6a9f8b6e",
    format: { provider: "parquet", options: {} },
    schemaString: JSON.stringify({ type: "struct", fields: toSchemaFields(columns) }),
    partitionColumns: [],
    configuration: {},
    createdTime: firstCommitMs,
  };
}

function toAdd({ path, bytes, rowCount }: DataFile, { dataChange = true }: CommitRecipe, version: number) {
  return {
    path,
    partitionValues: {},
    size: bytes.length,
    modificationTime: commitMs(version),
    dataChange,
    stats: JSON.stringify({ numRecords: rowCount }),
  };
}

function toRemove({ path, bytes }: DataFile, { dataChange = true }: CommitRecipe, version: number) {
  return {
    path,
    deletionTimestamp: commitMs(version),
    dataChange,
    extendedFileMetadata: true,
    partitionValues: {},
    size: bytes.length,
  };
}
