import { useCallback, useEffect, useMemo, useRef } from "react";
import type { PlacedColumn } from "./column-layout.ts";
import { isLoaded } from "./fetch-queue.ts";
import { fitWidth } from "./fit-width.ts";
import type { GridModel, GridRange } from "./grid-model.ts";
import type { RowSpan } from "./use-scroller.ts";

const WIDEST_FIRST_PX = 320;

interface AutoFitOptions {
  readonly model: GridModel;
  readonly range: GridRange;
  readonly revision: number;
  readonly columns: readonly PlacedColumn[];
  readonly readVisibleRows: () => RowSpan;
  readonly setWidths: (widths: Readonly<Record<string, number>>) => void;
}

/** Widens columns once, when the first rows of a set of columns are there; and gives the way to fit one at any time. */
export function useAutoFit(options: AutoFitOptions): (placed: PlacedColumn) => void {
  const { model, range, revision, columns, readVisibleRows, setWidths } = options;
  const key = useMemo(
    () => model.columns.map(({ id, typeLabel }) => `${id}\u0000${typeLabel}`).join("\u0001"),
    [model.columns],
  );
  const fitted = useRef("");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision is when cells arrive
  useEffect(() => {
    if (fitted.current === key || range.rowEnd === 0 || !isLoaded(model, range)) return;
    fitted.current = key;
    const free = columns.filter(({ column }) => column.initialWidth === undefined);
    const fits = free.map((placed): [string, number] => [
      placed.column.id,
      Math.max(placed.width, Math.min(WIDEST_FIRST_PX, fitWidth(placed, model, readVisibleRows()))),
    ]);
    setWidths(Object.fromEntries(fits));
  }, [key, model, range, revision, columns, readVisibleRows, setWidths]);

  return useCallback(
    (placed: PlacedColumn) => setWidths({ [placed.column.id]: fitWidth(placed, model, readVisibleRows()) }),
    [model, readVisibleRows, setWidths],
  );
}
