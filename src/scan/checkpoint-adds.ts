// The `add` column of a checkpoint (PROTOCOL.md, Checkpoint Schema) as columns of live files.

import type { Data } from "apache-arrow";
import type { DeletionVectorDescriptor } from "#delta/actions.ts";
import { TableError } from "#delta/errors.ts";
import type { AddBatch, AddBatchOptions, Utf8Column } from "#delta/ports.ts";
import type { RowTrackingDefaults } from "#delta/row-tracking.ts";
import { findChild } from "./find-child.ts";
import { gatherLongs, gatherNumbers, gatherUtf8, NO_ROW, presentRows } from "./gather-columns.ts";
import type { ParquetFooter } from "./parquet-footer.ts";
import { isSet } from "./value-reader.ts";

type WantedAdds = Pick<AddBatchOptions, "partitionColumns" | "rowTracking" | "stats">;

/** The leaves that an AddBatch is made of; empty where the checkpoint has no `add` column. */
export function selectAddLeaves(footer: ParquetFooter, options: WantedAdds): readonly number[] {
  return footer.leaves.flatMap(({ path }, leaf) => (isWanted(path, options) ? [leaf] : []));
}

function isWanted([column, field, inner]: readonly string[], options: WantedAdds): boolean {
  if (column !== "add") {
    return false;
  }
  switch (field) {
    case "path":
    case "size":
    case "modificationTime":
    case "deletionVector":
      return true;
    case "partitionValues":
      return options.partitionColumns.length > 0;
    case "baseRowId":
    case "defaultRowCommitVersion":
      return options.rowTracking === true;
    case "stats":
      return options.stats;
    case "stats_parsed":
      return inner === "numRecords";
    default:
      return false;
  }
}

/** `add` is the decoded column. Errors: CorruptCheckpoint. */
export function buildAddBatch(file: string, add: Data, partitionColumns: readonly string[]): AddBatch {
  const rows = presentRows(add);
  const path = required(
    file,
    "add.path",
    mapField(add, "path", (data) => gatherUtf8(data, rows)),
  );
  if (path.valid !== undefined) {
    throw corruptCheckpoint(file, "an add has no path");
  }
  const sizeBytes = required(
    file,
    "add.size",
    mapField(add, "size", (data) => gatherNumbers(data, rows)),
  );
  if (sizeBytes.some(Number.isNaN)) {
    throw corruptCheckpoint(file, "an add has no size");
  }
  const modified = mapField(add, "modificationTime", (data) => gatherNumbers(data, rows));
  return {
    rowCount: rows.length,
    path,
    sizeBytes,
    modificationTimeMs: modified?.map((time) => (Number.isNaN(time) ? 0 : time)) ?? new Float64Array(rows.length),
    partitionValues: gatherPartitionValues(findChild(add, "partitionValues"), rows, partitionColumns),
    stats: mapField(add, "stats", (data) => gatherUtf8(data, rows)),
    numRecords: gatherNumRecords(findChild(add, "stats_parsed"), rows),
    deletionVectors: gatherDeletionVectors(findChild(add, "deletionVector"), rows),
    rowTracking: gatherRowTracking(add, rows),
  };
}

/** Undefined where neither column was decoded. */
function gatherRowTracking(add: Data, rows: Int32Array): RowTrackingDefaults | undefined {
  const baseRowIds = mapField(add, "baseRowId", (data) => gatherLongs(data, rows, -1n));
  const commitVersions = mapField(add, "defaultRowCommitVersion", (data) => gatherLongs(data, rows, -1n));
  if (baseRowIds === undefined && commitVersions === undefined) return undefined;
  const none = new BigInt64Array(rows.length).fill(-1n);
  return { baseRowIds: baseRowIds ?? none, commitVersions: commitVersions ?? none };
}

export function corruptCheckpoint(file: string, reason: string, options?: { cause?: unknown }): TableError {
  return new TableError("CorruptCheckpoint", `Cannot read checkpoint ${file}: ${reason}`, { file, reason }, options);
}

function required<T>(file: string, field: string, value: T | undefined): T {
  if (value === undefined) {
    throw corruptCheckpoint(file, `${field} is missing or of another type`);
  }
  return value;
}

function mapField<T>(struct: Data, name: string, map: (data: Data) => T): T | undefined {
  const field = findChild(struct, name);
  return field === undefined ? undefined : map(field);
}

