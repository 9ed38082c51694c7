// Data skipping: which files of a snapshot can hold a row that a condition matches. Never wrong: a file is left out only
// where its partition values or its statistics prove that none of its rows does.

import { storedName } from "#delta/column-mapping.ts";
import type { DataType, StructField, StructType } from "#delta/data-type.ts";
import { fileCount, fileNumRecords, filePartitionValue, fileStats, type LiveFiles } from "#delta/live-files.ts";
import { parsePartitionValue } from "#delta/partition-values.ts";
import type { SnapshotHeader } from "#delta/snapshot.ts";
import { comparableKind, toComparable } from "./comparable.ts";
import { readFileStats } from "./file-stats.ts";
import { type ColumnBounds, type FindBounds, mayBeTrue } from "./outcomes.ts";
import type { ColumnPath, Predicate } from "./predicate.ts";

export type SkippingTable = Pick<SnapshotHeader, "schema" | "partitionColumns" | "columnMapping">;

/** The positions of the files that may hold a matching row, ascending. */
export function mayMatch(files: LiveFiles, table: SkippingTable, predicate: Predicate): readonly number[] {
  const test = createFileTest(files, table, predicate);
  return Array.from({ length: fileCount(files) }, (_, index) => index).filter(test);
}

/** Of one file after the other. */
function createFileTest(files: LiveFiles, table: SkippingTable, predicate: Predicate): (index: number) => boolean {
  const find = createColumnFinder(table);
  const partitions = createPartitionBounds(files);

  function partitionBounds(index: number): FindBounds {
    return (path) => {
      const column = find(path);
      return column?.isPartition ? partitions(index, column) : undefined;
    };
  }

  function allBounds(index: number, text: string): FindBounds {
    const stats = readFileStats(text, fileNumRecords(files, index));
    return (path) => {
      const column = find(path);
      if (column === undefined) return undefined;
      return column.isPartition ? partitions(index, column) : stats.bounds(column.stored, column.field);
    };
  }

  return (index) => {
    if (fileNumRecords(files, index) === 0) return false;
    // Partition values cost nothing; statistics are parsed only for what those leave.
    if (table.partitionColumns.length > 0 && !mayBeTrue(predicate, partitionBounds(index))) return false;
    const text = fileStats(files, index);
    return text === undefined || mayBeTrue(predicate, allBounds(index, text));
  };
}

interface FoundColumn {
  readonly field: StructField;
  /** The names in statistics and partition values. */
  readonly stored: readonly string[];
  readonly isPartition: boolean;
}

function createColumnFinder(table: SkippingTable): (path: ColumnPath) => FoundColumn | undefined {
  const partitionColumns = new Set(table.partitionColumns.map((name) => name.toLowerCase()));
  const found = new Map<string, FoundColumn | undefined>();
  return (path) => {
    const key = path.join("\0");
    if (!found.has(key)) found.set(key, resolve(table, path, partitionColumns));
    return found.get(key);
  };
}

function resolve(
  { schema, columnMapping }: SkippingTable,
  path: ColumnPath,
  partitionColumns: ReadonlySet<string>,
): FoundColumn | undefined {
  const stored: string[] = [];
  let type: DataType = schema;
  let field: StructField | undefined;
  for (const name of path) {
    field = type.kind === "struct" ? findByName(type, name) : undefined;
    if (field === undefined) return undefined;
    stored.push(storedName(field, columnMapping));
    type = field.type;
  }
  const isPartition = path.length === 1 && partitionColumns.has(field?.name.toLowerCase() ?? "");
  return field === undefined ? undefined : { field, stored, isPartition };
}

/** As written, else ignoring case where that is one column. */
function findByName({ fields }: StructType, name: string): StructField | undefined {
  const exact = fields.find((field) => field.name === name);
  if (exact !== undefined) return exact;
  const [only, more] = fields.filter((field) => field.name.toLowerCase() === name.toLowerCase());
  return more === undefined ? only : undefined;
}

/** Many files share a partition value: each is parsed once. */
function createPartitionBounds(files: LiveFiles): (index: number, column: FoundColumn) => ColumnBounds | undefined {
  const parsed = new Map<string, ColumnBounds | undefined>();
  return (index, { field, stored }) => {
    const [name = ""] = stored;
    const text = filePartitionValue(files, index, name);
    const key = `${name}\0${text ?? "\0"}`;
    if (!parsed.has(key)) parsed.set(key, boundsOfValue(text, field.type));
    return parsed.get(key);
  };
}

function boundsOfValue(text: string | null, type: DataType): ColumnBounds | undefined {
  const kind = comparableKind(type);
  try {
    const value = parsePartitionValue(text, type);
    if (value === null) return { kind, min: undefined, max: undefined, mayBeNull: true, mayBePresent: false };
    const exact = kind && toComparable(value, kind);
    return { kind, min: exact, max: exact, mayBeNull: false, mayBePresent: true };
  } catch {
    // The rows of such a file can't be read either: whoever reads it tells why.
    return undefined;
  }
}
