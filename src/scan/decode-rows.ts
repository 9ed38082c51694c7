// From a row group and its leaves to Arrow data: fetch exactly their pages, build an excerpt, decode it.

import { type Data, type Field, type RecordBatch, type Struct, tableFromIPC } from "apache-arrow";
import { TableError } from "#delta/errors.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { checkPages } from "./check-pages.ts";
import { buildExcerpt, type ExcerptColumn, type ExcerptRows } from "./excerpt-file.ts";
import { buildInt96Hint } from "./int96-hint.ts";
import { corruptParquet, type ParquetEngine, type RowSlice, type SomeEngine } from "./parquet-engine.ts";
import { type ColumnChunk, MAGIC_BYTES, type ParquetFooter, type RowGroupLayout } from "./parquet-footer.ts";
import type { ParquetSource } from "./parquet-source.ts";
import { warmUp } from "./warm-up.ts";

export interface OpenedFile {
  readonly source: ParquetSource;
  readonly footer: ParquetFooter;
}

/** A top-level column of decoded rows. */
export interface DecodedColumn {
  readonly field: Field;
  readonly data: Data;
}

/** The pages of some leaves of one row group, and how to decode slices of its rows. */
export interface RowGroupPages {
  readonly leaves: readonly number[];
  /** Top-level columns of `leaves`, or of all that were fetched, in the file's order. Errors: CorruptParquet. */
  decode(rows: RowSlice, leaves?: readonly number[]): readonly DecodedColumn[];
}

export interface PageSelection {
  readonly rowGroup: number;
  /** Ascending, at least one. */
  readonly leaves: readonly number[];
}

/**
 * Fetches the column chunks of a selection, all at once.
 * Errors: Unsupported for a codec or encryption that is not read, CorruptParquet, those of the store.
 */
export async function fetchPages(
  starting: SomeEngine,
  file: OpenedFile,
  { rowGroup, leaves, signal }: PageSelection & ReadOptions,
): Promise<RowGroupPages> {
  const { source } = file;
  const rows = await fetchWhileWarming(starting, file, { rowGroup, leaves, signal });
  const { columns } = rows;
  const engine = await starting;
  const all = createExcerpt(engine, file, rows);
  return {
    leaves,
    decode(slice, wanted) {
      const chosen = wanted && columns.filter(({ leaf }) => wanted.includes(leaf));
      const excerpt = chosen ? createExcerpt(engine, file, { ...rows, columns: chosen }) : all;
      return toColumns(source.key, slice, engine.decodeRows(source.key, excerpt, slice));
    },
  };
}

/** The file that the selection's column chunks make, for leaves that are decoded together. Errors: as `fetchPages`. */
export async function fetchExcerpt(
  starting: SomeEngine,
  file: OpenedFile,
  selection: PageSelection & ReadOptions,
): Promise<Uint8Array> {
  const rows = await fetchWhileWarming(starting, file, selection);
  return createExcerpt(await starting, file, rows);
}

function fetchWhileWarming(
  starting: SomeEngine,
  file: OpenedFile,
  selection: PageSelection & ReadOptions,
): Promise<ExcerptRows> {
  const rows = fetchColumns(file, selection);
  void warmUp(starting);
  return rows;
}

async function fetchColumns(
  file: OpenedFile,
  { rowGroup, leaves, signal }: PageSelection & ReadOptions,
): Promise<ExcerptRows> {
  const group = findRowGroup(file, rowGroup);
  const columns = await Promise.all(
    leaves.map(async (leaf): Promise<ExcerptColumn> => {
      const chunk = findChunk(file, group, leaf);
      const bytes = await file.source.read(chunk.start, chunk.end, { signal });
      checkOnce(file, chunk, bytes);
      return { leaf, chunk, bytes };
    }),
  );
  return { rowCount: group.rowCount, columns };
}

/** Chunks of open files whose pages were checked: each block of rows asks for their bytes again. */
const checked = new WeakSet<ColumnChunk>();

function checkOnce({ source }: OpenedFile, chunk: ColumnChunk, bytes: Uint8Array): void {
  if (!checked.has(chunk)) {
    checkPages(source.key, chunk, bytes);
    checked.add(chunk);
  }
}

function createExcerpt(engine: ParquetEngine, { source, footer }: OpenedFile, rows: ExcerptRows): Uint8Array {
  const leaves = rows.columns.map(({ leaf }) => leaf);
  return buildExcerpt(footer, rows, buildInt96Hint(engine, source.key, { footer, leaves }));
}

function findRowGroup({ source, footer }: OpenedFile, index: number): RowGroupLayout {
  const group = footer.rowGroups[index];
  if (group === undefined) {
    throw corruptParquet(source.key, `it has no row group ${index}`);
  }
  return group;
}

function findChunk({ source, footer }: OpenedFile, group: RowGroupLayout, leaf: number): ColumnChunk {
  const chunk = group.chunks[leaf];
  if (chunk === undefined) {
    throw corruptParquet(source.key, `it has no column ${leaf}`);
  }
  if (chunk.unreadable !== undefined) {
    const column = footer.leaves[leaf]?.path.join(".") ?? "";
    const message = `Cannot read column "${column}" of ${source.key}: it needs ${chunk.unreadable}`;
    throw new TableError("Unsupported", message, { what: chunk.unreadable, detail: source.key });
  }
  const { start, end, dataStart } = chunk;
  if (start < MAGIC_BYTES || dataStart > end || end > footer.dataEnd) {
    throw corruptParquet(source.key, `a column chunk lies at bytes ${start} to ${end} of ${footer.dataEnd}`);
  }
  return chunk;
}

function toColumns(file: string, rows: RowSlice, ipc: Uint8Array): readonly DecodedColumn[] {
  return columnsOf(file, rows, tableFromIPC(ipc).batches);
}

/** The columns of the one record batch that a slice is decoded to. Errors: CorruptParquet where it is another. */
export function columnsOf(file: string, rows: RowSlice, batches: readonly RecordBatch[]): readonly DecodedColumn[] {
  const [batch, more] = batches;
  if (batch === undefined || more !== undefined || batch.numRows !== rows.count) {
    const found = batches.reduce((sum, { numRows }) => sum + numRows, 0);
    throw corruptParquet(file, `${rows.count} rows were expected from row ${rows.start} of a row group, ${found} came`);
  }
  const struct: Data<Struct> = batch.data;
  return batch.schema.fields.map((field, index) => {
    const data = struct.children[index];
    if (data === undefined) {
      throw corruptParquet(file, `column "${field.name}" was not decoded`);
    }
    return { field, data };
  });
}
