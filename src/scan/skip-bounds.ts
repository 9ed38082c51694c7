// Statistics of a column chunk as bounds of the table's type. Where the meaning of a bound depends on a writer that may
// have erred, or on a conversion that moves values, there is none.

import type { SchemaElement } from "hyparquet";
import type { DataType, StructField } from "#delta/data-type.ts";
import { type Comparable, comparableKind, compare } from "#delta/skipping/comparable.ts";
import type { ColumnBounds } from "#delta/skipping/outcomes.ts";
import { readTextBound } from "#delta/skipping/text-bound.ts";
import { type BoundReader, createBoundReader } from "./skip-bound-reader.ts";
import type { ChunkStatistics } from "./skip-statistics.ts";

export interface BoundsContext {
  readonly field: StructField;
  readonly element: SchemaElement;
  /** The column lies in a struct, which may be null itself. */
  readonly isNested: boolean;
  /** Values are moved to another calendar when they are read. */
  readonly isRebased: boolean;
  readonly createdBy: string | undefined;
  readonly rowCount: number;
}

export function toBounds(statistics: ChunkStatistics | undefined, context: BoundsContext): ColumnBounds {
  const range = rangeOf(statistics, context);
  return { kind: comparableKind(context.field.type), ...range, ...nullsOf(statistics, range, context) };
}

type Range = Pick<ColumnBounds, "min" | "max">;

const NO_RANGE: Range = { min: undefined, max: undefined };

function rangeOf(statistics: ChunkStatistics | undefined, context: BoundsContext): Range {
  const read = statistics === undefined ? undefined : findReader(statistics, context);
  if (statistics === undefined || read === undefined) {
    return NO_RANGE;
  }
  const { type } = context.field;
  const min = boundOf(statistics.min, read, { side: "min", type });
  const max = boundOf(statistics.max, read, { side: "max", type });
  return min !== undefined && max !== undefined && compare(min, max) > 0 ? NO_RANGE : { min, max };
}

function boundOf(
  bytes: Uint8Array | undefined,
  read: BoundReader,
  { side, type }: { readonly side: "min" | "max"; readonly type: DataType },
): Comparable | undefined {
  const bound = bytes && read(bytes, side);
  return typeof bound === "string" ? readTextBound(bound, type, side) : bound;
}

function findReader(
  { isOldForm }: ChunkStatistics,
  { field, element, isRebased, createdBy }: BoundsContext,
): BoundReader | undefined {
  const isInteger = element.type === "INT32" || element.type === "INT64";
  // A collation orders strings in a way that bounds do not follow; old bounds follow bytes as if they were signed.
  if (field.metadata.has("__COLLATIONS") || (isOldForm && !isInteger)) {
    return undefined;
  }
  // Not timestamp_ntz, which is never rebased.
  if (isRebased && field.type.kind === "primitive" && (field.type.name === "date" || field.type.name === "timestamp")) {
    return undefined;
  }
  // Several writers compare decimals in bytes as if they were unsigned: parquet-cpp before 4, parquet-rs, parquet-go.
  if (field.type.kind === "decimal" && !isInteger && createdBy?.startsWith("parquet-mr version ") !== true) {
    return undefined;
  }
  return createBoundReader(field.type, element);
}

/**
 * Old parquet-rs counts no nulls in a chunk of nothing else (apache/arrow-rs#306): a count of none needs a bound beside
 * it. Of nested columns writers differ on whether rows count whose struct is null.
 */
function nullsOf(
  statistics: ChunkStatistics | undefined,
  { min, max }: Range,
  { element, isNested, rowCount }: BoundsContext,
): Pick<ColumnBounds, "mayBeNull" | "mayBePresent"> {
  if (element.repetition_type === "REQUIRED" && !isNested) {
    return { mayBeNull: false, mayBePresent: true };
  }
  const nullCount = statistics?.nullCount;
  if (nullCount === undefined || !(nullCount >= 0 && nullCount <= rowCount)) {
    return { mayBeNull: true, mayBePresent: true };
  }
  const isNone = nullCount === 0 && (min !== undefined || max !== undefined) && !isNested;
  return { mayBeNull: !isNone, mayBePresent: nullCount < rowCount };
}
