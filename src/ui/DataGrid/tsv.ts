import type { GridModel, GridRange } from "./grid-model.ts";

/** A window as tab-separated text, as spreadsheets read it; one cell alone is its bare text. Null is nothing. */
export async function readTsv(model: GridModel, range: GridRange, signal: AbortSignal): Promise<string> {
  await model.fetch(range, signal);
  const rows: string[] = [];
  for (let row = range.rowStart; row < range.rowEnd; row++) {
    rows.push(range.columns.map((column) => textOf(model, row, column)).join("\t"));
  }
  const isOneCell = rows.length === 1 && range.columns.length === 1;
  return isOneCell ? rawTextOf(model, range.rowStart, range.columns[0] ?? 0) : rows.join("\n");
}

function textOf(model: GridModel, row: number, column: number): string {
  const text = rawTextOf(model, row, column);
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function rawTextOf(model: GridModel, row: number, column: number): string {
  const cell = model.getCell(row, column);
  if (!cell) throw new Error(`Cannot copy row ${row + 1}: it is not loaded`);
  return cell.tone === "null" || cell.tone === "empty" ? "" : cell.text;
}
