// A data file larger than what is read whole without asking.

import { Int64, Utf8 } from "apache-arrow";
import { buildTable, dataFile, type TableColumns, type TableObjects } from "./delta-table.ts";

const rowCount = 40;
const textLength = 1_000_000;

/** Column `id` counts the rows; each text is another million characters. */
export function buildLarge(): TableObjects {
  const ids = Array.from({ length: rowCount }, (_, row) => row);
  const columns: TableColumns = {
    id: [ids.map(BigInt), new Int64()],
    text: [ids.map((id) => String.fromCharCode(65 + id).repeat(textLength)), new Utf8()],
  };
  return buildTable([{ operation: "WRITE", columns, add: [dataFile("part-00000.parquet", columns)] }]);
}
