import type { ReactNode } from "react";

/** How a cell's text is to be read. Without a tone it is plain text. */
export type CellTone = "null" | "empty" | "nan" | "nested" | "binary" | "number" | "text";

export interface GridCell {
  /** As it is shown; the grid cuts what is long and shows what is invisible. */
  readonly text: string;
  readonly tone?: CellTone;
  readonly title?: string;
}

export interface GridColumn {
  readonly id: string;
  readonly name: string;
  /** The type in a few letters, beside the name. */
  readonly typeLabel: string;
  readonly align: "start" | "end";
  /** Pixels; without it the names, and then the first rows, decide. */
  readonly initialWidth?: number;
  /** Under the name: a profile, a range. */
  readonly headerExtra?: ReactNode;
}

/** A window of rows, `rowEnd` excluded; `columns` are indexes into the model's columns. */
export interface GridRange {
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly columns: readonly number[];
}

/**
 * Rows that are asked for while they are looked at.
 * A change of the data at the same place (more rows, cells that arrived) is told through `subscribe`; other data, such as
 * another version, is another model. With the same column ids the grid then keeps the former rows in sight, dimmed,
 * until the new ones are there.
 */
export interface GridModel {
  /** Rows known so far; it may grow. */
  readonly rowCount: number;
  readonly rowCountIsExact: boolean;
  readonly columns: readonly GridColumn[];
  /** Undefined = not here yet. Called often: it must be cheap, and best returns the same object for the same cell. */
  getCell(row: number, column: number): GridCell | undefined;
  /**
   * Gets cells and tells through `subscribe` when they are there. The grid asks once for a block of rows and does not ask
   * again while the promise is pending; it aborts what has scrolled out of sight. A failure is the model's to show.
   */
  fetch(range: GridRange, signal: AbortSignal): Promise<void>;
  subscribe(listener: () => void): () => void;
  /** What stands in the row-number column instead of the number from 1. */
  getRowLabel?(row: number): string;
}

/** A cell by its row and its column's index in the model. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}
