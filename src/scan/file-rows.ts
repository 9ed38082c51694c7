// Rows of one data file: partition values from the log, the other columns from blocks, what the file lacks as null.

import { type ColumnMappingMode, storedName } from "#delta/column-mapping.ts";
import type { StructField } from "#delta/data-type.ts";
import { liveRuns, type RowRun } from "#delta/deletion-vectors/deleted-rows.ts";
import { checkWithinFile } from "#delta/deletion-vectors/deletion-vector.ts";
import type { RowSet } from "#delta/deletion-vectors/roaring.ts";
import { TableError } from "#delta/errors.ts";
import { inParallel } from "#delta/in-parallel.ts";
import { fileDeletionVector, filePartitionValue, filePath, type LiveFiles } from "#delta/live-files.ts";
import { parsePartitionValue } from "#delta/partition-values.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { Value } from "#delta/value.ts";
import { createMissingReader, createValueReader } from "./arrow-values.ts";
import type { Block, BlockReader } from "./block-reader.ts";
import { type DataFile, type DataFiles, findColumn, toDataFile } from "./data-file.ts";
import type { OpenedFile } from "./decode-rows.ts";
import type { DeletionVectorReader } from "./deletion-vector-reader.ts";
import { findRebase } from "./legacy-calendar.ts";
import { createNameIndex } from "./match-name.ts";
import type { TopLevelColumn } from "./parquet-footer.ts";
import { planBlocks } from "./plan-rows.ts";
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

/** Rows of one file by their physical positions. */
export interface FileRuns {
  readonly file: DataFile;
  /** Ascending, within the file. */
  readonly runs: readonly RowRun[];
  /** As the log has it, by the name under which the column is stored. */
  readonly partitionValue: (key: string) => string | null;
}

interface Projection {
  readonly fields: readonly StructField[];
  /** Names in the schema. */
  readonly partitionColumns: readonly string[];
  readonly columnMapping: ColumnMappingMode;
  /** Columns of the file that are not the table's: found by name, and read behind `fields`. */
  readonly extraFields?: readonly StructField[];
}

interface ProjectedFiles extends Projection {
  readonly files: LiveFiles;
}

export type FileRows =
  | { readonly kind: "rows"; readonly columns: readonly (readonly Value[])[]; readonly runs: readonly RowRun[] }
  /** The file holds another number of rows than it was planned by. */
  | { readonly kind: "miscounted"; readonly rowCount: number };

export interface FileReader {
  read(window: FileWindow, projection: ProjectedFiles, options?: ReadOptions): Promise<FileRows>;
  /** One list of values for each field. No deletion vector is asked for. */
  readRuns(rows: FileRuns, projection: Projection, options?: ReadOptions): Promise<readonly (readonly Value[])[]>;
}

/** Where a column's values come from. */
type ColumnSource =
  | { readonly kind: "constant"; readonly value: Value }
  | {
      readonly kind: "file";
      readonly field: StructField;
      readonly column: TopLevelColumn;
      readonly context: ColumnContext;
    };

export interface FileReaderParts {
  readonly dataFiles: DataFiles;
  readonly vectors: DeletionVectorReader;
  readonly blocks: BlockReader;
}

