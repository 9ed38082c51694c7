import { useEffect, useState } from "react";
import type { Value } from "#delta/value.ts";
import type { CellPlace } from "#ui/DataGrid/grid-model.ts";
import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";

export type CellState =
  | { readonly kind: "loading" }
  | { readonly kind: "here"; readonly value: Value }
  | { readonly kind: "failed"; readonly error: unknown };

const LOADING: CellState = { kind: "loading" };

/** A cell's whole value, however long; read anew whenever the place changes. */
export function useCellValue(client: WorkerClient, snapshot: SnapshotInfo, { row, column }: CellPlace): CellState {
  const [state, setState] = useState<CellState>(LOADING);
  useEffect(() => {
    const controller = new AbortController();
    const { location, version } = snapshot;
    setState(LOADING);
    client.call("readCell", { location, version, row, column }, { signal: controller.signal }).then(
      (value) => setState({ kind: "here", value }),
      (error: unknown) => {
        if (!controller.signal.aborted) setState({ kind: "failed", error });
      },
    );
    return () => controller.abort();
  }, [client, snapshot, row, column]);
  return state;
}
