// One data file of a rides table, and the statistics that a writer would log for it.

import { toArrowData } from "./arrow-columns.ts";
import { type ColumnRecipe, type RawValue, toStatsJson } from "./column-recipes.ts";
import { type ParquetOptions, toParquet } from "./parquet-file.ts";
import { createRandom, type Random } from "./random.ts";

export interface RidesFile {
  readonly bytes: Uint8Array;
  /** JSON text, as in `add.stats`. */
  readonly stats: string;
}

export interface RidesFileRecipe {
  readonly columns: readonly ColumnRecipe[];
  readonly firstRow: number;
  readonly rowCount: number;
  readonly seed: number;
  readonly parquet: ParquetOptions;
}

const poolSize = 40;

interface Bounds {
  readonly column: ColumnRecipe;
  readonly minimum: RawValue;
  readonly maximum: RawValue;
  readonly nullCount: number;
}

export function buildRidesFile({ columns, firstRow, rowCount, seed, parquet }: RidesFileRecipe): RidesFile {
  const random = createRandom(seed);
  const drawn = columns.map((column) => {
    const values = Array.from({ length: rowCount }, (_, row) => column.value(firstRow + row, random));
    return { column, values };
  });
  const batch = drawn.map(({ column, values }) => ({ name: column.name, data: toArrowData(column.type, values) }));
  const bounds = drawn.map(({ column, values }) => boundsOf(column, values));
  return { bytes: toParquet([batch], parquet), stats: toStats(rowCount, bounds) };
}

/**
 * Statistics of files that nobody wrote: bounds of the same kind and width as real ones. Columns that do not grow with
 * the row take theirs from a pool, as the extremes of thousands of random values are much alike from file to file.
 */
export function createStatsDrawer(columns: readonly ColumnRecipe[], random: Random): (rowCount: number) => string {
  const pools = columns.map((column) => Array.from({ length: poolSize }, () => drawBounds(column, 0, random)));
  return (rowCount) => {
    const firstRow = Math.floor(random() * 1e9);
    const bounds = columns.map((column, index): Bounds => {
      const pooled = pools[index]?.[Math.floor(random() * poolSize)];
      if (pooled && !column.growsWithRow) return pooled;
      const ends = [column.value(firstRow, random), column.value(firstRow + rowCount, random)];
      return boundsOf(column, ends);
    });
    return toStats(rowCount, bounds);
  };
}

function drawBounds(column: ColumnRecipe, firstRow: number, random: Random): Bounds {
  return boundsOf(
    column,
    Array.from({ length: 300 }, (_, row) => column.value(firstRow + row, random)),
  );
}

function boundsOf(column: ColumnRecipe, values: readonly RawValue[]): Bounds {
  let minimum: RawValue;
  let maximum: RawValue;
  let nullCount = 0;
  for (const value of values) {
    if (value === undefined) nullCount += 1;
    else {
      if (minimum === undefined || value < minimum) minimum = value;
      if (maximum === undefined || value > maximum) maximum = value;
    }
  }
  return { column, minimum, maximum, nullCount };
}

function toStats(rowCount: number, bounds: readonly Bounds[]): string {
  // A boolean has no bounds in Delta's statistics, and a column of nulls none either.
  const bounded = bounds.filter(({ column, minimum }) => column.type !== "boolean" && minimum !== undefined);
  const join = (end: "minimum" | "maximum") =>
    bounded.map((of) => `"${of.column.name}":${toStatsJson(of.column.type, of[end] ?? "")}`).join(",");
  const nulls = bounds.map(({ column, nullCount }) => `"${column.name}":${nullCount}`).join(",");
  return `{"numRecords":${rowCount},"minValues":{${join("minimum")}},"maxValues":{${join("maximum")}},"nullCount":{${nulls}}}`;
}
