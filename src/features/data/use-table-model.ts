import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import { createTableModel, type KnownRows, type TableModel, type TableModelState } from "./table-model.ts";

/**
 * The rows of a version, and how their reading goes. `onFirstRows` is called when the first cells, or the word that
 * there are none, are on the page.
 */
export function useTableModel(
  client: WorkerClient,
  snapshot: SnapshotInfo,
  known: KnownRows,
  { onFirstRows, onFailed }: { readonly onFirstRows: () => void; readonly onFailed: () => void },
): readonly [TableModel, TableModelState] {
  const model = useMemo(() => createTableModel(client, snapshot), [client, snapshot]);
  // While rendering, so that the grid's first layout has the right height.
  useMemo(() => model.setKnownRows(known), [model, known]);
  const state = useSyncExternalStore(model.subscribe, model.state);
  const { hasRows } = state;
  const isEmpty = known.exact && known.rows === 0;
  const hasFailed = state.error !== undefined;
  useEffect(() => {
    if (hasFailed) onFailed();
  }, [hasFailed, onFailed]);
  useEffect(() => {
    if (isEmpty || (hasRows && model.state().hasRows)) onFirstRows();
  }, [model, hasRows, isEmpty, onFirstRows]);
  return [model, state];
}
