import { useCallback, useRef } from "react";
import { PhoneRail } from "#features/rail/PhoneRail.tsx";
import { Rail } from "#features/rail/Rail.tsx";
import { RailPlaceholder } from "#features/rail/RailPlaceholder.tsx";
import type { RailMeasure } from "#features/rail/rail-bars.ts";
import type { TableView } from "./use-table-view.ts";

export interface TableRailProps {
  readonly view: TableView;
  readonly narrow: boolean;
  readonly measure: RailMeasure;
  readonly onMeasure: (measure: RailMeasure) => void;
  readonly onChoose: () => void;
}

/** The rail over this table's history; older commits come while there is a bar to fill with them. */
export function TableRail({ view, narrow, measure, onMeasure, onChoose }: TableRailProps) {
  const { bounds, history, snapshot, query } = view;
  const version = Math.min(view.version ?? bounds.last, bounds.last);
  const missing = view.version !== undefined && view.version > bounds.last ? view.version : undefined;
  const current = useRef(view);
  current.current = view;
  const onTravel = useCallback((target: number, how: "scrub" | "go" = "go") => {
    const { go, version: now } = current.current;
    if (target !== now) go({ at: { kind: "version", version: target } }, how === "scrub" ? "replace" : "push");
  }, []);
  const onNeedOlder = useCallback(() => current.current.history.loadOlder(), []);
  if (snapshot === undefined && history.commits.length === 0) {
    return <RailPlaceholder version={view.version} isLoading={!query.isError || history.isLoading} />;
  }
  const shared = { version, missing, bounds, commits: history.byVersion, measure };
  return narrow ? (
    <PhoneRail {...shared} onTravel={onTravel} onChoose={onChoose} />
  ) : (
    <Rail {...shared} onTravel={onTravel} onMeasure={onMeasure} onNeedOlder={onNeedOlder} />
  );
}
