import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { DataGridHandle } from "#ui/DataGrid/data-grid-props.ts";
import type { CellPlace } from "#ui/DataGrid/grid-model.ts";
import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import { isSameRow, nameRow, type RowName } from "./row-name.ts";
import type { TableModel } from "./table-model.ts";

export interface InspectedOptions {
  readonly client: WorkerClient;
  readonly snapshot: SnapshotInfo;
  readonly model: TableModel;
  readonly grid: RefObject<DataGridHandle | null>;
  /** The row that the view names. */
  readonly row: RowName | undefined;
  readonly onRow: (row: RowName | undefined) => void;
  /** The view names a row that this version does not hold. */
  readonly onRowMissing: () => void;
}

export interface Inspected {
  /** The cell that is looked into; undefined while the inspector is closed. */
  readonly place: CellPlace | undefined;
  open(place: CellPlace): void;
  /** The grid's focus moved: an open inspector follows it. */
  follow(place: CellPlace): void;
  close(): void;
  step(by: 1 | -1): void;
}

/** The cell in the inspector, kept on the same row of the same file when the version changes. */
export function useInspected(options: InspectedOptions): Inspected {
  const { client, snapshot, model, grid, row, onRow, onRowMissing } = options;
  const [shown, setShown] = useState<{ readonly model: TableModel; readonly place: CellPlace }>();
  const last = useRef<CellPlace>(undefined);

  const show = useCallback(
    (place: CellPlace) => {
      last.current = place;
      setShown({ model, place });
      const origin = model.origin(place.row);
      if (origin !== undefined) onRow(nameRow(origin));
    },
    [model, onRow],
  );
  const close = useCallback(() => {
    last.current = undefined;
    setShown(undefined);
    onRow(undefined);
  }, [onRow]);
  const follow = useCallback(
    (place: CellPlace) => {
      if (last.current !== undefined) show(place);
    },
    [show],
  );

  const name = row === undefined ? "" : `${row.fileHash}.${row.position}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `name` stands for `row`, which is a new object each time
  useEffect(() => {
    if (row === undefined) return;
    const here = last.current === undefined ? undefined : model.origin(last.current.row);
    if (here !== undefined && isSameRow(nameRow(here), row)) return;
    const controller = new AbortController();
    const { location, version } = snapshot;
    client.call("locateRow", { location, version, ...row }, { signal: controller.signal }).then(
      (index) => {
        if (index === undefined) {
          if (last.current !== undefined) close();
          onRowMissing();
          return;
        }
        model.setLeastRows(index + 1);
        const place = { row: index, column: last.current?.column ?? 0 };
        if (last.current !== undefined) setShown({ model, place });
        last.current = last.current && place;
        // After the grid has laid out as many rows.
        requestAnimationFrame(() => grid.current?.focusCell(place));
      },
      () => undefined,
    );
    return () => controller.abort();
  }, [client, snapshot, model, name]);

  return {
    place: shown?.model === model ? shown.place : undefined,
    open: show,
    follow,
    close,
    step: (by) => {
      const place = last.current;
      if (place === undefined) return;
      const next = Math.min(model.rowCount - 1, Math.max(0, place.row + by));
      grid.current?.focusCell({ row: next, column: place.column });
      show({ row: next, column: place.column });
    },
  };
}
