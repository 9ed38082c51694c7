// biome-ignore-all lint/a11y/useSemanticElements: a tree has no element of its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the tree keeps the focus and names the active line
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import { classNames } from "#ui/class-names.ts";
import { moveInTree } from "#ui/tree-keys.ts";
import { copyText } from "#ui/use-copy.ts";
import { NARROW, useMedia } from "#ui/use-media.ts";
import type { StatsCoverage } from "#worker/worker-api.ts";
import { factsOf, type SchemaContext } from "./column-words.ts";
import { SchemaRow } from "./SchemaRow.tsx";
import css from "./SchemaTree.module.css";
import type { ColumnNode, ColumnRow } from "./schema-tree.ts";

export interface SchemaTreeProps {
  readonly label: string;
  readonly rows: readonly ColumnRow[];
  readonly context: SchemaContext;
  readonly coverage: StatsCoverage | undefined;
  readonly isCounting: boolean;
  /** The key of the column whose details are open. */
  readonly chosen: string | undefined;
  readonly onChoose: (column: ColumnNode) => void;
  /** Undefined while a filter decides what is open. */
  readonly onToggle: ((key: string) => void) | undefined;
}

const HEADS = ["Column", "Type", "Null", "Role", "Comment", "Statistics", "Id"] as const;

/** The columns as a tree of which only what is in sight exists. Enter opens a column's details, which then follow. */
export function SchemaTree(props: SchemaTreeProps) {
  const { label, rows, context, coverage, isCounting, chosen, onChoose, onToggle } = props;
  const isNarrow = useMedia(NARROW);
  const rowPx = isNarrow ? 53 : 28;
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const [activeKey, setActiveKey] = useState<string>();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list,
    estimateSize: () => rowPx,
    overscan: 10,
    scrollPaddingStart: isNarrow ? 0 : 28,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is another layout
  useEffect(() => virtual.measure(), [rowPx]);

  const at = rows.findIndex(({ key }) => key === (activeKey ?? chosen));
  const active = rows[at] ?? rows[0];
  // The keys go on from the column of a link, or one that was chosen elsewhere.
  useEffect(() => setActiveKey(chosen), [chosen]);
  // It is in sight, also once its details have taken a part of the list's height.
  const height = virtual.scrollRect?.height ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice or height moves the list
  useEffect(() => {
    const index = rows.findIndex(({ key }) => key === chosen);
    if (index >= 0 && height > 0) virtual.scrollToIndex(index);
  }, [chosen, height]);

  const goTo = (key: string) => {
    const index = rows.findIndex((row) => row.key === key);
    const row = rows[index];
    if (row === undefined) return;
    setActiveKey(key);
    virtual.scrollToIndex(index);
    if (chosen !== undefined) onChoose(row.column);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (active === undefined) return;
    if (event.key === "Enter") {
      event.preventDefault();
      setActiveKey(active.key);
      onChoose(active.column);
      return;
    }
    const move = moveInTree(rows, active, event) ?? pageMove(event.key, rows, rows.indexOf(active));
    if (move === undefined) return;
    event.preventDefault();
    if (move.kind === "copy") void copyText(active.path);
    else if (move.kind === "go") goTo(move.key);
    else onToggle?.(active.key);
  };
  const leaves = useMemo(() => new Map(coverage?.leaves.map((leaf) => [leaf.path.join("\0"), leaf])), [coverage]);
  const hasIds = useMemo(
    () => rows.some(({ column }) => factsOf(column).some(({ kind }) => kind === "mapping")),
    [rows],
  );
  return (
    <div ref={setList} className={classNames(css.list, hasIds && css.withIds)}>
      <div className={css.head} aria-hidden="true">
        {HEADS.filter((head) => head !== "Id" || hasIds).map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      <div
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={active === undefined ? undefined : rowId(active)}
        className={css.space}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <SchemaRow
              key={row.key}
              id={rowId(row)}
              row={row}
              top={start}
              isActive={row === active}
              isChosen={row.key === chosen}
              context={context}
              leaf={leaves.get(row.key)}
              coverage={coverage}
              isCounting={isCounting}
              showId={hasIds}
              onChoose={() => {
                setActiveKey(row.key);
                onChoose(row.column);
              }}
              onToggle={onToggle}
            />
          );
        })}
      </div>
    </div>
  );
}

function rowId({ key }: ColumnRow): string {
  return `column-${encodeURIComponent(key)}`;
}

function pageMove(key: string, rows: readonly ColumnRow[], at: number) {
  if (key !== "PageDown" && key !== "PageUp") return undefined;
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + (key === "PageDown" ? 12 : -12)))];
  return row && { kind: "go" as const, key: row.key };
}
