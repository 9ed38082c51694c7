import { useEffect, useMemo, useRef, useState } from "react";
import { createFetchQueue, type FetchQueue, isLoaded } from "./fetch-queue.ts";
import type { GridModel, GridRange } from "./grid-model.ts";

export interface GridData {
  /** Changes whenever a cell may have. */
  readonly revision: number;
  /** The model before, whose cells stand in for those that are not here yet. */
  readonly former: GridModel | undefined;
  readonly retry: () => void;
}

/** A jump is fetched after this rest, so that a drag through a table does not ask for all it passes. */
const REST_MS = 60;

/** Listens to a model, keeps the one before in sight while cells are missing, and asks for what is in the window. */
export function useGridData(model: GridModel, range: GridRange): GridData {
  const revision = useRevision(model);
  const former = useFormerModel(model, range, revision);
  const queue = useFetching(model, range, revision);
  return useMemo(() => ({ revision, former, retry: () => queue.current?.retry() }), [revision, former, queue]);
}

function useRevision(model: GridModel): number {
  const [revision, setRevision] = useState(0);

  useEffect(() => {
    let frame = 0;
    const unsubscribe = model.subscribe(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setRevision((last) => last + 1));
    });
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [model]);

  return revision;
}

function useFormerModel(model: GridModel, range: GridRange, revision: number): GridModel | undefined {
  const [current, setCurrent] = useState(model);
  const [former, setFormer] = useState<GridModel>();

  if (model !== current) {
    setCurrent(model);
    if (!haveSameColumns(model, current)) setFormer(undefined);
    else if (hasAny(current, range)) setFormer(current);
  }

  // Let go of it once nothing needs it: its cells are as much memory as the new one's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision is when cells arrive
  useEffect(() => {
    if (former && range.rowEnd > range.rowStart && isLoaded(model, range)) setFormer(undefined);
  }, [model, former, range, revision]);

  return former;
}

function useFetching(model: GridModel, range: GridRange, revision: number) {
  const queue = useRef<FetchQueue>(undefined);
  const last = useRef<GridRange>(undefined);

  useEffect(() => {
    const created = createFetchQueue(model);
    queue.current = created;
    last.current = undefined;
    return () => created.close();
  }, [model]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision may be more rows; a model is a new queue
  useEffect(() => {
    if (range.rowEnd === range.rowStart || range.columns.length === 0) return;
    const ask = () => {
      last.current = range;
      queue.current?.want(range);
    };
    const before = last.current;
    if (!before) {
      ask();
      return;
    }
    if (range.rowStart > before.rowEnd || range.rowEnd < before.rowStart) {
      const timer = setTimeout(ask, REST_MS);
      return () => clearTimeout(timer);
    }
    const frame = requestAnimationFrame(ask);
    return () => cancelAnimationFrame(frame);
  }, [model, range, revision]);

  return queue;
}

function haveSameColumns(one: GridModel, other: GridModel): boolean {
  if (one.columns === other.columns) return true;
  return (
    one.columns.length === other.columns.length &&
    one.columns.every((column, index) => {
      const twin = other.columns[index];
      return column.id === twin?.id && column.typeLabel === twin.typeLabel;
    })
  );
}

function hasAny(model: GridModel, { rowStart, rowEnd, columns }: GridRange): boolean {
  for (let row = rowStart; row < rowEnd; row++) {
    if (columns.some((column) => model.getCell(row, column) !== undefined)) return true;
  }
  return false;
}
