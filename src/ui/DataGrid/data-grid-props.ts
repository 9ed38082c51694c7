import type { ReactNode, Ref } from "react";
import type { MenuEntry } from "#ui/menu-entry.ts";
import type { CellPlace, GridModel, GridRange } from "./grid-model.ts";
import type { RowAlign, RowSpan } from "./use-scroller.ts";

export interface DataGridHandle {
  scrollToRow(row: number, align?: RowAlign): void;
  /** Selects a cell and brings it into the middle, without taking the focus. */
  focusCell(place: CellPlace): void;
  readVisibleRows(): RowSpan;
  /** Asks again for rows whose fetch has failed. */
  retry(): void;
}

export interface DataGridProps {
  readonly label: string;
  readonly model: GridModel;
  readonly ref?: Ref<DataGridHandle>;
  /** Without it phones get the roomy rows. */
  readonly density?: "compact" | "roomy";
  /** Without it phones go without. */
  readonly rowNumbers?: boolean;
  /** Column ids. Keep each array the same object while it holds the same ids. */
  readonly columnOrder?: readonly string[];
  readonly hiddenColumns?: readonly string[];
  readonly pinnedColumns?: readonly string[];
  /** Enter, Space, a double click or a tap: the cell's whole value is wanted. */
  readonly onOpenCell?: (place: CellPlace) => void;
  /** The focused cell has changed. */
  readonly onFocusCell?: (place: CellPlace) => void;
  readonly onVisibleRange?: (rows: RowSpan) => void;
  /** The exact text of a range, as tab-separated lines. Without it the cells' own texts are copied. */
  readonly onCopy?: (range: GridRange) => Promise<string>;
  readonly cellMenu?: (place: CellPlace) => readonly MenuEntry[];
  readonly columnMenu?: (column: number) => readonly MenuEntry[];
  /** What stands below the header when there is no row. */
  readonly vacant?: ReactNode;
}
