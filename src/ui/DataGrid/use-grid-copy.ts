import { useCallback } from "react";
import { announce } from "#ui/announce.ts";
import { formatCount } from "#ui/format.ts";
import { showToast } from "#ui/toasts.ts";
import { copyText } from "#ui/use-copy.ts";
import type { ColumnLayout } from "./column-layout.ts";
import type { GridModel, GridRange } from "./grid-model.ts";
import { type GridSelection, HEADER_ROW, rectangleOf } from "./grid-selection.ts";
import { readTsv } from "./tsv.ts";

/** More cells than this are refused: a clipboard of a billion cells is a mistake, and an export is the way. */
const MAX_COPIED_CELLS = 250_000;

/** Copies what is selected as tab-separated text, or the focused column's name. */
export function useGridCopy(
  model: GridModel,
  layout: ColumnLayout,
  selection: GridSelection,
  onCopy: ((range: GridRange) => Promise<string>) | undefined,
): () => Promise<void> {
  return useCallback(async () => {
    if (selection.focus.row === HEADER_ROW) {
      const name = layout.columns[selection.focus.column]?.column.name ?? "";
      return copyAndSay(name, "Copied the column's name");
    }
    const range = toRange(selection, layout);
    const count = (range.rowEnd - range.rowStart) * range.columns.length;
    if (count > MAX_COPIED_CELLS) {
      showToast({
        title: `Not copied: ${formatCount(count)} cells are selected`,
        detail: `Up to ${formatCount(MAX_COPIED_CELLS)} cells fit the clipboard. Select fewer rows or columns.`,
        tone: "error",
      });
      return;
    }
    const read = onCopy ?? ((wanted: GridRange) => readTsv(model, wanted, new AbortController().signal));
    return copyAndSay(() => read(range), count === 1 ? "Copied the cell" : `Copied ${formatCount(count)} cells`);
  }, [model, layout, selection, onCopy]);
}

function toRange(selection: GridSelection, layout: ColumnLayout): GridRange {
  const { rowFirst, rowLast, columnFirst, columnLast } = rectangleOf(selection);
  const columns = layout.columns.slice(columnFirst, columnLast + 1).map(({ index }) => index);
  return { rowStart: rowFirst, rowEnd: rowLast + 1, columns };
}

async function copyAndSay(text: string | (() => Promise<string>), said: string): Promise<void> {
  try {
    await copyText(text);
    announce(said);
  } catch (error) {
    const detail = error instanceof Error ? { detail: error.message } : {};
    showToast({ title: "Not copied", ...detail, tone: "error" });
  }
}
