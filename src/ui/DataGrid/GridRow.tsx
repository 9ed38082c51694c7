import { memo } from "react";
import { classNames } from "#ui/class-names.ts";
import type { PlacedColumn } from "./column-layout.ts";
import css from "./DataGrid.module.css";
import { GridCellView } from "./GridCellView.tsx";
import type { GridModel } from "./grid-model.ts";

export interface GridRowProps {
  readonly row: number;
  /** Pixels from the top of the body. */
  readonly top: number;
  readonly model: GridModel;
  readonly former: GridModel | undefined;
  /** Not read: a new one means that cells may have changed. */
  readonly revision: number;
  /** The columns in sight. */
  readonly columns: readonly PlacedColumn[];
  /** Undefined where row numbers are not shown. */
  readonly label: string | undefined;
  readonly labelWidth: number;
  /** First and last selected place, -1 where none is. */
  readonly selectedFirst: number;
  readonly selectedLast: number;
  /** The place that takes the focus, -1 where it is in another row. */
  readonly focusPlace: number;
  /** Kept for the focus it holds, out of sight. */
  readonly isAway: boolean;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, top, model, former, columns, label, labelWidth, isAway } = props;
  const firstAriaColumn = label === undefined ? 1 : 2;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see GridCellView
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
    <div
      role="row"
      aria-rowindex={row + 2}
      data-row={row}
      className={classNames(css.row, isAway && css.away)}
      style={{ top }}
    >
      {label === undefined ? null : (
        // biome-ignore lint/a11y/useSemanticElements: see GridCellView
        // biome-ignore lint/a11y/useFocusableInteractive: a label, not a cell to go to
        <div role="rowheader" aria-colindex={1} className={css.number} style={{ width: labelWidth }}>
          {label}
        </div>
      )}
      {columns.map(({ column, index, place, left, width, isPinned }) => {
        const own = model.getCell(row, index);
        const cell = own ?? former?.getCell(row, index);
        return (
          <GridCellView
            key={column.id}
            text={cell?.text}
            tone={cell?.tone}
            title={cell?.title}
            isFormer={own === undefined && cell !== undefined}
            align={column.align}
            place={place}
            ariaColumn={place + firstAriaColumn}
            left={left}
            width={width}
            isPinned={isPinned}
            isSelected={place >= props.selectedFirst && place <= props.selectedLast}
            isFocus={place === props.focusPlace}
          />
        );
      })}
    </div>
  );
});
