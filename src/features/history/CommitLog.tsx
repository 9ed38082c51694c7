import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "#ui/CopyButton.tsx";
import { Fold } from "#ui/Fold.tsx";
import { formatBytes, formatCount } from "#ui/format.ts";
import parts from "#ui/Inspector.module.css";
import { Skeleton } from "#ui/Skeleton.tsx";
import type { WorkerClient } from "#worker/client.ts";
import css from "./CommitInspector.module.css";

interface CommitLogProps {
  readonly client: WorkerClient;
  readonly location: string;
  readonly version: number;
}

/** A commit's own lines, and how many actions of which kind they hold. */
export function CommitLog({ client, location, version }: CommitLogProps) {
  const { data, error } = useQuery({
    queryKey: ["commit", location, version],
    queryFn: ({ signal }) => client.call("readCommit", { location, version }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });
  if (error !== null) return <p className={css.reason}>{error.message}</p>;
  if (data === undefined) return <Skeleton width="70%" />;
  const { lines, lineCount, sizeBytes, actionCounts } = data;
  const text = lines.join("\n");
  return (
    <>
      <h3 className={parts.title}>Actions</h3>
      <dl className={parts.figures}>
        {actionCounts.map(([name, count]) => (
          <div key={name}>
            <dt className={parts.code}>{name}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      <div className={css.lines}>
        <Fold
          title="Raw JSON"
          note={`${formatCount(lineCount)} ${lineCount === 1 ? "line" : "lines"} · ${formatBytes(sizeBytes)}`}
          end={<CopyButton iconOnly label="Copy the lines" text={text} />}
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
          <pre className={css.raw} tabIndex={0}>
            {text}
          </pre>
          {lines.length < lineCount ? (
            <p className={css.more}>{formatCount(lineCount - lines.length)} more lines are not shown.</p>
          ) : null}
        </Fold>
      </div>
    </>
  );
}
