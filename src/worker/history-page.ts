// Pages of the history, with totals counted from a version whose files are known.

import { TableError } from "#delta/errors.ts";
import { type HistoryContext, summarizeCommits } from "#delta/history.ts";
import type { CommitRun, TableLog } from "#delta/table-log.ts";
import type { OpenTable } from "./open-table.ts";
import type { SessionApi } from "./serve.ts";
import type { CommitDetail, HistoryPage } from "./worker-api.ts";

export function createHistoryMethods(
  tableAt: (location: string) => OpenTable,
): Pick<SessionApi, "readHistory" | "readCommit"> {
  return {
    readHistory: ({ location, before, count }, { signal }) =>
      readHistoryPage(tableAt(location), { before, count }, signal),
    readCommit: ({ location, version }, { signal }) => readCommitDetail(tableAt(location), version, signal),
  };
}

export interface HistoryRange {
  /** Exclusive; undefined = from the newest. */
  readonly before: number | undefined;
  readonly count: number;
}

/** Commits of a broken text are in it too, as unreadable. Errors: NotADeltaTable, LogGap and those of the store. */
export async function readHistoryPage(
  table: OpenTable,
  { before, count }: HistoryRange,
  signal: AbortSignal,
): Promise<HistoryPage> {
  const [run, context] = await Promise.all([
    readRun(table.log, { before, count }, signal),
    historyContext(table, signal),
  ]);
  const summaries = summarizeCommits(run.commits, context);
  const wanted = before === undefined ? summaries : summaries.filter((commit) => commit.version < before);
  return { commits: wanted, reachesOldest: run.reachesOldest, earliestVersion: context.earliestVersion };
}

/**
 * The page's commits and all newer ones, which are held already: totals are counted through them, and a file removed in
 * one was maybe added in another.
 */
async function readRun(log: TableLog, { before, count }: HistoryRange, signal: AbortSignal): Promise<CommitRun> {
  const newest = await log.readCommits({ before: undefined, count: 1, signal });
  const latest = newest.commits[0]?.version ?? -1;
  const oldest = Math.max(0, Math.min(before ?? latest + 1, latest + 1) - count);
  return await log.readCommits({ before: undefined, count: latest - oldest + 1, signal });
}

async function historyContext(table: OpenTable, signal: AbortSignal): Promise<HistoryContext> {
  // A version that can't be opened has a history all the same: without its rules and totals. Why it can't be opened is
  // told where it was asked for.
  const slot = await table.anySlot(signal).catch(() => undefined);
  await slot?.whenComplete(signal).catch(() => undefined);
  signal.throwIfAborted();
  const header = slot?.header();
  return {
    rules: header,
    known:
      slot?.complete() === true && header !== undefined
        ? { version: header.version, totals: { ...slot.files().totals, ...table.reader.rowTotals(slot.files()) } }
        : undefined,
    earliestVersion: await table.log.earliestVersion({ signal }),
    hasCheckpoint: table.log.hasCheckpoint,
  };
}

const lineLimit = 2000;

/** Errors: VersionNotFound where the commit file is gone. */
async function readCommitDetail(table: OpenTable, version: number, signal: AbortSignal): Promise<CommitDetail> {
  const object = await table.log.readCommit(version, { signal });
  if (object === undefined) {
    const newest = await table.log.readCommits({ before: undefined, count: 1, signal });
    const latest = newest.commits[0]?.version ?? version;
    const earliest = await table.log.earliestVersion({ signal });
    const message = `Cannot read the commit of version ${version}: its file is not in the log`;
    throw new TableError("VersionNotFound", message, { asked: version, earliest, latest });
  }
  const lines = new TextDecoder()
    .decode(object.bytes)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return {
    version,
    sizeBytes: object.bytes.length,
    lines: lines.slice(0, lineLimit),
    lineCount: lines.length,
    actionCounts: countActions(lines),
  };
}

/** By the first key of each line, which names its action. */
function countActions(lines: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const name = /^\s*\{\s*"([^"]+)"/.exec(line)?.[1] ?? "unknown";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts];
}
