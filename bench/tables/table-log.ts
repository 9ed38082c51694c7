// The lines of a Delta log, as Spark writes them.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface LoggedFile {
  /** URI-encoded, as in the log. */
  readonly path: string;
  readonly partitionValues: Readonly<Record<string, string>>;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** JSON text. */
  readonly stats: string;
}

export interface TableMetadata {
  readonly id: string;
  readonly name: string;
  readonly schemaString: string;
  readonly partitionColumns: readonly string[];
  readonly createdMs: number;
}

export const protocol = { minReaderVersion: 1, minWriterVersion: 2 };

export function toProtocolLine(): string {
  return JSON.stringify({ protocol });
}

export function toMetadataLine({ id, name, schemaString, partitionColumns, createdMs }: TableMetadata): string {
  const format = { provider: "parquet", options: {} };
  const metaData = { id, name, format, schemaString, partitionColumns, configuration: {}, createdTime: createdMs };
  return JSON.stringify({ metaData });
}

export function toAddLine({ path, partitionValues, sizeBytes, modifiedMs, stats }: LoggedFile): string {
  const add = { path, partitionValues, size: sizeBytes, modificationTime: modifiedMs, dataChange: true, stats };
  return JSON.stringify({ add });
}

export function toRemoveLine({ path, partitionValues, sizeBytes }: LoggedFile, timestampMs: number): string {
  const remove = {
    path,
    deletionTimestamp: timestampMs,
    dataChange: true,
    extendedFileMetadata: true,
    partitionValues,
    size: sizeBytes,
  };
  return JSON.stringify({ remove });
}

export function toCommitInfoLine(
  operation: string,
  options: { readonly timestampMs: number; readonly metrics?: Readonly<Record<string, number>> },
): string {
  const metrics = Object.entries(options.metrics ?? {}).map(([name, value]) => [name, String(value)]);
  const commitInfo = {
    timestamp: options.timestampMs,
    operation,
    operationParameters: operation === "WRITE" ? { mode: "Append", partitionBy: "[]" } : {},
    isolationLevel: "Serializable",
    isBlindAppend: operation === "WRITE" || operation === "STREAMING UPDATE",
    operationMetrics: Object.fromEntries(metrics),
    engineInfo: "Apache-Spark/4.0.1 Delta-Lake/4.0.0",
    txnId: "6f1f35cb-1b3c-4c93-a0f5-b2bb6a9f8b6e",
  };
  return JSON.stringify({ commitInfo });
}

function commitName(version: number): string {
  return `${String(version).padStart(20, "0")}.json`;
}

export function checkpointName(version: number): string {
  return `${String(version).padStart(20, "0")}.checkpoint.parquet`;
}

/** Writes below the table's folder, and makes the folders on the way. */
export function writeTableFile(folder: string, path: string, content: Uint8Array | string): void {
  const target = join(folder, path);
  mkdirSync(join(target, ".."), { recursive: true });
  writeFileSync(target, content);
}

export function writeCommit(folder: string, version: number, lines: readonly string[]): void {
  writeTableFile(folder, `_delta_log/${commitName(version)}`, `${lines.join("\n")}\n`);
}
