// The grid's rows, asked of the worker while they are looked at.

import type { GridColumn, GridModel } from "#ui/DataGrid/grid-model.ts";
import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import { isNumeric, shortType, toGridCell } from "./grid-cell.ts";
import { createRowBlocks, type RowOrigin } from "./row-blocks.ts";

/** Rows of the version as far as they are known. */
export interface KnownRows {
  readonly rows: number;
  readonly exact: boolean;
}

export interface TableModelState {
  /** True once a cell is here. */
  readonly hasRows: boolean;
  /** Why the last read failed; undefined while all is well. */
  readonly error: unknown;
}

export interface TableModel extends GridModel {
  /** A new object whenever it changes; told through `subscribe`. */
  state(): TableModelState;
  /** Where a row is stored; undefined while it is not loaded. */
  origin(row: number): RowOrigin | undefined;
  setKnownRows(known: KnownRows): void;
  /** At least as many rows are there, since one of them was found. */
  setLeastRows(rows: number): void;
  /** Forgets the failure, so that the grid may ask again. */
  forgive(): void;
}

/** Rows beyond the known ones that may be asked for while their number is not exact. */
const BEYOND = 64;

export function createTableModel(client: WorkerClient, snapshot: SnapshotInfo): TableModel {
  const { location, version, schema } = snapshot;
  const { fields } = schema;
  const blocks = createRowBlocks((value, field) => toGridCell(value, fields[field]?.type ?? UNKNOWN));
  const listeners = new Set<() => void>();
  let known: KnownRows = { rows: 0, exact: false };
  /** One behind the last row that was seen. */
  let seen = 0;
  /** Set by a read that met the table's end. */
  let end: number | undefined;
  let state: TableModelState = { hasRows: false, error: undefined };

  const tell = (next: TableModelState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const rowCount = () => end ?? (known.exact ? known.rows : Math.max(known.rows, seen) + BEYOND);

  return {
    get rowCount() {
      return rowCount();
    },
    get rowCountIsExact() {
      return end !== undefined || known.exact;
    },
    columns: fields.map(
      ({ name, type }): GridColumn => ({
        id: name,
        name,
        typeLabel: shortType(type),
        align: isNumeric(type) ? "end" : "start",
      }),
    ),
    getCell: blocks.cell,
    origin: blocks.origin,
    state: () => state,
    fetch: async ({ rowStart, rowEnd, columns }, signal) => {
      try {
        // The rows that are not listed yet are asked for behind those that are: the answer waits for the first of them.
        for (let start = rowStart; start < Math.min(rowEnd, end ?? rowEnd); ) {
          const request = { location, version, columns, start, count: rowEnd - start };
          const page = await client.call("readRows", request, { signal });
          start += page.rowCount;
          if (page.reachesEnd) end = start;
          seen = Math.max(seen, start);
          blocks.store(page, columns);
          tell({ hasRows: state.hasRows || page.rowCount > 0, error: undefined });
        }
      } catch (error) {
        if (!signal.aborted) tell({ ...state, error });
        throw error;
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setKnownRows: (next) => {
      if (next.rows === known.rows && next.exact === known.exact) return;
      known = next;
      tell(state);
    },
    setLeastRows: (rows) => {
      if (rows <= rowCount()) return;
      seen = Math.max(seen, rows);
      tell(state);
    },
    forgive: () => tell({ ...state, error: undefined }),
  };
}

const UNKNOWN = { kind: "unknown", text: "unknown" } as const;
