// biome-ignore-all lint/a11y/useSemanticElements: a tree has no element of its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the tree keeps the focus and names the active line
import { ChevronRight } from "lucide-react";
import { classNames } from "#ui/class-names.ts";
import { Meter } from "#ui/Meter.tsx";
import { Skeleton } from "#ui/Skeleton.tsx";
import type { StatsCoverage } from "#worker/worker-api.ts";
import { coverageWords, factsOf, marksOf, partitionRank, type SchemaContext } from "./column-words.ts";
import css from "./SchemaTree.module.css";
import { type ColumnRow, shortType } from "./schema-tree.ts";

interface SchemaRowProps {
  readonly id: string;
  readonly row: ColumnRow;
  readonly top: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly context: SchemaContext;
  readonly leaf: StatsCoverage["leaves"][number] | undefined;
  readonly coverage: StatsCoverage | undefined;
  readonly isCounting: boolean;
  readonly showId: boolean;
  readonly onChoose: () => void;
  readonly onToggle: ((key: string) => void) | undefined;
}

export function SchemaRow(props: SchemaRowProps) {
  const { id, row, top, isActive, isChosen, context, showId, onChoose, onToggle } = props;
  const { column, isOpen, level } = row;
  const facts = factsOf(column);
  const comment = facts.find((fact) => fact.kind === "comment");
  const mapping = facts.find((fact) => fact.kind === "mapping");
  const hasInner = column.children.length > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-expanded={hasInner ? isOpen : undefined}
      aria-selected={isChosen}
      tabIndex={-1}
      className={classNames(css.row, isActive && css.active, isChosen && css.chosen)}
      style={{ transform: `translateY(${top}px)`, "--level": level }}
      onClick={onChoose}
    >
      <span className={css.name}>
        {hasInner ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's target; the keys are the tree's
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
          <span
            className={css.twist}
            onClick={(event) => {
              event.stopPropagation();
              onToggle?.(row.key);
            }}
          >
            <ChevronRight aria-hidden="true" />
          </span>
        ) : (
          <span className={css.leaf} />
        )}
        <span className={column.field === undefined ? css.part : css.label}>{column.name}</span>
      </span>
      <span className={css.type} title={shortType(column.type)}>
        {shortType(column.type)}
      </span>
      <span className={column.nullable ? css.nullable : css.required}>{column.nullable ? "nullable" : "not null"}</span>
      <span className={css.marks}>
        {marksOf(column, context).map(({ word, about, tone }) => (
          <span key={word} className={css[tone]} title={about}>
            {word}
          </span>
        ))}
      </span>
      <span className={css.comment} title={comment?.text}>
        {comment?.text}
      </span>
      <Coverage {...props} />
      {showId ? <span className={css.id}>{mapping?.id === undefined ? "" : `#${mapping.id}`}</span> : null}
    </div>
  );
}

function Coverage({ row, context, leaf, coverage, isCounting }: SchemaRowProps) {
  if (partitionRank(row.column, context) !== undefined) {
    return (
      <span className={css.stats} title="Each file’s value stands in the log.">
        <span className={css.statsAll}>exact</span>
      </span>
    );
  }
  if (isCounting && row.column.children.length === 0) {
    return (
      <span className={css.stats}>
        <Skeleton width={48} height={8} />
      </span>
    );
  }
  const words = leaf === undefined || coverage === undefined ? undefined : coverageWords(leaf, coverage);
  if (words === undefined) return <span className={css.stats} />;
  return (
    <span className={css.stats} title={words.about}>
      {words.share > 0 && words.share < 1 ? <Meter className={css.meter} share={words.share} /> : null}
      <span className={words.share === 1 ? css.statsAll : css.statsText}>{words.text}</span>
    </span>
  );
}
