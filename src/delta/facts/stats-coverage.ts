// How far the statistics of data files reach (PROTOCOL.md "Per-file Statistics"): in how many of them a column has bounds
// and a count of nulls. Only columns outside of lists and maps can have any.

import { type ColumnMappingMode, storedName } from "#delta/column-mapping.ts";
import type { StructField, StructType } from "#delta/data-type.ts";
import { type Fields, isFields, valueAt } from "#delta/json-fields.ts";

/** A column that files may have statistics of. */
export interface StatsLeaf {
  /** Logical names from the root on. */
  readonly path: readonly string[];
  /** As the statistics name them. */
  readonly storedPath: readonly string[];
}

/** In how many files. */
export interface LeafCoverage {
  readonly path: readonly string[];
  /** With a smallest and a largest value. */
  readonly bounds: number;
  /** With a count of nulls. */
  readonly nullCounts: number;
  /** Without bounds because every value is null. */
  readonly allNull: number;
}

/** Structs are walked, lists and maps are leaves. Partition columns have their values in the log instead. */
export function statsLeaves(
  schema: StructType,
  {
    columnMapping,
    partitionColumns,
  }: { readonly columnMapping: ColumnMappingMode; readonly partitionColumns: readonly string[] },
): readonly StatsLeaf[] {
  const leaves: StatsLeaf[] = [];
  const walk = (field: StructField, above: StatsLeaf) => {
    const leaf = {
      path: [...above.path, field.name],
      storedPath: [...above.storedPath, storedName(field, columnMapping)],
    };
    if (field.type.kind === "struct") for (const inner of field.type.fields) walk(inner, leaf);
    else leaves.push(leaf);
  };
  const partitions = new Set(partitionColumns.map((name) => name.toLowerCase()));
  for (const field of schema.fields) {
    if (!partitions.has(field.name.toLowerCase())) walk(field, { path: [], storedPath: [] });
  }
  return leaves;
}

export interface CoverageCounter {
  /** The JSON of one file's stats; undefined where it has none. What is malformed counts as none. */
  count(stats: string | undefined): void;
  result(): readonly LeafCoverage[];
}

export function createCoverageCounter(leaves: readonly StatsLeaf[]): CoverageCounter {
  const counts = leaves.map((): Counts => ({ ...NOTHING }));
  return {
    count(text) {
      const stats = text === undefined ? undefined : parse(text);
      if (stats === undefined) return;
      for (const [index, { storedPath }] of leaves.entries()) addFile(counts[index], stats, storedPath);
    },
    result: () => leaves.map(({ path }, index) => ({ path, ...(counts[index] ?? NOTHING) })),
  };
}

interface Counts {
  bounds: number;
  nullCounts: number;
  allNull: number;
}

function addFile(counts: Counts | undefined, stats: Fields, path: readonly string[]): void {
  if (counts === undefined) return;
  const nulls = valueAt(stats.nullCount, path);
  const hasBounds = isThere(valueAt(stats.minValues, path)) && isThere(valueAt(stats.maxValues, path));
  const hasNulls = typeof nulls === "number";
  counts.bounds += hasBounds ? 1 : 0;
  counts.nullCounts += hasNulls ? 1 : 0;
  counts.allNull += !hasBounds && hasNulls && nulls === stats.numRecords ? 1 : 0;
}

const NOTHING: Counts = { bounds: 0, nullCounts: 0, allNull: 0 };

function parse(text: string): Fields | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isFields(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