function gatherNumRecords(statsParsed: Data | undefined, rows: Int32Array): Float64Array | undefined {
  return statsParsed && mapField(statsParsed, "numRecords", (data) => gatherNumbers(data, rows));
}

/** A map's entries as one column per wanted key. */
function gatherPartitionValues(
  map: Data | undefined,
  rows: Int32Array,
  columns: readonly string[],
): ReadonlyMap<string, Utf8Column> {
  const [keys, values] = map?.children[0]?.children ?? [];
  if (map === undefined || keys === undefined || values === undefined) {
    return new Map();
  }
  const entries = findEntries(map, keys, { rows, columns });
  return new Map(
    columns.flatMap((column, index) => {
      const chosen = entries[index];
      const gathered = chosen && gatherUtf8(values, chosen);
      return gathered === undefined ? [] : [[column, gathered]];
    }),
  );
}

interface Wanted {
  readonly rows: Int32Array;
  readonly columns: readonly string[];
}

/** For each wanted column the index of its entry in each row. */
function findEntries(map: Data, keys: Data, { rows, columns }: Wanted): readonly Int32Array[] {
  const found = columns.map(() => new Int32Array(rows.length).fill(NO_ROW));
  const mapOffsets = map.valueOffsets as Int32Array;
  const findColumn = createColumnFinder(keys, columns);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const start = mapOffsets[row] ?? 0;
    const end = mapOffsets[row + 1] ?? 0;
    for (let entry = start; entry < end; entry += 1) {
      const entries = found[findColumn(entry, entry - start)];
      if (entries !== undefined) {
        entries[index] = entry;
      }
    }
  }
  return found;
}

/** The column that an entry's key names, -1 for another. Writers keep one order: the last one at this place comes first. */
function createColumnFinder(keys: Data, columns: readonly string[]): (entry: number, place: number) => number {
  const encoder = new TextEncoder();
  const names = columns.map((column) => encoder.encode(column));
  const bytes = keys.values as Uint8Array;
  const offsets = keys.valueOffsets as Int32Array;
  const columnAt: number[] = [];

  function isNamed(entry: number, name: Uint8Array | undefined): boolean {
    const start = offsets[entry] ?? 0;
    if (name === undefined || (offsets[entry + 1] ?? 0) - start !== name.length) {
      return false;
    }
    for (let index = 0; index < name.length; index += 1) {
      if (bytes[start + index] !== name[index]) {
        return false;
      }
    }
    return true;
  }

  return (entry, place) => {
    const likely = columnAt[place] ?? -1;
    if (likely >= 0 && isNamed(entry, names[likely])) {
      return likely;
    }
    const column = names.findIndex((name) => isNamed(entry, name));
    columnAt[place] = column;
    return column;
  };
}

/** Writers leave the struct null, or fill it with nulls and an empty `storageType`. */
function gatherDeletionVectors(
  vectors: Data | undefined,
  rows: Int32Array,
): ReadonlyMap<number, DeletionVectorDescriptor> {
  const found = new Map<number, DeletionVectorDescriptor>();
  if (vectors === undefined || vectors.nullCount === vectors.length) {
    return found;
  }
  const bitmap = vectors.nullCount === 0 ? undefined : vectors.nullBitmap;
  rows.forEach((row, index) => {
    if (bitmap === undefined || bitmap === null || isSet(bitmap, vectors.offset + row)) {
      const descriptor = readDescriptor(vectors, row);
      if (descriptor !== undefined) {
        found.set(index, descriptor);
      }
    }
  });
  return found;
}

function readDescriptor(vectors: Data, row: number): DeletionVectorDescriptor | undefined {
  const at = Int32Array.of(row);
  const text = (name: string) => mapField(vectors, name, (data) => decodeFirst(gatherUtf8(data, at))) ?? "";
  const number = (name: string) => mapField(vectors, name, (data) => gatherNumbers(data, at))?.[0] ?? Number.NaN;
  const storageType = text("storageType");
  if (storageType === "") {
    return undefined;
  }
  const offset = number("offset");
  return {
    storageType,
    pathOrInlineDv: text("pathOrInlineDv"),
    sizeInBytes: number("sizeInBytes"),
    cardinality: number("cardinality"),
    ...(Number.isNaN(offset) ? {} : { offset }),
  };
}

function decodeFirst(column: Utf8Column | undefined): string {
  return column === undefined
    ? ""
    : new TextDecoder().decode(column.bytes.subarray(column.offsets[0], column.offsets[1]));
}
