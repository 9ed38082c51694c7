import type { Ref } from "react";
import { classNames } from "#ui/class-names.ts";
import { VisuallyHidden } from "#ui/VisuallyHidden.tsx";
import { CellText } from "./CellText.tsx";
import type { PlacedColumn } from "./column-layout.ts";
import css from "./DataGrid.module.css";

export interface GridHeadProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly columns: readonly PlacedColumn[];
  readonly totalWidth: number;
  /** Pixels between the pinned columns and the first of the others in sight. */
  readonly skipped: number;
  readonly hasNumbers: boolean;
  readonly numberWidth: number;
  /** The place that takes the focus, -1 where it is in a row. */
  readonly focusPlace: number;
}

/** The header row: it stays at the top, and a grip at each column's end changes its width. */
export function GridHead({ ref, columns, totalWidth, skipped, hasNumbers, numberWidth, focusPlace }: GridHeadProps) {
  const firstFree = columns.findIndex(({ isPinned }) => !isPinned);
  return (
    <div ref={ref} className={css.head} style={{ width: totalWidth }}>
      {/* biome-ignore lint/a11y/useSemanticElements: see GridCellView */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
      <div role="row" aria-rowindex={1} data-row={-1} className={css.headRow}>
        {hasNumbers ? (
          // biome-ignore lint/a11y/useSemanticElements: see GridCellView
          // biome-ignore lint/a11y/useFocusableInteractive: a label, not a cell to go to
          <div role="columnheader" aria-colindex={1} className={css.number} style={{ width: numberWidth }}>
            <VisuallyHidden>Row</VisuallyHidden>
          </div>
        ) : null}
        {columns.map((placed, index) => (
          <HeadCell
            key={placed.column.id}
            placed={placed}
            skipped={index === firstFree ? skipped : 0}
            ariaColumn={placed.place + (hasNumbers ? 2 : 1)}
            isFocus={placed.place === focusPlace}
          />
        ))}
      </div>
    </div>
  );
}

interface HeadCellProps {
  readonly placed: PlacedColumn;
  readonly skipped: number;
  readonly ariaColumn: number;
  readonly isFocus: boolean;
}

function HeadCell({ placed, skipped, ariaColumn, isFocus }: HeadCellProps) {
  const { column, place, left, width, isPinned } = placed;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see GridCellView
    <div
      role="columnheader"
      aria-colindex={ariaColumn}
      aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
      tabIndex={isFocus ? 0 : -1}
      data-column={place}
      data-focus={isFocus || undefined}
      className={classNames(css.headCell, isPinned && css.pinned)}
      style={{ width, ...(isPinned ? { left } : { marginLeft: skipped }) }}
    >
      <div className={css.headLine}>
        <span className={css.name} title={column.name}>
          <CellText text={column.name} />
        </span>
        <span className={css.type} title={column.typeLabel}>
          {column.typeLabel}
        </span>
      </div>
      {column.headerExtra}
      <span className={css.grip} data-grip={place} />
    </div>
  );
}
