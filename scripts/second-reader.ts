// npm run second-reader -- <folder of tables> [--only <part of a name>]
// Holds the cells of all data files against hyparquet, on tables whose rows are those of their files: without deletion
// vectors, column mapping and type widening. Ends with counts; exit code 1 for any difference.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { listExpectations } from "./conformance/expectations.ts";
import { compareTable } from "./second-reader/compare-table.ts";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: "string" } } });
const folder = positionals[0];
if (folder === undefined || !existsSync(resolve(folder, "tables"))) {
  console.error("Usage: npm run second-reader -- <folder with tables/> [--only name]");
  process.exit(2);
}

const counts = { tables: 0, files: 0, cells: 0, exceptions: 0, differences: 0, left: 0 };
for (const { name, folder: table } of listExpectations(resolve(folder)).filter((each) =>
  each.name.includes(values.only ?? ""),
)) {
  const { left, files, cells, exceptions, differences } = await compareTable(table);
  if (left !== undefined) {
    counts.left += 1;
    console.log(`left     ${name}: ${left}`);
    continue;
  }
  counts.tables += 1;
  counts.files += files;
  counts.cells += cells;
  counts.exceptions += exceptions.length;
  counts.differences += differences.length;
  console.log(`${differences.length === 0 ? "equal   " : "DIFFERS "} ${name}: ${files} files, ${cells} cells`);
  for (const exception of exceptions) console.log(`         not compared: ${exception}`);
  for (const difference of differences) console.log(`         differs: ${difference}`);
}
const { tables, files, cells, exceptions, differences, left } = counts;
console.log(
  `${tables} tables, ${files} files and ${cells} cells compared, ${left} tables left out, ${exceptions} exceptions, ${differences} differences`,
);
if (differences > 0 || cells === 0) process.exit(1);
