import { outlookOf } from "#delta/facts/retention.ts";
import { formatCount, formatDuration, formatInstant, formatRelativeTime } from "#ui/format.ts";
import type { CommitSummary, TableFacts } from "#worker/worker-api.ts";

export interface RetentionSources {
  readonly facts: TableFacts;
  /** Newest first, as far as they are loaded. */
  readonly commits: readonly CommitSummary[];
  /** Whether older commits may exist. */
  readonly hasOlder: boolean;
  readonly nowMs: number;
}

/** How long something is kept, and what that means for the version in view. */
export interface RetentionLine {
  readonly id: "files" | "log" | "travel" | "transactions";
  readonly label: string;
  /** `7 d`. */
  readonly figure: string;
  /** Where the figure comes from. */
  readonly source: string;
  readonly about: string;
}

/** What is kept how long, and what that means for the version; times are milliseconds since 1970 UTC. */
export function retentionLines(sources: RetentionSources): readonly RetentionLine[] {
  const { facts } = sources;
  const { retention } = facts;
  const lines: RetentionLine[] = [
    {
      id: "files",
      label: "Removed files",
      figure: sayInterval(retention.deletedFilesMs),
      source: sourceOf(facts, "delta.deletedFileRetentionDuration"),
      about: filesAbout(sources),
    },
    {
      id: "log",
      label: "Commits",
      figure: sayInterval(retention.logMs),
      source: sourceOf(facts, "delta.logRetentionDuration"),
      about: logAbout(sources),
    },
    {
      id: "travel",
      label: "Travel in Spark",
      figure: sayInterval(retention.deletedFilesMs),
      source: "as removed files",
      about: travelAbout(sources),
    },
  ];
  if (retention.transactionsMs !== undefined) {
    lines.push({
      id: "transactions",
      label: "Transactions",
      figure: sayInterval(retention.transactionsMs),
      source: sourceOf(facts, "delta.setTransactionRetentionDuration"),
      about: "An application’s last version is forgotten so long after it wrote.",
    });
  }
  return lines;
}

/** Which of the loaded versions Spark refuses by its own rule, as a range; undefined where it refuses none. */
export function refusedBySpark({
  facts,
  commits,
  nowMs,
}: RetentionSources): { first: number; last: number } | undefined {
  const limitMs = nowMs - facts.retention.deletedFilesMs;
  const refused = commits.filter(
    ({ version, timestampMs }) => version < facts.latestVersion && timestampMs !== undefined && timestampMs < limitMs,
  );
  const [newest] = refused;
  const oldest = refused.at(-1);
  return newest === undefined || oldest === undefined ? undefined : { first: oldest.version, last: newest.version };
}

function filesAbout({ facts, nowMs }: RetentionSources): string {
  const { version, latestVersion, timestampMs, supersededMs, retention } = facts;
  if (version >= latestVersion) return `v${version} is the newest version: VACUUM removes none of its files.`;
  if (timestampMs === undefined || supersededMs === undefined) {
    return `When v${version} was replaced is not known, so its files may be gone already.`;
  }
  const { filesSafeUntilMs = 0 } = outlookOf(retention, { nowMs, committedMs: timestampMs, supersededMs });
  const when = sayWhen(filesSafeUntilMs, nowMs);
  return filesSafeUntilMs > nowMs
    ? `No file of v${version} can be vacuumed until ${when}.`
    : `Files that v${version + 1} and later versions removed may have been vacuumed since ${when}; while all are there, v${version} opens here.`;
}

function logAbout({ facts, nowMs }: RetentionSources): string {
  const { version, timestampMs, supersededMs, retention, properties } = facts;
  const cleanup = properties.find(({ name }) => name.toLowerCase() === "delta.enableexpiredlogcleanup")?.value;
  if (cleanup?.toLowerCase() === "false") return "Clean-up of the log is switched off, so commits stay.";
  if (timestampMs === undefined) return "Writers clean older commits up once a checkpoint stands in for them.";
  const { commitSafeUntilMs } = outlookOf(retention, { nowMs, committedMs: timestampMs, supersededMs });
  const when = sayWhen(commitSafeUntilMs, nowMs);
  return commitSafeUntilMs > nowMs
    ? `The commit of v${version} stays until ${when} at least; then a writer may clean it up, once a checkpoint stands in for it.`
    : `The commit of v${version} may be cleaned up since ${when}, once a checkpoint stands in for it.`;
}

function travelAbout(sources: RetentionSources): string {
  const { facts, commits, hasOlder, nowMs } = sources;
  const limit = formatInstant(nowMs - facts.retention.deletedFilesMs);
  const rule = `Spark refuses versions committed before ${limit} UTC, save the newest, whether or not their files are there`;
  const refused = refusedBySpark(sources);
  if (commits.length === 0) return `${rule}.`;
  if (refused === undefined) {
    return `${rule}: of ${hasOlder ? "the newest " : ""}${formatCount(commits.length)} it refuses none.`;
  }
  const first = hasOlder ? "" : `v${refused.first} to `;
  const range =
    refused.first === refused.last && !hasOlder
      ? `v${refused.last}`
      : `${first}v${refused.last}${hasOlder ? " and older" : ""}`;
  return `${rule}: ${range}. Here they open while their files are there.`;
}

/** `7 d`, `30 d`, `3,650 d`. */
export function sayInterval(ms: number): string {
  const days = ms / 86_400_000;
  if (ms < 0) return `−${sayInterval(-ms)}`;
  return Number.isInteger(days) && days > 0 ? `${formatCount(days)} d` : formatDuration(ms);
}

function sayWhen(timeMs: number, nowMs: number): string {
  const near = Math.abs(timeMs - nowMs) < 7 * 86_400_000 ? `, ${formatRelativeTime(timeMs, nowMs)}` : "";
  return `${formatInstant(timeMs)} UTC${near}`;
}

function sourceOf({ properties }: TableFacts, name: string): string {
  return properties.some((property) => property.name.toLowerCase() === name.toLowerCase()) ? "set" : "default";
}
