import type { CommitSummary } from "#worker/worker-api.ts";

export interface UnreadableSummary {
  /** `v0 – v3`. */
  readonly label: string;
  readonly reason: string;
  readonly firstReadable: number | undefined;
}

/** The run of unreadable versions at the old end of a history, newest first; undefined when the oldest can be read. */
export function summarizeUnreadable(commits: readonly CommitSummary[]): UnreadableSummary | undefined {
  const firstReadable = commits.findLast(({ unreadable }) => unreadable === undefined)?.version;
  const run = commits.filter(({ version }) => firstReadable === undefined || version < firstReadable);
  const oldest = run.at(-1);
  const newest = run[0];
  if (oldest === undefined || newest?.unreadable === undefined) return undefined;
  return {
    label: oldest === newest ? `v${oldest.version}` : `v${oldest.version} – v${newest.version}`,
    reason: newest.unreadable.replace(/\.$/, ""),
    firstReadable,
  };
}
