import type { PlacedColumn } from "./column-layout.ts";
import { toDisplayParts } from "./display-text.ts";
import type { GridModel } from "./grid-model.ts";

const PADDING_PX = 23;
const MAX_FITTED_PX = 640;

let context: CanvasRenderingContext2D | null | undefined;

/** The width that shows a column's name, type and the cells of some rows whole. Measured on a canvas, without layout. */
export function fitWidth(
  { column, index }: PlacedColumn,
  model: GridModel,
  rows: { readonly start: number; readonly end: number },
): number {
  const style = getComputedStyle(document.documentElement);
  const ui = style.getPropertyValue("--font-ui");
  const mono = style.getPropertyValue("--font-mono");
  const head = textWidth(column.name, `550 12px ${ui}`) + textWidth(column.typeLabel, `400 10.5px ${mono}`) + 10;
  let widest = head;
  for (let row = rows.start; row < rows.end; row++) {
    const cell = model.getCell(row, index);
    if (!cell) continue;
    const text = toDisplayParts(cell.text)
      .map((part) => part.text)
      .join("");
    widest = Math.max(widest, textWidth(text, cell.tone === "binary" ? `400 12px ${mono}` : `400 13px ${ui}`));
  }
  return Math.ceil(Math.min(MAX_FITTED_PX, widest + PADDING_PX));
}

function textWidth(text: string, font: string): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return text.length * 7;
  context.font = font;
  return context.measureText(text).width;
}
