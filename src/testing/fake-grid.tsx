// A grid over a model in memory that notes what it is asked for, drawn as a user meets it.

import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { DataGrid } from "#ui/DataGrid/DataGrid.tsx";
import type { DataGridProps } from "#ui/DataGrid/data-grid-props.ts";
import type { GridCell, GridModel, GridRange } from "#ui/DataGrid/grid-model.ts";

export interface FakeModel extends GridModel {
  readonly fetched: GridRange[];
  readonly aborted: () => number;
  readonly release: () => void;
  readonly grow: (rowCount: number) => void;
}

interface FakeOptions {
  readonly rows?: number;
  readonly columns?: number;
  readonly cell?: (row: number, column: number) => GridCell;
  /** Holds every answer back until `release`. */
  readonly isHeld?: boolean;
  readonly isExact?: boolean;
}

export function createModel(options: FakeOptions = {}): FakeModel {
  const {
    columns = 8,
    cell = (row, column) => ({ text: `r${row}c${column}` }),
    isHeld = false,
    isExact = true,
  } = options;
  let rowCount = options.rows ?? 1000;
  let aborts = 0;
  const here = new Set<string>();
  const listeners = new Set<() => void>();
  const waiting: (() => void)[] = [];
  const fetched: GridRange[] = [];
  const notify = () => {
    for (const listener of listeners) listener();
  };
  return {
    get rowCount() {
      return rowCount;
    },
    rowCountIsExact: isExact,
    columns: Array.from({ length: columns }, (_, index) => ({
      id: `c${index}`,
      name: `column ${index}`,
      typeLabel: index % 2 ? "string" : "long",
      align: index % 2 ? "start" : "end",
      initialWidth: 120,
    })),
    getCell: (row, column) => (here.has(`${row}:${column}`) ? cell(row, column) : undefined),
    fetch: async (range, signal) => {
      fetched.push(range);
      signal.addEventListener("abort", () => {
        aborts += 1;
      });
      if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
      if (signal.aborted) throw signal.reason;
      for (let row = range.rowStart; row < range.rowEnd; row++) {
        for (const column of range.columns) here.add(`${row}:${column}`);
      }
      notify();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fetched,
    aborted: () => aborts,
    release: () => {
      for (const go of waiting.splice(0)) go();
    },
    grow: (next) => {
      rowCount = next;
      notify();
    },
  };
}

export const HUGE = 2_000_000_000;

export async function setup(model: GridModel, props: Partial<DataGridProps> = {}) {
  const draw = (shown: GridModel) => (
    <div style={{ width: 900, height: 500 }}>
      <DataGrid label="Rows" model={shown} {...props} />
    </div>
  );
  const screen = await render(draw(model));
  const grid = screen.getByRole("grid", { name: "Rows" });
  const element = () => grid.element() as HTMLElement;
  return {
    grid,
    element,
    cell: (text: string) => screen.getByRole("gridcell", { name: text, exact: true }),
    swap: (next: GridModel) => screen.rerender(draw(next)),
    scrollTo: async (top: number, left?: number) => {
      element().scrollTop = top;
      if (left !== undefined) element().scrollLeft = left;
      await frames(3);
    },
    focused: () => {
      const active = document.activeElement;
      const row = active?.closest("[data-row]")?.getAttribute("data-row");
      return `${row}:${active?.getAttribute("data-column")}`;
    },
    rowsShown: () => [...element().querySelectorAll("[data-row]")].map((row) => Number(row.getAttribute("data-row"))),
    enter: async () => {
      await userEvent.click(screen.getByRole("gridcell").first());
    },
  };
}

export function frames(count: number): Promise<void> {
  return new Promise((resolve) => {
    const next = (left: number) => (left === 0 ? resolve() : requestAnimationFrame(() => next(left - 1)));
    next(count);
  });
}

/** The first row whose top is at or below the header's lower edge. */
export function firstRowInSight(element: HTMLElement): number {
  const edge = (element.firstElementChild?.getBoundingClientRect().bottom ?? 0) - 1;
  const rows = [...element.querySelectorAll<HTMLElement>('[data-row]:not([data-row="-1"])')];
  const first = rows.find((row) => row.getBoundingClientRect().top >= edge && getComputedStyle(row).opacity === "1");
  return Number(first?.dataset.row);
}
