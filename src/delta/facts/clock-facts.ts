// Which of a commit's clocks travel by time goes by (PROTOCOL.md "In-Commit Timestamps"), and why.

import { firstInCommitVersion, inCommitSinceMs, type TimeRules } from "#delta/commit-time.ts";

export interface ClockFact {
  /** `in-commit`: the time that the commit itself carries; `file`: when the store last changed the commit's file. */
  readonly clock: "in-commit" | "file";
  /** The first version that goes by the time in the commit; undefined where none does. */
  readonly sinceVersion: number | undefined;
  /** From this time on (milliseconds since 1970 UTC), where the table tells. */
  readonly sinceMs: number | undefined;
  /** Why it is this clock, in one sentence. */
  readonly reason: string;
}

/** `rules.version` is the version that is asked about. */
export function describeClock(rules: TimeRules): ClockFact {
  const first = firstInCommitVersion(rules);
  if (first === Number.POSITIVE_INFINITY) {
    const reason =
      "The table has no in-commit timestamps, so the time at which the store took the commit’s file counts.";
    return { clock: "file", sinceVersion: undefined, sinceMs: undefined, reason };
  }
  const since = { sinceVersion: first, sinceMs: inCommitSinceMs(rules) };
  if (rules.version < first) {
    const reason = `In-commit timestamps begin with version ${first}; before it the time of the commit’s file counts.`;
    return { clock: "file", ...since, reason };
  }
  const from = first === 0 ? "from the first version on" : `since version ${first}`;
  return {
    clock: "in-commit",
    ...since,
    reason: `The table has in-commit timestamps ${from}, so the commit’s own time counts.`,
  };
}
