// A plain table of seven versions, small enough to know every row of it.

import { Decimal, Float64, Int64, TimestampMicrosecond, Utf8 } from "apache-arrow";
import { buildTable, dataFile, firstCommitMs, type TableColumns, type TableObjects } from "./delta-table.ts";

const cities = ["Lisbon", "Porto", "Paris", "Lyon", "Berlin"];

interface TripOptions {
  readonly from: number;
  readonly count: number;
  /** Added to each fare, in hundredths. */
  readonly surcharge?: number;
  readonly withTip?: boolean;
}

/** Trips `from` to `from + count - 1`; trip 7's city is the eighth of the list, cyclic. */
function trips({ from, count, surcharge = 0, withTip = false }: TripOptions): TableColumns {
  const ids = Array.from({ length: count }, (_, index) => from + index);
  const fares = ids.map((id) => BigInt(500 + id * 3 + surcharge));
  return {
    trip_id: [ids.map(BigInt), new Int64()],
    city: [ids.map((id) => cities[id % cities.length]), new Utf8()],
    fare: [fares.map(decimalWords), new Decimal(2, 10, 128)],
    distance_km: [ids.map((id) => id / 8), new Float64()],
    requested_at: [ids.map((id) => firstCommitMs + id * 60_000), new TimestampMicrosecond("UTC")],
    note: [ids.map((id) => (id % 3 === 0 ? null : `trip number ${id}`)), new Utf8()],
    ...(withTip ? { tip: [ids.map((id) => id / 4), new Float64()] } : {}),
  };
}

/** A decimal's unscaled value as Arrow's builder takes it. */
export function decimalWords(unscaled: bigint): Uint32Array {
  const bits = BigInt.asUintN(128, unscaled);
  return Uint32Array.from([0n, 32n, 64n, 96n], (shift) => Number((bits >> shift) & 0xffffffffn));
}

/** Rows of versions 0 to 6, in this order. */
export const tripRows: readonly number[] = [40, 70, 70, 60, 60, 60, 85];

export const tripFiles = {
  first: dataFile("part-00000-first.parquet", trips({ from: 0, count: 40 })),
  second: dataFile("part-00001-second.parquet", trips({ from: 40, count: 30 })),
  dearer: dataFile("part-00002-dearer.parquet", trips({ from: 40, count: 30, surcharge: 1000 })),
  fewer: dataFile("part-00003-fewer.parquet", trips({ from: 0, count: 30 })),
  compacted: dataFile("part-00004-compacted.parquet", trips({ from: 10, count: 60 })),
  tipped: dataFile("part-00005-tipped.parquet", trips({ from: 100, count: 25, withTip: true })),
};

export function buildTrips(): TableObjects {
  const { first, second, dearer, fewer, compacted, tipped } = tripFiles;
  return buildTable([
    { operation: "CREATE TABLE AS SELECT", columns: trips({ from: 0, count: 0 }), add: [first] },
    { operation: "WRITE", add: [second] },
    { operation: "UPDATE", remove: [second], add: [dearer] },
    { operation: "DELETE", remove: [first], add: [fewer] },
    { operation: "OPTIMIZE", remove: [dearer, fewer], add: [compacted], dataChange: false },
    { operation: "ADD COLUMNS", columns: trips({ from: 0, count: 0, withTip: true }) },
    { operation: "WRITE", add: [tipped] },
  ]);
}
