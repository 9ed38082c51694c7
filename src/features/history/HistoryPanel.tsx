import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { EmptyState } from "#ui/EmptyState.tsx";
import { SplitPane } from "#ui/SplitPane.tsx";
import type { WorkerClient } from "#worker/client.ts";
import type { CommitSummary } from "#worker/worker-api.ts";
import { CommitList } from "./CommitList.tsx";
import { HistoryFilters } from "./HistoryFilters.tsx";
import css from "./HistoryPanel.module.css";
import { buildHistoryRows, filterHistory, type HistoryFilter } from "./history-rows.ts";
import { UnreadableNote } from "./UnreadableNote.tsx";

const CommitInspector = lazy(() =>
  import("./CommitInspector.tsx").then((module) => ({ default: module.CommitInspector })),
);

export interface HistoryPanelProps {
  readonly client: WorkerClient;
  readonly location: string;
  /** Newest first. */
  readonly commits: readonly CommitSummary[];
  readonly isLoading: boolean;
  readonly hasOlder: boolean;
  readonly error: unknown;
  readonly version: number | undefined;
  readonly onTravel: (version: number) => void;
  readonly onLoadOlder: () => void;
  readonly onRetry: () => void;
  readonly renderProblem: (error: unknown, onRetry: () => void) => ReactNode;
}

const EVERYTHING: HistoryFilter = { operationClass: "all", text: "" };

/** What each commit did, newest first. */
export function HistoryPanel(props: HistoryPanelProps) {
  const { client, location, commits, isLoading, hasOlder, error, version, onTravel, onLoadOlder } = props;
  const [filter, setFilter] = useState(EVERYTHING);
  const [chosen, setChosen] = useState<number>();
  const all = useMemo(() => buildHistoryRows(commits), [commits]);
  const rows = useMemo(() => filterHistory(all, commits, filter), [all, commits, filter]);
  const commit = useMemo(() => commits.find((one) => one.version === chosen), [commits, chosen]);
  const close = () => setChosen(undefined);

  if (error !== null && error !== undefined && commits.length === 0) return props.renderProblem(error, props.onRetry);
  const before = commits.find((one) => one.version === (chosen ?? 0) - 1);
  const side = commit && (
    <Suspense fallback={null}>
      <CommitInspector
        client={client}
        location={location}
        commit={commit}
        before={before}
        isInView={commit.version === version}
        onTravel={onTravel}
        onClose={close}
      />
    </Suspense>
  );
  return (
    <SplitPane id="history" sideLabel="Commit" side={side} onCloseSide={close}>
      <section className={css.panel} aria-label="History">
        <HistoryFilters
          filter={filter}
          onFilter={setFilter}
          found={rows.length}
          total={commits.length}
          hasOlder={hasOlder}
        />
        <CommitList
          rows={rows}
          version={version}
          chosen={chosen}
          isLoading={isLoading}
          hasOlder={hasOlder}
          error={error}
          onRetry={props.onRetry}
          onChoose={setChosen}
          onTravel={onTravel}
          onLoadOlder={onLoadOlder}
        />
        {rows.length === 0 && !isLoading ? (
          <EmptyState title={commits.length === 0 ? "No commit is left" : "No commit matches"}>
            {commits.length === 0
              ? "The log keeps a checkpoint alone: what led to it was cleaned up."
              : "Take a filter away, or load older commits."}
          </EmptyState>
        ) : null}
        <UnreadableNote commits={commits} hasOlder={hasOlder} onTravel={onTravel} />
      </section>
    </SplitPane>
  );
}
