// npm run inspect -- <folder> [--version N | --timestamp T] [--rows N] [--row-ids] [--where C] [--changes A..B] [--history] [--files]
// The engine of the browser in Node. Prints one JSON document; a failure is {"error": …} and exit code 1.

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { TableError } from "#delta/errors.ts";
import {
  fileCount,
  fileDeletionVector,
  fileNumRecords,
  filePartitionValue,
  filePath,
  fileSizeBytes,
} from "#delta/live-files.ts";
import { readHistoryPage } from "#worker/history-page.ts";
import { toWireError } from "#worker/wire-error.ts";
import type { TimeTravel } from "#worker/worker-api.ts";
import { toJsonRow } from "./inspect/json-value.ts";
import { readChanges } from "./inspect/read-changes.ts";
import { readWhere } from "./inspect/read-where.ts";
import { openTable, type ReadVersion, type TableUnderTest } from "./node-table.ts";
import { readRowsWithIds } from "./row-ids.ts";

const options = {
  version: { type: "string" },
  timestamp: { type: "string" },
  rows: { type: "string" },
  "row-ids": { type: "boolean" },
  where: { type: "string" },
  changes: { type: "string" },
  history: { type: "boolean" },
  files: { type: "boolean" },
} as const;

try {
  print(await inspect());
} catch (error) {
  const { tag, message, context } = toWireError(error);
  print({ error: { tag, message, context } });
  process.exitCode = 1;
}

async function inspect(): Promise<unknown> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const location = positionals[0];
  if (location === undefined) throw invalid("", "no folder is named");
  const table = await openTable(location.startsWith("file:") ? fileURLToPath(location) : location);
  const read = await table.open(target(values.version, values.timestamp));
  const { schema } = read.info;
  const limit = values.rows === undefined ? undefined : wholeNumber("--rows", values.rows);
  return {
    ...read.info,
    totals: read.totals,
    ...(values.where === undefined
      ? limit !== undefined && { rows: (await read.rows(limit)).map((row) => toJsonRow(row, schema)) }
      : await readWhere(read, values.where, limit)),
    ...(values["row-ids"] === true ? { rowIds: await listRowIds(table, read.info.version, limit) } : {}),
    ...(values.changes === undefined ? {} : { changes: await readChanges(table.table, values.changes, limit) }),
    ...(values.history === true ? { history: await history(table) } : {}),
    ...(values.files === true ? { files: listFiles(read) } : {}),
  };
}

function target(version: string | undefined, timestamp: string | undefined): TimeTravel {
  if (version !== undefined) return { kind: "version", version: wholeNumber("--version", version) };
  if (timestamp === undefined) return { kind: "latest" };
  const timestampMs = Date.parse(timestamp);
  if (Number.isNaN(timestampMs)) throw invalid(timestamp, "--timestamp is not a time such as 2026-01-05T10:00:00Z");
  return { kind: "timestamp", timestampMs };
}

/** In the order of `rows`. */
async function listRowIds({ table }: TableUnderTest, version: number, limit?: number): Promise<readonly unknown[]> {
  const rows = await readRowsWithIds(table, version, limit);
  return rows.map((row) => ({ rowId: row.at(-2), commitVersion: row.at(-1) }));
}

async function history(table: TableUnderTest): Promise<readonly unknown[]> {
  const commits: unknown[] = [];
  const { signal } = new AbortController();
  for (let before: number | undefined; ; ) {
    const page = await readHistoryPage(table.table, { before, count: 1000 }, signal);
    commits.push(...page.commits);
    before = page.commits.at(-1)?.version;
    if (page.reachesOldest || before === undefined) return commits;
  }
}

function listFiles({ files, partitionKeys }: ReadVersion): readonly unknown[] {
  return Array.from({ length: fileCount(files) }, (_, index) => ({
    path: filePath(files, index),
    sizeBytes: fileSizeBytes(files, index),
    numRecords: fileNumRecords(files, index),
    partitionValues: partitionKeys.map((key) => [key, filePartitionValue(files, index, key)]),
    deletionVector: fileDeletionVector(files, index),
  }));
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw invalid(text, `${option} takes a whole number`);
  return Number(text);
}

function invalid(location: string, reason: string): TableError<"InvalidLocation"> {
  return new TableError("InvalidLocation", `Cannot inspect: ${reason}`, { location, reason });
}

function print(document: unknown): void {
  const text = JSON.stringify(
    document,
    (_key, value: unknown) => {
      if (value instanceof Map) return [...value];
      return typeof value === "bigint" ? String(value) : value;
    },
    1,
  );
  process.stdout.write(`${text}\n`);
}
