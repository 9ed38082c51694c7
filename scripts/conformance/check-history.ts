// A table's history against the reference's: versions, operations, and the times that commits themselves tell.

import { readHistoryPage } from "#worker/history-page.ts";
import type { OpenTable } from "#worker/open-table.ts";
import type { CommitSummary } from "#worker/worker-api.ts";
import type { ExpectedCommit } from "./expectations.ts";

/** The difference in words, or undefined. `expected` is oldest first. */
export async function checkHistory(table: OpenTable, expected: readonly ExpectedCommit[]): Promise<string | undefined> {
  const commits = await readAll(table);
  const operations = commits.map(({ version, operation }) => `${version} ${operation}`).join(", ");
  const wanted = expected.map(({ version, operation }) => `${version} ${operation}`).join(", ");
  if (operations !== wanted) return `history differs: ${operations} where the reference has ${wanted}`;
  for (const [at, { version, timestampMs }] of expected.entries()) {
    const ours = commits[at]?.timestampMs;
    if (timestampMs !== undefined && ours !== timestampMs) {
      return `version ${version} is of ${ours}, the reference says ${timestampMs}`;
    }
  }
  return undefined;
}

/** Oldest first. */
async function readAll(table: OpenTable): Promise<readonly CommitSummary[]> {
  const { signal } = new AbortController();
  const commits: CommitSummary[] = [];
  for (let before: number | undefined; ; ) {
    const page = await readHistoryPage(table, { before, count: 1000 }, signal);
    commits.push(...page.commits);
    before = page.commits.at(-1)?.version;
    if (page.reachesOldest || before === undefined) return commits.reverse();
  }
}
