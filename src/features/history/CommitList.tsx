// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list are placed by hand, which the elements of a table do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useState } from "react";
import { Button } from "#ui/Button.tsx";
import { Skeleton } from "#ui/Skeleton.tsx";
import { NARROW, useMedia } from "#ui/use-media.ts";
import css from "./CommitList.module.css";
import { CommitRow } from "./CommitRow.tsx";
import type { HistoryRow } from "./history-rows.ts";

export interface CommitListProps {
  readonly rows: readonly HistoryRow[];
  readonly version: number | undefined;
  readonly chosen: number | undefined;
  readonly isLoading: boolean;
  readonly hasOlder: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onChoose: (version: number) => void;
  readonly onTravel: (version: number) => void;
  readonly onLoadOlder: () => void;
}

const HEADS = ["Version", "Operation", "Rows", "Files", "Who", "Engine", "When, UTC", "After"] as const;

/** The commits as a grid of which only what is in sight exists; the arrow keys choose, Enter travels. */
export function CommitList(props: CommitListProps) {
  const { rows, version, chosen, isLoading, hasOlder, onChoose, onTravel, onLoadOlder } = props;
  const isNarrow = useMedia(NARROW);
  const rowPx = isNarrow ? 53 : 28;
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list,
    estimateSize: () => rowPx,
    overscan: 12,
    scrollPaddingStart: isNarrow ? 0 : 28,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is another layout
  useEffect(() => virtual.measure(), [rowPx]);

  const items = virtual.getVirtualItems();
  const lastInSight = items.at(-1)?.index ?? 0;
  const isNearEnd = hasOlder && !isLoading && props.error === null && lastInSight >= rows.length - 20;
  useEffect(() => {
    if (isNearEnd) onLoadOlder();
  }, [isNearEnd, onLoadOlder]);

  const at = rows.findIndex((row) => row.version === chosen);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && at >= 0) onTravel(rows[at]?.version ?? 0);
    const next = nextIndex(event.key, at, rows.length);
    const row = next === undefined ? undefined : rows[next];
    if (next === undefined || row === undefined) return;
    event.preventDefault();
    onChoose(row.version);
    virtual.scrollToIndex(next);
  };
  return (
    <div
      ref={setList}
      role="grid"
      tabIndex={0}
      aria-label="Commits"
      aria-rowcount={rows.length + 1}
      aria-busy={isLoading}
      aria-activedescendant={at >= 0 ? rowId(rows[at]?.version) : undefined}
      className={css.list}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className={css.head}>
        {HEADS.map((head) => (
          <span key={head} role="columnheader">
            {head}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={css.space} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <CommitRow
              key={row.version}
              id={rowId(row.version)}
              row={row}
              index={index}
              top={start}
              isChosen={index === at}
              isInView={row.version === version}
              onChoose={onChoose}
              onTravel={onTravel}
            />
          );
        })}
      </div>
      <ListEnd {...props} />
    </div>
  );
}

function ListEnd({ rows, isLoading, hasOlder, error, onRetry, onLoadOlder }: CommitListProps) {
  if (isLoading) {
    return (
      <div className={css.end}>
        {(rows.length === 0 ? [64, 42, 71, 50, 60, 38, 66, 47] : [58]).map((width) => (
          <Skeleton key={width} width={`${width}%`} />
        ))}
      </div>
    );
  }
  if (error !== null && error !== undefined) {
    return (
      <div className={css.end}>
        <span>Older commits could not be read: {error instanceof Error ? error.message : String(error)}</span>
        <Button onClick={onRetry}>Retry</Button>
      </div>
    );
  }
  if (!hasOlder) return null;
  return (
    <div className={css.end}>
      <Button onClick={onLoadOlder}>Load older commits</Button>
    </div>
  );
}

function rowId(version: number | undefined): string {
  return `commit-${version}`;
}

function nextIndex(key: string, at: number, count: number): number | undefined {
  const targets: { readonly [key: string]: number } = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + 12,
    PageUp: at - 12,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined || count === 0 ? undefined : Math.min(count - 1, Math.max(0, target));
}
