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

const tallFileRows = 20_000;
const tallFiles = 3;
export const tallRowCount = tallFileRows * tallFiles;

/** Three files; column `id` counts the rows through all of them. */
export function buildTall(): TableObjects {
  const files = Array.from({ length: tallFiles }, (_, part) =>
    dataFile(`part-0000${part}.parquet`, tallColumns(part * tallFileRows)),
  );
  return buildTable([{ operation: "WRITE", columns: noLabels, add: files }]);
}

const noLabels: TableColumns = { id: [[], new Int64()], label: [[], new Utf8()] };

function tallColumns(firstId: number): TableColumns {
  const ids = Array.from({ length: tallFileRows }, (_, row) => firstId + row);
  return { id: [ids.map(BigInt), new Int64()], label: [ids.map((id) => `row ${id}`), new Utf8()] };
}
