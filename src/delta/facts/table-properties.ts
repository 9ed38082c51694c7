// The properties of a table: what each means and what holds where it is not set. Names and defaults are those of Delta
// 4.4 for Spark; a writer of another make may choose otherwise for what only writers heed.

import type { MetadataAction } from "#delta/actions.ts";

export interface PropertyFact {
  readonly name: string;
  /** As it is set; undefined where it is not. */
  readonly value: string | undefined;
  /** What holds otherwise; undefined = nothing, or the writer's own choice. */
  readonly byDefault: string | undefined;
  /** What it does, in one sentence. */
  readonly about: string;
}

type KnownProperty = readonly [name: string, byDefault: string | undefined, about: string];

const KNOWN: readonly KnownProperty[] = [
  ["delta.appendOnly", "false", "Rows can be added, but not changed or deleted."],
  ["delta.autoOptimize", undefined, "An older name that sets both of the autoOptimize properties."],
  ["delta.autoOptimize.autoCompact", undefined, "Writers join small files after they have written."],
  ["delta.autoOptimize.optimizeWrite", undefined, "Writers gather rows into larger files before they write."],
  ["delta.castIcebergTimeType", "false", "A conversion from Iceberg turns times of day into numbers."],
  ["delta.checkpoint.writeStatsAsJson", "true", "Checkpoints hold the files' statistics as JSON."],
  ["delta.checkpoint.writeStatsAsStruct", "true", "Checkpoints hold the files' statistics as columns."],
  ["delta.checkpointInterval", "10", "A checkpoint is written every so many versions."],
  ["delta.checkpointPolicy", "classic", "Whether checkpoints are classic or of version 2, with sidecars."],
  ["delta.checkpointRetentionDuration", "interval 2 days", "Checkpoints that newer ones replace are kept so long."],
  ["delta.columnMapping.maxColumnId", "0", "The highest column id that was given out."],
  ["delta.columnMapping.mode", "none", "How columns are found in files: by their name, a stored name or an id."],
  ["delta.compatibility.symlinkFormatManifest.enabled", "false", "Writers keep a manifest for readers of Hive."],
  ["delta.coordinatedCommits.commitCoordinator-preview", undefined, "Who orders the table's commits."],
  ["delta.coordinatedCommits.commitCoordinatorConf-preview", undefined, "How the coordinator of commits is reached."],
  ["delta.coordinatedCommits.tableConf-preview", undefined, "How the coordinator of commits knows the table."],
  [
    "delta.dataSkippingNumIndexedCols",
    "32",
    "Statistics are kept of so many columns, counted from the first; -1 is all.",
  ],
  ["delta.dataSkippingStatsColumns", undefined, "Statistics are kept of these columns instead of the first ones."],
  ["delta.dataSkippingStringPrefixLength", undefined, "Statistics keep so many characters of a string."],
  ["delta.deletedFileRetentionDuration", "interval 1 week", "VACUUM leaves removed files alone so long."],
  [
    "delta.dropFeatureTruncateHistory.retentionDuration",
    "interval 24 hours",
    "Dropping a feature keeps history so long.",
  ],
  ["delta.enableChangeDataCapture", "false", "An older name of delta.enableChangeDataFeed."],
  ["delta.enableChangeDataFeed", "false", "Writers record changed rows, for reading changes between versions."],
  ["delta.enableDeletionVectors", "false", "Deletes may mark rows instead of rewriting their files."],
  ["delta.enableExpiredLogCleanup", "true", "Commits beyond their retention are cleaned up."],
  ["delta.enableFullRetentionRollback", "true", "Every version within the log's retention can be restored."],
  ["delta.enableIcebergCompatV1", undefined, "The table is kept convertible to Iceberg, by rules of version 1."],
  ["delta.enableIcebergCompatV2", undefined, "The table is kept convertible to Iceberg, by rules of version 2."],
  ["delta.enableIcebergCompatV3", undefined, "The table is kept convertible to Iceberg, by rules of version 3."],
  ["delta.enableInCommitTimestamps", "false", "Commits carry their own time, which travel by time then follows."],
  ["delta.enableMaterializePartitionColumnsFeature", undefined, "Partition columns are stored in the data files too."],
  ["delta.enableRowTracking", "false", "Every row gets an id that it keeps across rewrites."],
  ["delta.enableTypeWidening", "false", "Column types may be widened without rewriting files."],
  ["delta.enableVariantShredding", "false", "Semi-structured values may be stored in parts, as typed columns."],
  ["delta.ignoreIcebergBucketPartition", "false", "A conversion from Iceberg drops partitioning by bucket."],
  ["delta.ignoreProtocolDefaults", "false", "The table was created with the lowest protocol that it needs."],
  [
    "delta.inCommitTimestampEnablementTimestamp",
    undefined,
    "From this time on, travel by time follows the commits' own.",
  ],
  ["delta.inCommitTimestampEnablementVersion", undefined, "From this version on, commits carry their own time."],
  ["delta.isolationLevel", "Serializable", "How far writers at the same time must be kept apart."],
  ["delta.logRetentionDuration", "interval 30 days", "Commits stay in the log so long, and with them history."],
  ["delta.minReaderVersion", undefined, "The protocol's reader version asked for when the table was made."],
  ["delta.minWriterVersion", undefined, "The protocol's writer version asked for when the table was made."],
  ["delta.parquet.compression.codec", "zstd", "How data files are compressed."],
  ["delta.parquet.format.version", "1.0.0", "Which version of Parquet data files are written in."],
  ["delta.randomPrefixLength", "2", "How long random folder names are."],
  ["delta.randomizeFilePrefixes", "false", "Data files go into folders with random names."],
  ["delta.redirectReaderWriter-preview", undefined, "Where readers and writers are sent instead."],
  ["delta.redirectWriterOnly-preview", undefined, "Where writers are sent instead."],
  ["delta.requireCheckpointProtectionBeforeVersion", "0", "Checkpoints before this version must be kept."],
  [
    "delta.rowTracking.materializedRowCommitVersionColumnName",
    undefined,
    "The stored column of rows' commit versions.",
  ],
  ["delta.rowTracking.materializedRowIdColumnName", undefined, "The stored column of rows' ids."],
  ["delta.rowTrackingSuspended", "false", "New rows get no ids for the time being."],
  ["delta.sampleRetentionDuration", "interval 7 days", "Samples of the data are kept so long."],
  ["delta.setTransactionRetentionDuration", undefined, "Applications' transaction versions are kept so long."],
  ["delta.targetFileSize", undefined, "How large data files should become."],
  ["delta.tuneFileSizesForRewrites", undefined, "Files are kept small where they are often rewritten."],
  ["delta.universalFormat.enabledFormats", "", "Other formats that the table's metadata is kept in as well."],
  [
    "delta.universalFormat.iceberg.atomicConversion.supported",
    "false",
    "Iceberg metadata is written with each commit.",
  ],
  ["delta.writePartitionColumnsToParquet", undefined, "Partition columns are stored in the data files too."],
];

