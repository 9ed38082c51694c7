// The oldest version that can be rebuilt: log clean-up deletes old commits, and only a checkpoint that unbroken commits
// follow stands in for them. The oldest commit is not it.

import type { LogParts } from "./load-snapshot.ts";
import { earliestListed } from "./log-segment.ts";
import type { ReadOptions } from "./ports.ts";
import { lastWhere } from "./search-versions.ts";

/** Errors: NotADeltaTable. */
export async function findEarliest(parts: LogParts, options: ReadOptions): Promise<number> {
  const { discovery, commits, candidates } = parts;
  const latest = discovery.knownLatest() ?? (await discovery.findLatest("search", options));
  const listed = discovery.listed();
  if (listed !== undefined) return earliestListed(listed) ?? latest;
  if ((await commits.read(0, options)) !== undefined) return 0;
  const isGone = async (version: number) => (await commits.read(version, options)) === undefined;
  const lastGone = await lastWhere({ low: 0, high: latest }, isGone);
  const oldest = await candidates.oldestFrom(Math.max(1, lastGone), options);
  return oldest?.version ?? latest;
}
