import { formatInstant } from "#ui/format.ts";
import type { CommitSummary } from "#worker/worker-api.ts";

/** A commit's times in UTC, each with the clock it is of; the one that travel by time goes by says so. */
export function clockFacts(commit: CommitSummary): readonly (readonly [clock: string, time: string])[] {
  const { inCommitMs, modifiedMs, writtenMs, timestampMs } = commit;
  const clocks = [
    ["In the commit", inCommitMs],
    ["Of its file", modifiedMs],
    ["Writer’s own", writtenMs],
  ] as const;
  const counting = clocks.find(([, timeMs]) => timeMs !== undefined && timeMs === timestampMs);
  const known = clocks.flatMap((clock) => {
    const [label, timeMs] = clock;
    const use = clock === counting ? " · counts" : "";
    return timeMs === undefined ? [] : [[label, `${sayTime(timeMs)}${use}`] as const];
  });
  if (counting !== undefined || timestampMs === undefined) return known;
  // Equal or falling file times are made to rise by a millisecond.
  return [...known, ["For travel", `${sayTime(timestampMs)} · made to rise`] as const];
}

function sayTime(timeMs: number): string {
  const ms = ((timeMs % 1000) + 1000) % 1000;
  return `${formatInstant(timeMs, { seconds: true })}${ms === 0 ? "" : `.${String(ms).padStart(3, "0")}`}`;
}
