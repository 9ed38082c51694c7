// A table of this machine, opened by the session that the browser's worker runs.

import { resolve } from "node:path";
import type { LiveFiles } from "#delta/live-files.ts";
import { partitionKeys } from "#delta/snapshot.ts";
import type { Value } from "#delta/value.ts";
import type { SnapshotFiles, TableReader } from "#scan/read-rows.ts";
import { createOpenTable, type OpenTable } from "#worker/open-table.ts";
import { toSnapshotInfo, toTotals } from "#worker/snapshot-info.ts";
import { toSnapshotFiles } from "#worker/snapshot-slot.ts";
import type { SnapshotInfo, SnapshotTotals, TimeTravel } from "#worker/worker-api.ts";
import { createFileStore } from "./file-store.ts";
import { createNodeParquetEngine } from "./parquet-engine-node.ts";

export interface ReadVersion {
  readonly info: SnapshotInfo;
  /** Of the complete list. */
  readonly totals: SnapshotTotals;
  readonly files: LiveFiles;
  /** The names under which the partition columns' values are kept. */
  readonly partitionKeys: readonly string[];
  /** The first `limit` rows of all columns; undefined = all. */
  rows(limit?: number): Promise<readonly (readonly Value[])[]>;
}

export interface TableUnderTest {
  readonly table: OpenTable;
  /** Resolves when the file list is complete. */
  open(at: TimeTravel): Promise<ReadVersion>;
  /** Every version whose commit is there, ascending. */
  versions(): Promise<readonly number[]>;
}

const page = 20_000;

export async function openTable(folder: string): Promise<TableUnderTest> {
  const table = createOpenTable({
    store: createFileStore(resolve(folder)),
    engine: createNodeParquetEngine(),
    emit: () => undefined,
  });
  const { signal } = new AbortController();

  async function open(at: TimeTravel): Promise<ReadVersion> {
    const slot = await table.open(at, signal);
    await slot.whenComplete(signal);
    return {
      info: toSnapshotInfo(folder, slot.header()),
      totals: toTotals(slot.files(), table.reader.rowTotals(slot.files()), true),
      files: slot.files(),
      partitionKeys: partitionKeys(slot.header()),
      rows: async (limit) => {
        const { refusal } = slot.header();
        if (refusal !== undefined) throw refusal;
        return await readAllRows(table.reader, toSnapshotFiles(slot), limit);
      },
    };
  }

  async function versions(): Promise<readonly number[]> {
    const found: number[] = [];
    for (let before: number | undefined; ; ) {
      const run = await table.log.readCommits({ before, count: 1000 });
      found.push(...run.commits.map((commit) => commit.version));
      if (run.reachesOldest) return found.reverse();
      before = found.at(-1);
    }
  }

  return { table, open, versions };
}

async function readAllRows(
  reader: TableReader,
  snapshot: SnapshotFiles,
  limit = Number.POSITIVE_INFINITY,
): Promise<readonly (readonly Value[])[]> {
  const columns = snapshot.schema.fields.map((_, index) => index);
  const all: Value[][] = [];
  while (all.length < limit) {
    const count = Math.min(page, limit - all.length);
    const read = await reader.readRows(snapshot, { columns, start: all.length, count });
    for (let row = 0; row < read.rowCount; row++) all.push(read.columns.map((values) => values[row] ?? null));
    if (read.rowCount < count) break;
  }
  return all;
}
