import type { ReactNode } from "react";
import { classNames } from "#ui/class-names.ts";
import { Skeleton } from "#ui/Skeleton.tsx";
import css from "./DataGrid.module.css";
import type { DataGridProps } from "./data-grid-props.ts";
import { GridBody } from "./GridBody.tsx";
import { GridHead } from "./GridHead.tsx";
import { GridMenu } from "./GridMenu.tsx";
import { HEADER_ROW } from "./grid-selection.ts";
import { useGrid } from "./use-grid.ts";

/** A table of any number of rows and columns, of which only what is in sight exists. */
export function DataGrid(props: DataGridProps) {
  const { label, model, vacant, cellMenu, columnMenu } = props;
  const grid = useGrid(props);
  const { layout, scroller, selecting, hasNumbers, numberWidth, inSight } = grid;
  const { focus } = selecting.selection;
  const firstFree = inSight[layout.pinnedCount];
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: see GridCellView */}
      <div
        ref={grid.element}
        role="grid"
        aria-label={label}
        aria-rowcount={model.rowCountIsExact ? model.rowCount + 1 : -1}
        aria-colcount={layout.columns.length + (hasNumbers ? 1 : 0)}
        aria-multiselectable="true"
        aria-busy={grid.data.former !== undefined || undefined}
        tabIndex={layout.columns.length === 0 ? 0 : -1}
        className={classNames(css.grid, grid.density === "roomy" && css.roomy, selecting.isTouched && css.touched)}
        onScroll={scroller.onScroll}
        onKeyDown={grid.onKeyDown}
        onPointerDown={(event) => {
          grid.sizing.onPointerDown(event);
          grid.pointer.onPointerDown(event);
        }}
        onClick={grid.pointer.onClick}
        onDoubleClick={(event) => {
          grid.sizing.onDoubleClick(event);
          grid.pointer.onDoubleClick(event);
        }}
        onContextMenu={grid.menu.onContextMenu}
        onFocus={selecting.touch}
      >
        <GridHead
          ref={grid.head}
          columns={inSight}
          totalWidth={layout.totalWidth}
          skipped={(firstFree?.left ?? 0) - layout.startWidth}
          hasNumbers={hasNumbers}
          numberWidth={numberWidth}
          focusPlace={focus.row === HEADER_ROW || model.rowCount === 0 ? focus.column : -1}
        />
        <GridBody {...grid} model={model} columns={inSight} {...scroller} {...selecting} />
        {model.rowCount === 0 ? <Vacant isExact={model.rowCountIsExact}>{vacant}</Vacant> : null}
      </div>
      <GridMenu
        {...grid.menu}
        layout={layout}
        selection={selecting.selection}
        copy={() => void grid.copy()}
        open={props.onOpenCell && grid.open}
        fitColumn={grid.sizing.fitColumn}
        moreEntries={(place) => {
          const cell = grid.toCell(place);
          return (place.row === HEADER_ROW ? columnMenu?.(cell.column) : cellMenu?.(cell)) ?? [];
        }}
        returnFocusTo={() => grid.element.current?.querySelector<HTMLElement>("[data-focus]") ?? null}
      />
    </>
  );
}

const PLACEHOLDERS = [52, 38, 61, 44, 57, 35, 63, 48, 41, 55, 39, 60, 46, 53, 37, 58];

function Vacant({ isExact, children }: { readonly isExact: boolean; readonly children: ReactNode }) {
  if (isExact) {
    return (
      // A grid may hold nothing but rows of cells.
      // biome-ignore lint/a11y/useSemanticElements: see GridCellView
      // biome-ignore lint/a11y/useFocusableInteractive: there is nothing to do here but to read
      <div role="row" className={css.vacant}>
        {/* biome-ignore lint/a11y/useSemanticElements: see GridCellView */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: there is nothing to do here but to read */}
        <div role="gridcell">{children}</div>
      </div>
    );
  }
  return (
    <div className={css.vacant} aria-hidden="true">
      {PLACEHOLDERS.map((percent) => (
        <div key={percent} className={css.placeholder}>
          <Skeleton width={`${percent}%`} height={8} />
        </div>
      ))}
    </div>
  );
}