export function createFileReader({ dataFiles, vectors, blocks }: FileReaderParts): FileReader {
  async function readBlocks(
    opened: OpenedFile,
    sources: readonly ColumnSource[],
    { runs, signal }: { readonly runs: readonly RowRun[] } & ReadOptions,
  ): Promise<readonly (readonly Value[])[]> {
    const wanted = sources.flatMap((source) => (source.kind === "file" ? [source.column] : []));
    const planned = planBlocks(opened.footer, runs);
    const read = await inParallel(planned, async (rows) => {
      const block = wanted.length === 0 ? new Map() : await blocks.read(opened, rows, wanted, { signal });
      return sources.map((source) => readRuns(block, source, rows.runs));
    });
    return sources.map((_, column) => read.flatMap((values) => values[column] ?? []));
  }

  async function readVector(
    { file }: FileWindow,
    { files }: ProjectedFiles,
    options?: ReadOptions,
  ): Promise<RowSet | undefined> {
    const vector = fileDeletionVector(files, file);
    return vector === undefined ? undefined : await vectors.read(vector, filePath(files, file), options);
  }

  return {
    async read(window, projection, options) {
      const { files } = projection;
      const partitionValue = (key: string) => filePartitionValue(files, window.file, key);
      const constants = findConstants(partitionValue, projection);
      const needsFile = fileDeletionVector(files, window.file) !== undefined || constants.includes(undefined);
      const { first, count } = window;
      if (!needsFile) {
        return { kind: "rows", columns: repeatConstants(constants, count), runs: [{ position: first, count }] };
      }
      const [opened, marked] = await Promise.all([
        dataFiles.open(toDataFile(files, window.file), options),
        readVector(window, projection, options),
      ]);
      const { rowCount } = opened.footer;
      if (marked !== undefined) {
        checkWithinFile(marked, rowCount, opened.source.key);
      }
      if (rowCount !== window.physicalRows) {
        return { kind: "miscounted", rowCount };
      }
      const runs = marked === undefined ? [{ position: first, count }] : liveRuns(marked, first, count);
      const sources = findSources(opened, constants, projection);
      return { kind: "rows", columns: await readBlocks(opened, sources, { runs, signal: options?.signal }), runs };
    },
    async readRuns({ file, runs, partitionValue }, projection, options) {
      const constants = findConstants(partitionValue, projection);
      if (!constants.includes(undefined)) {
        return repeatConstants(
          constants,
          runs.reduce((sum, { count }) => sum + count, 0),
        );
      }
      const opened = await dataFiles.open(file, options);
      const sources = findSources(opened, constants, projection);
      return await readBlocks(opened, sources, { runs, signal: options?.signal });
    },
  };
}

type Constant = Extract<ColumnSource, { kind: "constant" }>;

/** Values that need no file: of partition columns (the log wins over a column in the file) and of type void. */
function findConstants(
  partitionValue: FileRuns["partitionValue"],
  { fields, extraFields = [], partitionColumns, columnMapping }: Projection,
): readonly (Constant | undefined)[] {
  const isPartition = createNameIndex(partitionColumns);
  const constants = fields.map((field): Constant | undefined => {
    if (isPartition(field.name) !== undefined) {
      const text = partitionValue(storedName(field, columnMapping));
      return { kind: "constant", value: parsePartitionValue(text, field.type) };
    }
    const isVoid = field.type.kind === "primitive" && field.type.name === "void";
    return isVoid ? { kind: "constant", value: null } : undefined;
  });
  return [...constants, ...extraFields.map(() => undefined)];
}

function repeatConstants(constants: readonly (Constant | undefined)[], count: number): readonly (readonly Value[])[] {
  return constants.map((constant) => new Array<Value>(count).fill(constant?.value ?? null));
}

function findSources(
  opened: OpenedFile,
  constants: readonly (Constant | undefined)[],
  { fields, extraFields = [], columnMapping }: Projection,
): readonly ColumnSource[] {
  const wanted = [
    ...fields.map((field) => ({ field, mapping: columnMapping })),
    ...extraFields.map((field) => ({ field, mapping: "none" as const })),
  ];
  return wanted.map(({ field, mapping }, at) => constants[at] ?? findSource(opened, field, mapping));
}

function findSource(opened: OpenedFile, field: StructField, mapping: ColumnMappingMode): ColumnSource {
  const { source, footer } = opened;
  const column = findColumn(opened, field, mapping);
  const context: ColumnContext = {
    file: source.key,
    path: [field.name],
    leaf: column?.firstLeaf ?? 0,
    mapping,
    findRebase: (leaf) => findRebase(source.key, footer, footer.leaves[leaf]?.physicalType),
  };
  if (column === undefined) {
    createMissingReader({ ...context, path: [] }, field);
    return { kind: "constant", value: null };
  }
  if (column.leafCount === 0) {
    throw unsupportedColumn(context, "a Parquet group without fields");
  }
  return { kind: "file", field, column, context };
}

function readRuns(block: Block, source: ColumnSource, runs: readonly RowRun[]): readonly Value[] {
  const read = source.kind === "constant" ? () => source.value : readerOf(block, source);
  const values: Value[] = [];
  for (const { position, count } of runs) {
    for (let row = position; row < position + count; row += 1) {
      values.push(read(row));
    }
  }
  return values;
}

function readerOf(block: Block, { field, column, context }: Extract<ColumnSource, { kind: "file" }>): ValueReader {
  const decoded = block.get(column.firstLeaf);
  if (decoded === undefined) {
    throw new TableError("Internal", `Cannot read column "${field.name}": it was not decoded`, {
      detail: context.file,
    });
  }
  return createValueReader(context, field.type, decoded.data);
}
