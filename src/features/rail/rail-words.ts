import { formatBytes, formatCount, formatDuration, formatInstant } from "#ui/format.ts";
import type { CommitSummary } from "#worker/worker-api.ts";
import type { RailBar } from "./rail-bars.ts";

/** How long after the version before it a commit came: `2 min after v40`. */
export function describeGap(commit: CommitSummary | undefined, before: CommitSummary | undefined): string {
  if (commit?.timestampMs === undefined) return "";
  if (before?.timestampMs === undefined) return formatInstant(commit.timestampMs);
  return `${formatDuration(commit.timestampMs - before.timestampMs)} after v${before.version}`;
}

/** A version in one sentence, for the slider's value. */
export function sayVersion(version: number, commit: CommitSummary | undefined): string {
  if (commit === undefined) return `Version ${version}`;
  const { operation, timestampMs, unreadable, rows } = commit;
  return [
    `Version ${version}`,
    operation,
    timestampMs === undefined ? undefined : `${formatInstant(timestampMs)} UTC`,
    rows === undefined ? undefined : `${formatCount(rows)} rows`,
    unreadable === undefined ? undefined : `can't be read: ${unreadable}`,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

export interface TipFact {
  readonly label: string;
  readonly value: string;
}

/** What the log tells of a version, for the card beside the rail. */
export function listFacts(commit: CommitSummary): TipFact[] {
  const { rows, files, sizeBytes, timestampMs, userName, engineInfo } = commit;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["When", timestampMs === undefined ? undefined : `${formatInstant(timestampMs, { seconds: true })} UTC`],
    ["Who", userName ?? engineInfo],
    ["Rows", rows === undefined ? undefined : formatCount(rows)],
    ["Files", files === undefined ? undefined : formatCount(files)],
    ["Size", sizeBytes === undefined ? undefined : formatBytes(sizeBytes)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** `v40` or `v40 – v49`. */
export function nameBar({ first, last }: RailBar): string {
  return first === last ? `v${first}` : `v${first} – v${last}`;
}
