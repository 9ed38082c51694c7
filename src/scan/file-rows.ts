// Rows of one data file: partition values from the log, the other columns from blocks, what the file lacks as null.

import type { StructField } from "#delta/data-type.ts";
import { TableError } from "#delta/errors.ts";
import { inParallel } from "#delta/in-parallel.ts";
import { fileDeletionVector, filePartitionValue, filePath, type LiveFiles } from "#delta/live-files.ts";
import { parsePartitionValue } from "#delta/partition-values.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { Value } from "#delta/value.ts";
import { createMissingReader, createValueReader } from "./arrow-values.ts";
import type { Block, BlockReader } from "./block-reader.ts";
import { type DataFiles, findColumn, toDataFile } from "./data-file.ts";
import type { OpenedFile } from "./decode-rows.ts";
import { findRebase } from "./legacy-calendar.ts";
import { createNameIndex, type NameIndex } from "./match-name.ts";
import type { TopLevelColumn } from "./parquet-footer.ts";
import { type BlockSlice, planBlocks, type RowRun, toRuns } from "./plan-rows.ts";
import { type ColumnContext, unsupportedColumn, type ValueReader } from "./value-reader.ts";

/** Rows of one file, counted without those that a deletion vector marks. */
export interface FileWindow {
  /** The file's position in `files`. */
  readonly file: number;
  readonly first: number;
  readonly count: number;
  /** Rows in the file, as the window was planned by. */
  readonly physicalRows: number;
}

interface ProjectedFiles {
  readonly files: LiveFiles;
  readonly fields: readonly StructField[];
  /** Names in the schema. */
  readonly partitionColumns: readonly string[];
}

export type FileRows =
  | { readonly kind: "rows"; readonly columns: readonly (readonly Value[])[]; readonly runs: readonly RowRun[] }
  /** The file holds another number of rows than it was planned by. */
  | { readonly kind: "miscounted"; readonly rowCount: number };

export interface FileReader {
  read(window: FileWindow, projection: ProjectedFiles, options?: ReadOptions): Promise<FileRows>;
}

/** Where a column's values come from. */
type ColumnSource =
  | { readonly kind: "constant"; readonly value: Value }
  | { readonly kind: "file"; readonly field: StructField; readonly column: TopLevelColumn };

export function createFileReader(dataFiles: DataFiles, blocks: BlockReader): FileReader {
  async function readBlocks(
    opened: OpenedFile,
    sources: readonly ColumnSource[],
    { runs, signal }: { readonly runs: readonly RowRun[] } & ReadOptions,
  ): Promise<readonly (readonly Value[])[]> {
    const wanted = sources.flatMap((source) => (source.kind === "file" ? [source.column] : []));
    const slices = planBlocks(opened.footer, runs);
    const read = await inParallel(slices, async (slice) => {
      const block = wanted.length === 0 ? new Map() : await blocks.read(opened, slice, wanted, { signal });
      return sources.map((source) => readSlice(opened, block, { source, slice }));
    });
    return sources.map((_, column) => read.flatMap((slice) => slice[column] ?? []));
  }

  return {
    async read(window, projection, options) {
      const deletionVector = fileDeletionVector(projection.files, window.file);
      if (deletionVector !== undefined) {
        throw deletionVectorsUnread(filePath(projection.files, window.file));
      }
      const runs = toRuns(window.first, window.count);
      const isPartition = createNameIndex(projection.partitionColumns);
      const constants = projection.fields.map((field) => findConstant(field, { window, projection, isPartition }));
      if (constants.every((constant) => constant !== undefined)) {
        return { kind: "rows", columns: constants.map(({ value }) => repeat(value, window.count)), runs };
      }
      const opened = await dataFiles.open(toDataFile(projection.files, window.file), options);
      if (opened.footer.rowCount !== window.physicalRows) {
        return { kind: "miscounted", rowCount: opened.footer.rowCount };
      }
      const sources = projection.fields.map((field, at) => constants[at] ?? findSource(opened, field));
      return { kind: "rows", columns: await readBlocks(opened, sources, { runs, signal: options?.signal }), runs };
    },
  };
}

function deletionVectorsUnread(path: string): TableError {
  return new TableError("UnsupportedFeature", `Cannot read the rows of ${path}: it has a deletion vector`, {
    features: ["deletionVectors"],
    minReaderVersion: 3,
  });
}

interface ConstantContext {
  readonly window: FileWindow;
  readonly projection: ProjectedFiles;
  readonly isPartition: NameIndex;
}

/** Values that need no file: of partition columns (the log wins over a column in the file) and of type void. */
function findConstant(
  field: StructField,
  { window, projection, isPartition }: ConstantContext,
): (ColumnSource & { kind: "constant" }) | undefined {
  if (isPartition(field.name) !== undefined) {
    return {
      kind: "constant",
      value: parsePartitionValue(filePartitionValue(projection.files, window.file, field.name), field.type),
    };
  }
  const isVoid = field.type.kind === "primitive" && field.type.name === "void";
  return isVoid ? { kind: "constant", value: null } : undefined;
}

function findSource(opened: OpenedFile, field: StructField): ColumnSource {
  const column = findColumn(opened, field);
  const context = createContext(opened, field.name, column?.firstLeaf ?? 0);
  if (column === undefined) {
    createMissingReader({ ...context, path: [] }, field);
    return { kind: "constant", value: null };
  }
  if (column.leafCount === 0) {
    throw unsupportedColumn(context, "a Parquet group without fields");
  }
  return { kind: "file", field, column };
}

function readSlice(
  opened: OpenedFile,
  block: Block,
  { source, slice }: { readonly source: ColumnSource; readonly slice: BlockSlice },
): readonly Value[] {
  if (source.kind === "constant") {
    return repeat(source.value, slice.count);
  }
  const { field, column } = source;
  const context = createContext(opened, field.name, column.firstLeaf);
  const decoded = block.get(column.firstLeaf);
  if (decoded === undefined) {
    throw new TableError("Internal", `Cannot read column "${field.name}": it was not decoded`, {
      detail: context.file,
    });
  }
  const read: ValueReader = createValueReader(context, field.type, decoded.data);
  return Array.from({ length: slice.count }, (_, row) => read(slice.start + row));
}

function createContext({ source, footer }: OpenedFile, name: string, leaf: number): ColumnContext {
  return {
    file: source.key,
    path: [name],
    leaf,
    findRebase: (at) => findRebase(source.key, footer, footer.leaves[at]?.physicalType),
  };
}

function repeat(value: Value, count: number): readonly Value[] {
  return new Array<Value>(count).fill(value);
}
