import type { CommitSummary, SnapshotInfo, TimeTravel } from "#worker/worker-api.ts";

export interface ViewSources {
  readonly at: TimeTravel;
  /** The snapshot that is here; the one before while another is on its way (`isTravelling`). */
  readonly snapshot: SnapshotInfo | undefined;
  readonly isTravelling: boolean;
  readonly hasFailed: boolean;
  /** Newest first. */
  readonly commits: readonly CommitSummary[];
  /** True while older commits may exist. */
  readonly hasOlder: boolean;
}

export interface VersionBounds {
  readonly first: number;
  readonly last: number;
}

/** The version that the view is of, as early as it is known. */
export function resolveVersion({ at, snapshot, isTravelling }: ViewSources): number | undefined {
  const asked = at.kind === "version" ? at.version : undefined;
  return isTravelling ? (asked ?? snapshot?.version) : (snapshot?.version ?? asked);
}

/** The oldest and the newest version of the table, as far as they are known. */
export function resolveBounds(sources: ViewSources): VersionBounds {
  const { snapshot, hasFailed, commits, hasOlder } = sources;
  const version = resolveVersion(sources);
  const known = Math.max(snapshot?.latestVersion ?? 0, commits[0]?.version ?? 0);
  // A version that does not exist must not stretch the rail.
  const last = hasFailed && known > 0 ? known : Math.max(known, version ?? 0);
  const oldest = hasOlder ? 0 : (commits.at(-1)?.version ?? 0);
  return { first: Math.min(oldest, version ?? oldest), last };
}
