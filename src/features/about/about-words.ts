import type { RowTrackingFact } from "#delta/facts/domain-facts.ts";
import type { FeatureFact } from "#delta/facts/feature-facts.ts";
import type { Integrity } from "#delta/integrity.ts";
import { formatCount, formatDuration, formatInstant } from "#ui/format.ts";
import type { TableFacts } from "#worker/worker-api.ts";

/** `29 Mar 2026 10:00:00.123 UTC`: a clock is told to the millisecond. */
export function sayClock(timeMs: number): string {
  const ms = ((timeMs % 1000) + 1000) % 1000;
  const fraction = ms === 0 ? "" : `.${String(ms).padStart(3, "0")}`;
  return `${formatInstant(timeMs, { seconds: true })}${fraction} UTC`;
}

/** One of a commit's clocks. */
export interface ClockLine {
  readonly id: "in-commit" | "file" | "writer";
  readonly label: string;
  readonly timeMs: number | undefined;
  /** What stands where there is no time. */
  readonly absent: string;
  /** Whether travel by time goes by it. */
  readonly counts: boolean;
}

export function clockLines({ clock, inCommitMs, modifiedMs, writtenMs }: ClockSources): readonly ClockLine[] {
  const isInCommit = clock.clock === "in-commit" && inCommitMs !== undefined;
  const isFile = !isInCommit && modifiedMs !== undefined;
  return [
    {
      id: "in-commit",
      label: "In the commit",
      timeMs: inCommitMs,
      absent: "The commit carries none",
      counts: isInCommit,
    },
    {
      id: "file",
      label: "Of its file",
      timeMs: modifiedMs,
      absent: "The store does not tell",
      counts: isFile,
    },
    {
      id: "writer",
      label: "Writer’s own",
      timeMs: writtenMs,
      absent: "The writer left none",
      counts: !isInCommit && !isFile && writtenMs !== undefined,
    },
  ];
}

type ClockSources = Pick<TableFacts, "clock" | "inCommitMs" | "modifiedMs" | "writtenMs">;

/** Why the clock that counts may surprise; undefined where the two that can count agree to the second. */
export function clockNotice({ clock, inCommitMs, modifiedMs }: ClockSources): string | undefined {
  if (inCommitMs === undefined || modifiedMs === undefined) return undefined;
  const apartMs = Math.abs(inCommitMs - modifiedMs);
  if (apartMs < 1000) return undefined;
  const later = modifiedMs > inCommitMs ? "later" : "earlier";
  const which = clock.clock === "in-commit" ? "the time in the commit" : "the file’s time";
  return `The file is ${formatDuration(apartMs)} ${later} than the commit says. Travel by time goes by ${which}; a copied table’s files bear the time of the copy.`;
}

/** The version's times in one sentence: what it was built from. */
export function sayOrigin({ version, checkpointVersion }: Pick<TableFacts, "version" | "checkpointVersion">): string {
  const commits = (count: number) => `${formatCount(count)} ${count === 1 ? "commit" : "commits"}`;
  if (checkpointVersion === undefined) return `${commits(version + 1)}, from v0 on, without a checkpoint`;
  if (checkpointVersion === version) return `the checkpoint of v${version} alone`;
  return `the checkpoint of v${checkpointVersion} and ${commits(version - checkpointVersion)} after it`;
}

/** What the checksum file says against the log. */
export interface IntegrityWords {
  readonly tone: "ok" | "bad" | "none";
  readonly title: string;
  readonly about: string;
}

export function sayIntegrity(integrity: Integrity, version: number): IntegrityWords {
  switch (integrity.kind) {
    case "agrees": {
      const count = integrity.compared.length;
      if (count === 0) {
        return {
          tone: "none",
          title: "Not comparable",
          about: "The checksum file says nothing that the log says too.",
        };
      }
      const facts = `${formatCount(count)} ${count === 1 ? "fact" : "facts"}`;
      return {
        tone: "ok",
        title: "Agrees with its checksum file",
        about: `${facts} of what the writer noted for v${version} are what the log gives: ${integrity.compared.join(", ")}.`,
      };
    }
    case "differs":
      return {
        tone: "bad",
        title: `Differs from its checksum file in ${integrity.differences.map(({ what }) => what).join(", ")}`,
        about:
          "The log counts and is what is shown. A writer left the file out of step, or one of the two was changed since.",
      };
    case "absent":
      return {
        tone: "none",
        title: "No checksum file",
        about: `Nothing to compare v${version} with: many writers leave none.`,
      };
    case "unreadable":
      return { tone: "none", title: "Not comparable", about: `The checksum file can’t be read: ${integrity.reason}.` };
  }
}

export const STATUS_WORDS: { readonly [S in FeatureFact["status"]]: string } = {
  read: "read here",
  ignored: "binds writers",
  refused: "not read",
};

/** `7 features: all read or for writers alone`. */
export function sayFeatures(features: readonly FeatureFact[]): string {
  const refused = features.filter(({ status }) => status === "refused").length;
  if (features.length === 0) return "none";
  if (refused === 0) return "all supported";
  return `${formatCount(refused)} not read`;
}

export function sayRowTracking({ state }: RowTrackingFact): string {
  switch (state) {
    case "on":
      return "On: every row has an id that it keeps while its file is rewritten.";
    case "supported":
      return "Supported, and not switched on: rows may have ids, none are promised.";
    case "suspended":
      return "Suspended: new rows get no ids for the time being.";
    case "off":
      return "Off: rows have no ids of their own.";
  }
}
