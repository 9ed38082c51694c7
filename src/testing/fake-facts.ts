// What the invented table's About and Schema tabs tell.

import type { MetadataAction, ProtocolAction } from "#delta/actions.ts";
import { describeClock } from "#delta/facts/clock-facts.ts";
import { describeFeatures, describeProtocol } from "#delta/facts/feature-facts.ts";
import { readRetention } from "#delta/facts/retention.ts";
import { describeDefaults, describeProperties } from "#delta/facts/table-properties.ts";
import type { CommitSummary, StatsCoverage, TableFacts } from "#worker/worker-api.ts";

const protocol: ProtocolAction = {
  kind: "protocol",
  minReaderVersion: 3,
  minWriterVersion: 7,
  readerFeatures: ["deletionVectors", "columnMapping"],
  writerFeatures: ["deletionVectors", "columnMapping", "appendOnly", "inCommitTimestamp", "rowTracking"],
};

const metadata: MetadataAction = {
  kind: "metaData",
  id: "7f1a2c9e-0000-4000-8000-000000000001",
  description: "Rides as they were billed",
  format: { provider: "parquet", options: new Map() },
  schemaString: '{"type":"struct","fields":[{"name":"ride_id","type":"long","nullable":true,"metadata":{}}]}',
  partitionColumns: ["day"],
  createdTime: Date.UTC(2026, 2, 1, 6),
  configuration: new Map([
    ["delta.enableDeletionVectors", "true"],
    ["delta.enableInCommitTimestamps", "true"],
    ["delta.inCommitTimestampEnablementVersion", "12"],
    ["delta.constraints.fare_positive", "fare > 0"],
    ["delta.logRetentionDuration", "interval 90 days"],
    ["team.owner", "rides@acme.example"],
  ]),
};

export function fakeFacts(location: string, version: number, commits: readonly CommitSummary[]): TableFacts {
  const commit = commits[version];
  return {
    location,
    version,
    latestVersion: commits.length - 1,
    tableId: metadata.id,
    name: undefined,
    description: metadata.description,
    createdMs: metadata.createdTime,
    provider: "parquet",
    formatOptions: [],
    schemaString: metadata.schemaString,
    columnMapping: "none",
    partitionColumns: metadata.partitionColumns,
    clusteringColumns: undefined,
    minReaderVersion: protocol.minReaderVersion,
    minWriterVersion: protocol.minWriterVersion,
    protocolAbout: describeProtocol(protocol),
    features: describeFeatures(protocol, metadata),
    properties: describeProperties(metadata),
    defaults: describeDefaults(metadata),
    retention: readRetention(metadata),
    clock: describeClock({ version, protocol, metadata }),
    timestampMs: commit?.timestampMs,
    modifiedMs: commit?.modifiedMs,
    inCommitMs: commit?.inCommitMs,
    writtenMs: commit?.writtenMs,
    supersededMs: commits[version + 1]?.timestampMs,
    checkpointVersion: version < 10 ? undefined : Math.floor(version / 10) * 10,
    domains: [
      {
        domain: "delta.rowTracking",
        configuration: '{"rowIdHighWaterMark":61239}',
        about: "The highest row id that was given out.",
      },
    ],
    rowTracking: {
      state: "supported",
      rowIdColumn: undefined,
      commitVersionColumn: undefined,
      highWaterMark: 61_239n,
    },
    transactions: [["rides-ingest", 9_007_199_254_740_993n]],
  };
}

export const FAKE_COVERAGE: StatsCoverage = {
  files: 38,
  checkedFiles: 38,
  untoldFiles: 0,
  withoutStats: 0,
  leaves: [
    { path: ["ride_id"], bounds: 38, nullCounts: 38, allNull: 0 },
    { path: ["driver", "name"], bounds: 19, nullCounts: 38, allNull: 2 },
    { path: ["receipt"], bounds: 0, nullCounts: 38, allNull: 0 },
  ],
};
