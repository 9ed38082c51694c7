// What the About and Schema tabs tell of a version: from its header, its commit and the next one, and on demand from its
// checksum file and the statistics of its files. Rows need not be readable for any of it.

import { describeClock } from "#delta/facts/clock-facts.ts";
import { clusteringColumns, describeDomains, describeRowTracking } from "#delta/facts/domain-facts.ts";
import { describeFeatures, describeProtocol } from "#delta/facts/feature-facts.ts";
import { readRetention } from "#delta/facts/retention.ts";
import { createCoverageCounter, statsLeaves } from "#delta/facts/stats-coverage.ts";
import { describeDefaults, describeProperties } from "#delta/facts/table-properties.ts";
import { type CommitSummary, summarizeCommits } from "#delta/history.ts";
import type { Integrity } from "#delta/integrity.ts";
import { fileCount, fileNumRecords, fileStats, type LiveFiles } from "#delta/live-files.ts";
import type { Snapshot, SnapshotHeader } from "#delta/snapshot.ts";
import type { OpenTable } from "./open-table.ts";
import type { SessionApi } from "./serve.ts";
import type { SnapshotSlot } from "./snapshot-slot.ts";
import type { StatsCoverage, TableFacts, TableRequest } from "./worker-api.ts";

export interface FactParts {
  readonly tableAt: (location: string) => OpenTable;
  readonly slotOf: (request: TableRequest, signal: AbortSignal) => Promise<SnapshotSlot>;
}

export function createFactMethods({
  tableAt,
  slotOf,
}: FactParts): Pick<SessionApi, "readFacts" | "checkIntegrity" | "readStatsCoverage"> {
  return {
    readFacts: async (request, { signal }) =>
      readTableFacts(tableAt(request.location), await slotOf(request, signal), signal),
    checkIntegrity: async (request, { signal }) =>
      checkTableIntegrity(tableAt(request.location), await slotOf(request, signal), signal),
    readStatsCoverage: async (request, { signal }) => readStatsCoverage(await slotOf(request, signal), signal),
  };
}

/** Costs at most the version's commit and the next one. A commit that is gone leaves its times unknown. */
async function readTableFacts(table: OpenTable, slot: SnapshotSlot, signal: AbortSignal): Promise<TableFacts> {
  const header = slot.header();
  const commits = await nearCommits(table, header, signal);
  const own = commits.find(({ version }) => version === header.version);
  const next = commits.find(({ version }) => version === header.version + 1);
  const { protocol, metadata, columnMapping, schema } = header;
  return {
    location: table.location,
    version: header.version,
    latestVersion: header.latestVersion,
    tableId: metadata.id,
    name: metadata.name,
    description: metadata.description,
    createdMs: metadata.createdTime,
    provider: metadata.format.provider,
    formatOptions: [...metadata.format.options],
    schemaString: metadata.schemaString,
    columnMapping,
    partitionColumns: header.partitionColumns,
    clusteringColumns: clusteringColumns({ domainMetadata: header.domainMetadata, schema, columnMapping }),
    minReaderVersion: protocol.minReaderVersion,
    minWriterVersion: protocol.minWriterVersion,
    protocolAbout: describeProtocol(protocol),
    features: describeFeatures(protocol, metadata),
    properties: describeProperties(metadata),
    defaults: describeDefaults(metadata),
    retention: readRetention(metadata),
    clock: describeClock(header),
    timestampMs: own?.timestampMs ?? header.timestampMs,
    modifiedMs: own?.modifiedMs,
    inCommitMs: own?.inCommitMs,
    writtenMs: own?.writtenMs,
    supersededMs: next?.timestampMs,
    checkpointVersion: header.checkpointVersion,
    domains: describeDomains(header),
    rowTracking: describeRowTracking(header),
    transactions: [...header.transactions].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/** The version's commit and the next one, as far as they are there; newest first. */
async function nearCommits(
  table: OpenTable,
  header: SnapshotHeader,
  signal: AbortSignal,
): Promise<readonly CommitSummary[]> {
  const last = Math.min(header.version + 1, header.latestVersion);
  const { commits } = await table.log.readCommits({ before: last + 1, count: last - header.version + 1, signal });
  return summarizeCommits(commits, {
    rules: header,
    known: undefined,
    earliestVersion: undefined,
    hasCheckpoint: table.log.hasCheckpoint,
  });
}

/** Waits for the whole file list, then costs one request. Errors of the store. */
async function checkTableIntegrity(table: OpenTable, slot: SnapshotSlot, signal: AbortSignal): Promise<Integrity> {
  await slot.whenComplete(signal);
  const snapshot: Snapshot = { ...slot.header(), files: slot.files() };
  return await table.log.checkIntegrity(snapshot, { signal });
}

/** More files than this are sampled, evenly over the list. */
const SAMPLED_FILES = 20_000;
/** Whoever waits for this thread waits no longer than this many milliseconds. */
const SLICE_MS = 12;

/** Waits for the whole file list, then counts in slices between which other requests are answered. No request. */
async function readStatsCoverage(slot: SnapshotSlot, signal: AbortSignal): Promise<StatsCoverage> {
  await slot.whenComplete(signal);
  const files = slot.files();
  const total = fileCount(files);
  const checked = Math.min(total, SAMPLED_FILES);
  const counter = createCoverageCounter(statsLeaves(slot.header().schema, slot.header()));
  let withoutStats = 0;
  let untold = 0;
  let sliceEndMs = performance.now() + SLICE_MS;
  for (let at = 0; at < checked; at++) {
    const index = Math.floor((at * total) / checked);
    const stats = fileStats(files, index);
    counter.count(stats);
    if (stats === undefined && isUntold(files, index)) untold += 1;
    else if (stats === undefined) withoutStats += 1;
    if (performance.now() < sliceEndMs) continue;
    await nextSlice(signal);
    sliceEndMs = performance.now() + SLICE_MS;
  }
  return { files: total, checkedFiles: checked - untold, untoldFiles: untold, withoutStats, leaves: counter.result() };
}

/** A file whose rows are counted had stats: as columns of a checkpoint, or more text than is held. */
function isUntold(files: LiveFiles, index: number): boolean {
  return fileNumRecords(files, index) !== undefined;
}

/** A task of its own, so that the messages that wait are answered first. */
async function nextSlice(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
  signal.throwIfAborted();
}
