import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { encode } from "#testing/draw-log.ts";
import { LATEST, open } from "#testing/log-files.ts";
import { isTableError } from "./errors.ts";
import { summarizeCommits } from "./history.ts";
import { commitName } from "./log-path.ts";
import type { StoredObject } from "./ports.ts";

interface Case {
  readonly name: string;
  readonly commits: readonly { readonly modifiedMs: number; readonly text: string }[];
  readonly history: readonly (readonly [version: number, timestampMs: number])[];
  readonly versions: readonly (readonly [timestampMs: number, version: number | string])[];
}

const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL("../../fixtures/time-travel/spark.json", import.meta.url), "utf8"),
);

function logOf({ commits }: Case): Map<string, StoredObject> {
  return new Map(
    commits.map(({ modifiedMs, text }, version) => [commitName(version), { bytes: encode(text), modifiedMs }]),
  );
}

describe.each(cases)("Spark and we agree on $name", (spark) => {
  it.each([true, false])("about the version at a time; listing %s", async (canList) => {
    const { table } = open(logOf(spark), { canList });
    for (const [timestampMs, expected] of spark.versions) {
      const found = await table.loadSnapshot({ at: { kind: "timestamp", timestampMs } }).then(
        ({ version }) => version,
        (error: unknown) => (isTableError(error, "TimestampTooEarly") ? "too early" : error),
      );
      const wanted = typeof expected === "string" ? "too early" : expected;
      expect({ timestampMs, found }).toEqual({ timestampMs, found: wanted });
      if (typeof expected === "string") expect(expected).toContain("EARLIER_THAN_COMMIT_RETENTION");
    }
  });

  it("about the history's times", async () => {
    const { table } = open(logOf(spark));
    const rules = await table.loadSnapshot({ at: LATEST });
    const { commits } = await table.readCommits({ before: undefined, count: 100 });
    const context = { rules, known: undefined, earliestVersion: 0, hasCheckpoint: () => false };
    const times = summarizeCommits(commits, context).map(({ version, timestampMs }) => [version, timestampMs]);
    expect(times.toReversed()).toEqual(spark.history);
  });
});
