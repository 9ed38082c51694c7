import type { DataType } from "#delta/data-type.ts";
import { typeText } from "#delta/schema.ts";
import type { CellTone, GridCell } from "#ui/DataGrid/grid-model.ts";
import type { CellValue } from "#worker/worker-api.ts";
import { formatValue, isCut } from "./format-value.ts";

/** Cells that are the same wherever they stand: the grid can then tell that nothing changed. */
const NULL_CELL: GridCell = { text: "null", tone: "null" };
const EMPTY_CELL: GridCell = { text: '""', tone: "empty", title: "An empty string" };

export function toGridCell(value: CellValue, type: DataType): GridCell {
  if (value === null) return NULL_CELL;
  if (value === "") return EMPTY_CELL;
  return { text: formatValue(value, type), tone: toneOf(value, type) };
}

function toneOf(value: CellValue, type: DataType): CellTone {
  const whole = isCut(value) ? value.head : value;
  if (typeof whole === "number" && Number.isNaN(whole)) return "nan";
  if (type.kind === "struct" || type.kind === "array" || type.kind === "map") return "nested";
  if (whole instanceof Uint8Array) return "binary";
  return isNumeric(type) ? "number" : "text";
}

/** Numbers stand at the right, digit under digit. */
export function isNumeric(type: DataType): boolean {
  if (type.kind === "decimal") return true;
  return type.kind === "primitive" && ["long", "integer", "short", "byte", "float", "double"].includes(type.name);
}

/** The type as a header has room for: `struct` rather than all of its fields. */
export function shortType(type: DataType): string {
  return type.kind === "struct" || type.kind === "array" || type.kind === "map" ? type.kind : typeText(type);
}
