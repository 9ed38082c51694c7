// Tables at the edges of what a grid can be asked to show.

import { Int64, Utf8 } from "apache-arrow";
import { buildTable, dataFile, type TableColumns, type TableObjects } from "./delta-table.ts";

const noRows: TableColumns = { id: [[], new Int64()], city: [[], new Utf8()] };

/** One file, and no row in it. */
export function buildZeroRows(): TableObjects {
  return buildTable([{ operation: "WRITE", columns: noRows, add: [dataFile("part-00000.parquet", noRows)] }]);
}

/** A schema, and nothing written yet; version 1 holds a row. */
export function buildZeroFiles(): TableObjects {
  return buildTable([{ operation: "CREATE TABLE", columns: noRows }]);
}

export function buildOneRow(): TableObjects {
  const columns: TableColumns = { id: [[7n], new Int64()], city: [["Porto"], new Utf8()] };
  return buildTable([{ operation: "WRITE", columns, add: [dataFile("part-00000.parquet", columns)] }]);
}

export const wideColumnCount = 2000;

/** Columns `c0000` to `c1999`; row r of column c holds `c * 1000 + r`. */
export function buildWide(): TableObjects {
  const columns: TableColumns = Object.fromEntries(
    Array.from({ length: wideColumnCount }, (_, column) => [
      `c${String(column).padStart(4, "0")}`,
      [Array.from({ length: 20 }, (_, row) => BigInt(column * 1000 + row)), new Int64()],
    ]),
  );
  return buildTable([{ operation: "WRITE", columns, add: [dataFile("part-00000.parquet", columns)] }]);
}

export const tallRowCount = 60_000;

/** Column `id` holds the row's position. */
export function buildTall(): TableObjects {
  const ids = Array.from({ length: tallRowCount }, (_, row) => row);
  const columns: TableColumns = {
    id: [ids.map(BigInt), new Int64()],
    label: [ids.map((id) => `row ${id}`), new Utf8()],
  };
  return buildTable([{ operation: "WRITE", columns, add: [dataFile("part-00000.parquet", columns)] }]);
}
