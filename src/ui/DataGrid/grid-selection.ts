/** A place in the grid as it is laid out: `column` counts the visible columns, row -1 is the header. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** The focused cell, and the other corner of the range where there is one. */
export interface GridSelection {
  readonly focus: GridPlace;
  readonly anchor: GridPlace;
}

/** Both ends included. */
export interface GridRectangle {
  readonly rowFirst: number;
  readonly rowLast: number;
  readonly columnFirst: number;
  readonly columnLast: number;
}

export interface GridBounds {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Whole rows in sight, for the page keys. */
  readonly pageRows: number;
}

export interface GridKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export const HEADER_ROW = -1;

export function selectCell(place: GridPlace): GridSelection {
  return { focus: place, anchor: place };
}

export function rectangleOf({ focus, anchor }: GridSelection): GridRectangle {
  return {
    rowFirst: Math.min(focus.row, anchor.row),
    rowLast: Math.max(focus.row, anchor.row),
    columnFirst: Math.min(focus.column, anchor.column),
    columnLast: Math.max(focus.column, anchor.column),
  };
}

export function isRange({ focus, anchor }: GridSelection): boolean {
  return focus.row !== anchor.row || focus.column !== anchor.column;
}

/** The selection kept within a grid that has shrunk. */
export function clampSelection(selection: GridSelection, bounds: GridBounds): GridSelection {
  const focus = clampPlace(selection.focus, bounds);
  const anchor = clampPlace(selection.anchor, bounds);
  const same = focus.row === selection.focus.row && focus.column === selection.focus.column;
  return same && anchor.row === selection.anchor.row && anchor.column === selection.anchor.column
    ? selection
    : { focus, anchor };
}

/** The selection after a key, undefined where the key is none of the grid's. */
export function moveByKey(selection: GridSelection, key: GridKey, bounds: GridBounds): GridSelection | undefined {
  if (key.altKey || bounds.columnCount === 0) return undefined;
  const jump = key.ctrlKey || key.metaKey;
  if (jump && key.key.toLowerCase() === "a" && !key.shiftKey) return selectAll(selection, bounds);
  const moved = moveFocus(selection.focus, key.key, jump, bounds);
  if (!moved) return undefined;
  const extends_ = key.shiftKey && selection.focus.row !== HEADER_ROW;
  const focus = clampPlace(extends_ && moved.row < 0 ? { ...moved, row: 0 } : moved, bounds);
  return extends_ ? { focus, anchor: selection.anchor } : selectCell(focus);
}

function selectAll(selection: GridSelection, { rowCount, columnCount }: GridBounds): GridSelection {
  if (rowCount === 0) return selection;
  return { focus: { row: rowCount - 1, column: columnCount - 1 }, anchor: { row: 0, column: 0 } };
}

function moveFocus(from: GridPlace, key: string, jump: boolean, bounds: GridBounds): GridPlace | undefined {
  const ends = { firstRow: 0, lastRow: bounds.rowCount - 1, lastColumn: bounds.columnCount - 1 };
  const move = (jump ? JUMPS[key] : undefined) ?? STEPS[key];
  return move?.(from, ends, bounds.pageRows);
}

type Move = (
  from: GridPlace,
  ends: { readonly firstRow: number; readonly lastRow: number; readonly lastColumn: number },
  pageRows: number,
) => GridPlace;

const STEPS: Readonly<Record<string, Move>> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { lastColumn }) => ({ row, column: lastColumn }),
  PageDown: ({ row, column }, _, pageRows) => ({ row: Math.max(0, row) + pageRows, column }),
  PageUp: ({ row, column }, _, pageRows) => ({ row: row <= 0 ? row : Math.max(0, row - pageRows), column }),
};

const JUMPS: Readonly<Record<string, Move>> = {
  ArrowDown: ({ column }, { lastRow }) => ({ row: lastRow, column }),
  ArrowUp: ({ column }, { firstRow }) => ({ row: firstRow, column }),
  ArrowRight: ({ row }, { lastColumn }) => ({ row, column: lastColumn }),
  ArrowLeft: ({ row }) => ({ row, column: 0 }),
  Home: (_, { firstRow }) => ({ row: firstRow, column: 0 }),
  End: (_, { lastRow, lastColumn }) => ({ row: lastRow, column: lastColumn }),
};

function clampPlace({ row, column }: GridPlace, { rowCount, columnCount }: GridBounds): GridPlace {
  return {
    row: Math.max(HEADER_ROW, Math.min(rowCount - 1, row)),
    column: Math.max(0, Math.min(columnCount - 1, column)),
  };
}
