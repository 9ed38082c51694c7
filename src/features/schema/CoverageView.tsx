import type { UseQueryResult } from "@tanstack/react-query";
import type { LeafCoverage } from "#delta/facts/stats-coverage.ts";
import { formatCount } from "#ui/format.ts";
import parts from "#ui/Inspector.module.css";
import { Meter } from "#ui/Meter.tsx";
import { Skeleton } from "#ui/Skeleton.tsx";
import type { StatsCoverage } from "#worker/worker-api.ts";
import css from "./ColumnInspector.module.css";
import { partitionRank, type SchemaContext } from "./column-words.ts";
import type { ColumnNode } from "./schema-tree.ts";

interface CoverageViewProps {
  readonly column: ColumnNode;
  readonly context: SchemaContext;
  readonly coverage: UseQueryResult<StatsCoverage>;
}

/** In how many files a query can tell from the log that the column's values are not there. */
export function CoverageView({ column, context, coverage: { data, error } }: CoverageViewProps) {
  if (column.children.length > 0 || column.field === undefined || partitionRank(column, context) !== undefined)
    return null;
  const leaf = data?.leaves.find(({ path }) => path.join("\0") === column.key);
  if (data !== undefined && leaf === undefined) return null;
  return (
    <>
      <h3 className={parts.title}>Statistics in the log</h3>
      {error !== null ? (
        <p className={parts.failed}>{error.message}</p>
      ) : data === undefined || leaf === undefined ? (
        <div aria-busy="true" className={css.bars}>
          <Skeleton width="80%" />
          <Skeleton width="60%" />
        </div>
      ) : (
        <>
          <dl className={css.bars}>
            <Bar label="Smallest and largest" count={leaf.bounds} of={data.checkedFiles} />
            {leaf.allNull === 0 ? null : <Bar label="All null" count={leaf.allNull} of={data.checkedFiles} />}
            <Bar label="Count of nulls" count={leaf.nullCounts} of={data.checkedFiles} />
          </dl>
          <p className={css.small}>{sayUse(leaf, data)}</p>
        </>
      )}
    </>
  );
}

function Bar({ label, count, of }: { readonly label: string; readonly count: number; readonly of: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Meter className={css.meter} share={of === 0 ? 0 : count / of} />
        <span className="num">
          {formatCount(count)} of {formatCount(of)} {of === 1 ? "file" : "files"}
        </span>
      </dd>
    </div>
  );
}

function sayUse({ bounds, allNull }: LeafCoverage, { files, checkedFiles, untoldFiles }: StatsCoverage): string {
  const sample = checkedFiles + untoldFiles < files ? " Counted over a sample." : "";
  if (checkedFiles === 0) return "No file’s statistics are at hand.";
  if (bounds > 0) return `A filter on it can leave out files by their bounds.${sample}`;
  if (allNull > 0) return `A filter on it can leave out files in which it is all null.${sample}`;
  return `A filter on it has to read every file.${sample}`;
}