const BY_NAME: ReadonlyMap<string, KnownProperty> = new Map(KNOWN.map((known) => [known[0].toLowerCase(), known]));

/** Families of properties, by their beginning. */
const FAMILIES: readonly (readonly [prefix: string, about: string])[] = [
  ["delta.constraints.", "A condition that every written row satisfies."],
  ["delta.feature.", "A table feature that was asked for when the table was made."],
  ["delta.", "A property of Delta's that is not known."],
  ["", "A property of the table's owner, without a meaning to Delta."],
];

/** What is set, by name. */
export function describeProperties({ configuration }: Pick<MetadataAction, "configuration">): readonly PropertyFact[] {
  return [...configuration].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => describeProperty(name, value));
}

/** What is not set and has a default, by name. */
export function describeDefaults({ configuration }: Pick<MetadataAction, "configuration">): readonly PropertyFact[] {
  const set = new Set([...configuration.keys()].map((name) => name.toLowerCase()));
  return KNOWN.filter(([name, byDefault]) => byDefault !== undefined && !set.has(name.toLowerCase())).map(([name]) =>
    describeProperty(name, undefined),
  );
}

/** Names are found in any letter case, as writers do. */
function describeProperty(name: string, value: string | undefined): PropertyFact {
  const [, byDefault, about] = BY_NAME.get(name.toLowerCase()) ?? [name, undefined, undefined];
  return { name, value, byDefault, about: about ?? aboutFamily(name) };
}

function aboutFamily(name: string): string {
  return FAMILIES.find(([prefix]) => name.startsWith(prefix))?.[1] ?? "";
}
