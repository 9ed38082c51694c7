// A table of this machine, opened by the session that the browser's worker runs.

import { resolve } from "node:path";
import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import type { LiveFiles } from "#delta/live-files.ts";
import type { Predicate } from "#delta/skipping/predicate.ts";
import { partitionKeys } from "#delta/snapshot.ts";
import type { Value } from "#delta/value.ts";
import type { SnapshotFiles, TableReader } from "#scan/read-rows.ts";
import type { MatchingRead } from "#scan/skip-read.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { createOpenTable, type OpenTable } from "#worker/open-table.ts";
import { toSnapshotInfo, toTotals } from "#worker/snapshot-info.ts";
import { type SnapshotSlot, toSnapshotFiles } from "#worker/snapshot-slot.ts";
import type { SnapshotInfo, SnapshotTotals, TimeTravel } from "#worker/worker-api.ts";
import { createFileStore } from "./file-store.ts";
import { createNodeParquetEngine } from "./parquet-engine-node.ts";

export interface ReadVersion {
  readonly info: SnapshotInfo;
  /** Of the complete list. */
  readonly totals: SnapshotTotals;
  readonly files: LiveFiles;
  readonly columnMapping: ColumnMappingMode;
  /** The names under which the partition columns' values are kept. */
  readonly partitionKeys: readonly string[];
  /** The first `limit` rows of all columns; undefined = all. */
  rows(limit?: number): Promise<readonly (readonly Value[])[]>;
  /** All rows of all columns. */
  namedRows(): Promise<readonly NamedRow[]>;
  /** All columns of what may match. */
  matching(predicate: Predicate): Promise<MatchingRead>;
}

/** A row and its name: file and physical position. */
export interface NamedRow {
  readonly path: string;
  readonly position: number;
  readonly values: readonly Value[];
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
  return openStore(createFileStore(resolve(folder)));
}

export function openStore(store: ObjectStore): TableUnderTest {
  const table = createOpenTable({ store, engine: createNodeParquetEngine(), emit: () => undefined });
  const { signal } = new AbortController();

  async function open(at: TimeTravel): Promise<ReadVersion> {
    const slot = await table.open(at, signal);
    await slot.whenComplete(signal);
    return {
      info: toSnapshotInfo(store.location, slot.header()),
      totals: toTotals(slot.files(), table.reader.rowTotals(slot.files()), true),
      files: slot.files(),
      columnMapping: slot.header().columnMapping,
      partitionKeys: partitionKeys(slot.header()),
      rows: async (limit) => (await readAllRows(table.reader, readable(slot), limit)).map(({ values }) => values),
      namedRows: async () => await readAllRows(table.reader, readable(slot)),
      matching: async (predicate) => {
        const snapshot = readable(slot);
        const columns = snapshot.schema.fields.map((_, column) => column);
        return await table.reader.matching.read(snapshot, { columns, predicate });
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

function readable(slot: SnapshotSlot): SnapshotFiles {
  const { refusal } = slot.header();
  if (refusal !== undefined) throw refusal;
  return toSnapshotFiles(slot);
}

async function readAllRows(
  reader: TableReader,
  snapshot: SnapshotFiles,
  limit = Number.POSITIVE_INFINITY,
): Promise<readonly NamedRow[]> {
  const columns = snapshot.schema.fields.map((_, index) => index);
  const all: NamedRow[] = [];
  while (all.length < limit) {
    const count = Math.min(page, limit - all.length);
    const read = await reader.readRows(snapshot, { columns, start: all.length, count });
    for (let row = 0; row < read.rowCount; row++) {
      const path = read.sources[read.source[row] ?? 0]?.path ?? "";
      const values = read.columns.map((column) => column[row] ?? null);
      all.push({ path, position: read.position[row] ?? 0, values });
    }
    if (read.rowCount < count) break;
  }
  return all;
}
