import { memo, type ReactNode } from "react";
import { classNames } from "#ui/class-names.ts";
import { CellText } from "./CellText.tsx";
import css from "./DataGrid.module.css";
import { isPlain } from "./display-text.ts";
import type { CellTone } from "./grid-model.ts";

export interface GridCellViewProps {
  /** Undefined while the cell is on its way. */
  readonly text: string | undefined;
  readonly tone: CellTone | undefined;
  readonly title: string | undefined;
  /** The cell is the former model's, until its own comes. */
  readonly isFormer: boolean;
  readonly align: "start" | "end";
  readonly place: number;
  readonly ariaColumn: number;
  readonly left: number;
  readonly width: number;
  readonly isPinned: boolean;
  readonly isSelected: boolean;
  readonly isFocus: boolean;
}

export const GridCellView = memo(function GridCellView(props: GridCellViewProps) {
  const { text, tone, align, left, width, isPinned, isSelected, isFocus, isFormer } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid has no table: rows and columns come and go
    <div
      role="gridcell"
      aria-colindex={props.ariaColumn}
      aria-selected={isSelected}
      aria-busy={text === undefined || isFormer || undefined}
      tabIndex={isFocus ? 0 : -1}
      data-column={props.place}
      data-focus={isFocus || undefined}
      title={props.title}
      className={classNames(
        css.cell,
        align === "end" && css.end,
        isPinned && css.pinned,
        isSelected && css.selected,
        isFormer && css.former,
        tone && css[`tone-${tone}`],
      )}
      style={{ left, width }}
    >
      {text === undefined ? (
        <span className={css.pending} style={{ width: `${38 + ((props.place * 29) % 40)}%` }} />
      ) : (
        contentOf(text, tone)
      )}
    </div>
  );
});

function contentOf(text: string, tone: CellTone | undefined): ReactNode {
  switch (tone) {
    case "null":
      return "null";
    case "empty":
      return '""';
    case "nan":
      return "NaN";
    default:
      // A cell is a paragraph of its own: plain text needs no element to be isolated.
      return isPlain(text) ? text : <CellText text={text} />;
  }
}
