// Data files as they are opened: where their bytes are, their footer, and which of their columns a schema means.

import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import type { StructField } from "#delta/data-type.ts";
import { TableError } from "#delta/errors.ts";
import { filePath, fileSizeBytes, type LiveFiles } from "#delta/live-files.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import type { OpenedFile } from "./decode-rows.ts";
import { createLru } from "./lru.ts";
import { createFieldIndex, type FieldIndex } from "./match-field.ts";
import { type ParquetFooter, readFooter, type TopLevelColumn } from "./parquet-footer.ts";
import { createParquetSource } from "./parquet-source.ts";
import { createSharedLoad, type SharedLoad } from "./shared-load.ts";

export interface DataFile {
  /** URI-encoded, as in the log. */
  readonly path: string;
  readonly sizeBytes: number;
}

export function toDataFile(files: LiveFiles, file: number): DataFile {
  return { path: filePath(files, file), sizeBytes: fileSizeBytes(files, file) };
}

export interface DataFiles {
  /** Errors: ObjectMissing, CorruptParquet, Unsupported and those of the store. */
  open(file: DataFile, options?: ReadOptions): Promise<OpenedFile>;
}

/** What an open file holds in memory besides its footer: at most its tail. */
const HELD_TAIL_BYTES = 512 * 1024;
/** Rough size of the objects of one column chunk. */
const CHUNK_BYTES = 200;

/** Keeps the footers and tails of the files used last, up to about `budgetBytes`. */
export function createDataFiles(store: ObjectStore, toKey: (path: string) => string, budgetBytes: number): DataFiles {
  const opened = createLru<SharedLoad<OpenedFile>>(budgetBytes);

  function keep(file: DataFile): SharedLoad<OpenedFile> {
    const load = createSharedLoad(async (signal) => {
      const source = createParquetSource({ store, key: toKey(file.path), sizeBytes: file.sizeBytes });
      const footer = await readFooter(source, { signal });
      opened.put(file.path, load, weigh(file, footer));
      return { source, footer };
    });
    opened.put(file.path, load, Math.min(file.sizeBytes, HELD_TAIL_BYTES));
    return load;
  }

  return { open: (file, options) => (opened.get(file.path) ?? keep(file))(options) };
}

function weigh(file: DataFile, footer: ParquetFooter): number {
  return Math.min(file.sizeBytes, HELD_TAIL_BYTES) + CHUNK_BYTES * footer.leaves.length * (footer.rowGroups.length + 1);
}

/** The file's column for a field; undefined where the file does not have it. Errors: Unsupported, ProtocolViolation. */
export function findColumn(
  { source, footer }: OpenedFile,
  field: StructField,
  mode: ColumnMappingMode,
): TopLevelColumn | undefined {
  if (mode === "id" && footer.schema.every(({ field_id }) => field_id === undefined)) {
    // Nulls would be as allowed; like Spark we rather say what is wrong with the file.
    const rule = "in column mapping mode id, data files carry the ids of their columns";
    const message = `Cannot read column "${field.name}" of ${source.key}: the file has no field ids`;
    throw new TableError("ProtocolViolation", message, { rule, detail: source.key });
  }
  const index = findField(footer, mode)(field);
  if (index === "ambiguous") {
    const what = "several Parquet columns that match one column of the table";
    const message = `Cannot read column "${field.name}" of ${source.key}: it holds ${what}`;
    throw new TableError("Unsupported", message, { what, detail: source.key });
  }
  return index === undefined ? undefined : footer.columns[index];
}

const fieldIndexes = new WeakMap<ParquetFooter, Map<ColumnMappingMode, FieldIndex>>();

/** Built once a file and mode: thousands of columns are looked up in thousands. */
function findField(footer: ParquetFooter, mode: ColumnMappingMode): FieldIndex {
  const indexes = fieldIndexes.get(footer) ?? new Map<ColumnMappingMode, FieldIndex>();
  const known = indexes.get(mode) ?? createFieldIndex(footer.columns, mode);
  fieldIndexes.set(footer, indexes.set(mode, known));
  return known;
}
