// Spoiled logs: whatever the bytes, an answer or a tagged error, and never other rows from a file that only helps.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawLog } from "#testing/draw-log.ts";
import { at, checkpoint, type Files, LATEST, open, paths } from "#testing/log-files.ts";
import { byteMutation, fuzz, jsonMutation, type Mutation, outcome } from "#testing/mutate.ts";
import { sidecarFile, v2Checkpoint, v2Hint } from "#testing/v2-log.ts";
import { isTableError } from "./errors.ts";
import { describeColumn } from "./facts/column-facts.ts";
import { clusteringColumns, describeDomains, describeRowTracking } from "./facts/domain-facts.ts";
import { describeFeatures } from "./facts/feature-facts.ts";
import { readRetention } from "./facts/retention.ts";
import { describeProperties } from "./facts/table-properties.ts";
import { summarizeCommits } from "./history.ts";
import { checksumName, commitName, HINT_NAME } from "./log-path.ts";
import { mayMatch } from "./skipping/may-match.ts";
import type { Snapshot } from "./snapshot.ts";
import type { TableLog } from "./table-log.ts";

const TEXT = [
  '0 +a:10 +b:20 +c#dv1:30 txn=app:7 domain=delta.clustering:{"clusteringColumns":[["id"]]} ict=1000',
  "1 ~drawn{delta.enableInCommitTimestamps=true,delta.logRetentionDuration=x} !3.7[v2Checkpoint] ict=2000",
  "2 +d:5 ict=3000",
  "3 +e:6 -b -a ict=4000",
  "4 -c#dv1 +c#dv2:30 ict=5000",
  "5 +f ict=6000",
].join("\n");

const COMPACTED = "00000000000000000003.00000000000000000005.compacted.json";
/** As Spark counts them; the reader of these tests does not compare sizes. */
const tags = { numOfAddFiles: "4" };

const CHECKSUM =
  '{"numFiles":4,"tableSizeBytes":400,"numProtocol":1,"numMetadata":1,"allFiles":[],"setTransactions":[]}';

function build(kind: "v2" | "classic"): Files {
  const { files } = drawLog(TEXT);
  const put = (name: string, text: string) => files.set(name, { bytes: new TextEncoder().encode(text), modifiedMs: 9 });
  put(checksumName(5), CHECKSUM);
  if (kind === "classic")
    return v2Hint(checkpoint(v2Checkpoint(files, 2, { format: "classic", tags }), 1), 2, {
      format: "classic",
      repeats: true,
    });
  const text = (version: number) => new TextDecoder().decode(files.get(commitName(version))?.bytes);
  const lines = [3, 4, 5].flatMap((version) =>
    text(version)
      .split("\n")
      .filter((line) => !line.includes("commitInfo")),
  );
  put(COMPACTED, lines.join("\n"));
  return v2Hint(v2Checkpoint(files, 2, { tags }), 2, { repeats: true });
}

const MUTATION = fc.oneof(byteMutation, jsonMutation);

function spoil(files: Files, name: string, mutation: Mutation): Files {
  const spoiled = new Map(files);
  const file = files.get(name);
  if (file !== undefined) spoiled.set(name, { ...file, bytes: mutation(file.bytes) });
  return spoiled;
}

/** Everything that a table is asked for. Rejects only with a tagged error. */
async function askAll(table: TableLog): Promise<readonly Snapshot[]> {
  const snapshots: Snapshot[] = [];
  const tolerate = async (work: Promise<unknown>) => {
    await work.catch((error: unknown) => {
      if (!isTableError(error) || error.tag === "Internal") throw error;
    });
  };
  for (const target of [LATEST, at(1), at(4), { kind: "timestamp", timestampMs: 3500 } as const]) {
    await tolerate(table.loadSnapshot({ at: target }).then((snapshot) => snapshots.push(snapshot)));
  }
  await tolerate(table.earliestVersion());
  await tolerate(summarize(table, snapshots[0]));
  for (const snapshot of snapshots) {
    await tolerate(table.checkIntegrity(snapshot));
    explain(snapshot);
  }
  return snapshots;
}

async function summarize(table: TableLog, snapshot: Snapshot | undefined): Promise<void> {
  const { commits } = await table.readCommits({ before: undefined, count: 50 });
  const known = snapshot && { version: snapshot.version, totals: snapshot.files.totals };
  summarizeCommits(commits, { rules: snapshot, known, earliestVersion: 0, hasCheckpoint: () => false });
}

function explain(snapshot: Snapshot): void {
  const { protocol, metadata, schema } = snapshot;
  describeFeatures(protocol, metadata);
  describeProperties(metadata);
  describeDomains(snapshot);
  describeRowTracking(snapshot);
  readRetention(metadata);
  clusteringColumns(snapshot);
  for (const field of schema.fields) describeColumn(field);
  mayMatch(snapshot.files, snapshot, { kind: "compare", column: ["id"], operator: "<", value: 5n });
}

const TRUTH = ["c", "d", "e", "f"];

describe.each(["v2", "classic"] as const)("a spoiled log with a checkpoint of kind %s", (kind) => {
  const base = build(kind);

  it("as it is gives its files", async () => {
    for (const canList of [true, false]) {
      const snapshot = await open(base, { canList }).table.loadSnapshot({ at: LATEST });
      expect([...paths(snapshot)].sort()).toEqual(TRUTH);
      expect(snapshot.warnings).toEqual([]);
    }
  });

  it("gives an answer or a tagged error", { timeout: 3_600_000 }, async () => {
    const names = fc.constantFrom(...base.keys());
    const property = fc.asyncProperty(names, MUTATION, fc.boolean(), async (name, mutation, canList) => {
      const { table } = open(spoil(base, name, mutation), { canList });
      const result = await outcome(askAll(table), 10_000);
      if ("error" in result) throw result.error;
    });
    await fuzz(property, 150);
  });

  it("gives its own files whatever is in the files that only help", { timeout: 3_600_000 }, async () => {
    const names = fc.constantFrom(HINT_NAME, checksumName(5));
    const property = fc.asyncProperty(names, MUTATION, fc.boolean(), async (name, mutation, canList) => {
      const { table } = open(spoil(base, name, mutation), { canList });
      const snapshot = await table.loadSnapshot({ at: LATEST });
      expect([...paths(snapshot)].sort()).toEqual(TRUTH);
      expect(snapshot.metadata.name).toBe("drawn");
    });
    await fuzz(property, 100);
  });

  it("never gives a part of the table when a sidecar is cut or gone", { timeout: 3_600_000 }, async () => {
    const names = fc.constantFrom(sidecarFile(2, 1), sidecarFile(2, 2));
    const lengths = fc.nat(1000).map((part) => part / 1000);
    const property = fc.asyncProperty(names, lengths, fc.boolean(), async (name, share, canList) => {
      const cut = (bytes: Uint8Array) => bytes.slice(0, Math.floor(share * bytes.length));
      const { table } = open(spoil(base, name, cut), { canList });
      const result = await outcome(table.loadSnapshot({ at: LATEST }), 10_000);
      if ("answer" in result) expect([...paths(result.answer)].sort()).toEqual(TRUTH);
      else expect(isTableError(result.error)).toBe(true);
    });
    await fuzz(property, 40);
  });
});
