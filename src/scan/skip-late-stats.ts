// Statistics that were not kept when the list of files was read: those that a checkpoint has as columns alone
// (`stats_parsed`), and those for which there was no room. They are read when a condition asks, of its columns only.

import { isTableError } from "#delta/errors.ts";
import { fileOrigin, fileStats, type LiveFiles } from "#delta/live-files.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { createColumnFinder, type FoundColumn, type SkippingTable } from "#delta/skipping/find-column.ts";
import { createFileTest } from "#delta/skipping/may-match.ts";
import { type Predicate, predicateColumns } from "#delta/skipping/predicate.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { type DecodedColumn, fetchPages, type OpenedFile } from "./decode-rows.ts";
import { presentRows } from "./gather-columns.ts";
import type { ParquetEngine, SomeEngine } from "./parquet-engine.ts";
import { readFooter } from "./parquet-footer.ts";
import { createParquetSource } from "./parquet-source.ts";
import { createStatsReader, isStatsLeaf } from "./skip-parsed-stats.ts";

export interface LateStatsParts {
  readonly store: ObjectStore;
  readonly engine: SomeEngine;
}

/** Rows decoded at once. */
const RUN_ROWS = 8192;

/** Those of `candidates` that statistics read late do not rule out either, ascending. What can't be read rules out none. */
export async function filterByLateStats(
  parts: LateStatsParts,
  { files, table, predicate, candidates }: LateQuestion,
  options?: ReadOptions,
): Promise<readonly number[]> {
  const columns = statsColumns(table, predicate);
  const wanted = columns.length === 0 ? new Map<string, WantedFile>() : listWanted(files, candidates);
  const test = createFileTest(files, table, predicate);
  const out = new Set<number>();

  async function readFile({ key, sizeBytes, byAdd }: WantedFile): Promise<void> {
    const source = createParquetSource({ store: parts.store, key, sizeBytes });
    const opened = { source, footer: await readFooter(source, options) };
    const stats = readStats(await parts.engine, opened, { columns, signal: options?.signal });
    for await (const { add, json } of stats) {
      const index = byAdd.get(add);
      if (index !== undefined && !test(index, json)) out.add(index);
    }
  }

  for (const file of wanted.values()) {
    try {
      await readFile(file);
    } catch (error) {
      // Statistics are advisory: a checkpoint that is gone meanwhile, say, costs time alone.
      if (!isTableError(error)) throw error;
    }
  }
  return out.size === 0 ? candidates : candidates.filter((index) => !out.has(index));
}

export interface LateQuestion {
  readonly files: LiveFiles;
  readonly table: SkippingTable;
  readonly predicate: Predicate;
  readonly candidates: readonly number[];
}

interface WantedFile {
  readonly key: string;
  readonly sizeBytes: number;
  /** Positions in the list, by the number of the add in its checkpoint file. */
  readonly byAdd: Map<number, number>;
}

function listWanted(files: LiveFiles, candidates: readonly number[]): ReadonlyMap<string, WantedFile> {
  const wanted = new Map<string, WantedFile>();
  for (const index of candidates) {
    const origin = fileStats(files, index) === undefined ? fileOrigin(files, index) : undefined;
    if (origin === undefined) {
      continue;
    }
    const { key, sizeBytes } = origin;
    const file = wanted.get(key) ?? { key, sizeBytes, byAdd: new Map<number, number>() };
    wanted.set(key, file);
    file.byAdd.set(origin.add, index);
  }
  return wanted;
}

function statsColumns(table: SkippingTable, predicate: Predicate): readonly FoundColumn[] {
  const find = createColumnFinder(table);
  return predicateColumns(predicate).flatMap((path) => {
    const column = find(path);
    return column === undefined || column.isPartition ? [] : [column];
  });
}

interface LateStats {
  /** Which of the file's adds. */
  readonly add: number;
  /** As the JSON that a commit has; undefined where there is none. */
  readonly json: string | undefined;
}

async function* readStats(
  engine: ParquetEngine,
  opened: OpenedFile,
  { columns, signal }: { readonly columns: readonly FoundColumn[] } & ReadOptions,
): AsyncGenerator<LateStats> {
  const { footer } = opened;
  const leaves = footer.leaves.flatMap(({ path }, leaf) => (isStatsLeaf(path, columns) ? [leaf] : []));
  if (leaves.length === 0) {
    return;
  }
  let add = 0;
  for (const [rowGroup, { rowCount }] of footer.rowGroups.entries()) {
    const pages = await fetchPages(engine, opened, { rowGroup, leaves, signal });
    for (let start = 0; start < rowCount; start += RUN_ROWS) {
      signal?.throwIfAborted();
      const count = Math.min(RUN_ROWS, rowCount - start);
      const [column] = pages.decode({ start, count });
      for (const json of column === undefined ? [] : statsOfRun(opened, column, columns)) {
        yield { add, json };
        add += 1;
      }
    }
  }
}

function statsOfRun(opened: OpenedFile, { data }: DecodedColumn, columns: readonly FoundColumn[]) {
  const read = createStatsReader(opened, data, columns);
  return Array.from(presentRows(data), read);
}
