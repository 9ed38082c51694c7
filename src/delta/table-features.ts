// PROTOCOL.md "Table Features": every known feature as data, and the gate that a version's protocol must pass before
// its rows are read. Writer-only features never stop a reader.

import type { MetadataAction, ProtocolAction } from "./actions.ts";
import { findModeFault } from "./column-mapping.ts";
import { TableError } from "./errors.ts";

export interface TableFeature {
  /** As a protocol action spells it. */
  readonly name: string;
  readonly kind: "reader-writer" | "writer";
  /** Whether tables with the feature are read; writer-only features always are. */
  readonly isRead: boolean;
  /** What it does, in one plain sentence. */
  readonly about: string;
}

export const TABLE_FEATURES: readonly TableFeature[] = [
  read("columnMapping", "Columns have stored names of their own, so that they can be renamed and dropped."),
  read("deletionVectors", "Rows are marked as deleted beside the data files instead of rewriting them."),
  read("timestampNtz", "Columns may hold timestamps without a time zone."),
  read("timestampWithoutTimezone", "An older name of timestampNtz."),
  read("v2Checkpoint", "Checkpoints are split into a main file and sidecars."),
  read("vacuumProtocolCheck", "VACUUM checks the writer's protocol first."),
  read("typeWidening", "Column types may be widened without rewriting the data files."),
  read("typeWidening-preview", "A preview of typeWidening."),
  read("variantType", "Columns may hold semi-structured values."),
  read("variantType-preview", "A preview of variantType."),
  read("variantShredding", "Semi-structured values are stored in parts, as typed columns."),
  read("variantShredding-preview", "A preview of variantShredding."),
  refused("catalogManaged", "A catalog decides which commits count."),
  refused("catalogOwned", "An older name of catalogManaged."),
  refused("catalogOwned-preview", "A preview of catalogManaged."),
  refused("geospatial", "Columns may hold geometries and geographies."),
  refused("geospatial-dev", "A preview of geospatial."),
  refused("adaptiveMetadata", "Metadata is kept as a tree of manifests."),
  refused("adaptiveMetadata-preview", "A preview of adaptiveMetadata."),
  refused("timestampNanos", "Columns may hold timestamps with nanoseconds."),
  refused("redirectReaderWriter-preview", "The table has moved to another location."),
  ignored("appendOnly", "Existing rows can't be changed or deleted while a property says so."),
  ignored("invariants", "Columns may carry conditions that every written row satisfies."),
  ignored("checkConstraints", "The table may carry conditions that every written row satisfies."),
  ignored("changeDataFeed", "Writers may record changed rows beside the data files."),
  ignored("generatedColumns", "Columns may be computed from others when rows are written."),
  ignored("identityColumns", "Columns may number the rows as they are written."),
  ignored("allowColumnDefaults", "Columns may have default values for writers."),
  ignored("rowTracking", "Rows keep an identity across rewrites."),
  ignored("domainMetadata", "Named configurations are kept beside the table's metadata."),
  ignored("clustering", "Files are clustered by the values of some columns."),
  ignored("inCommitTimestamp", "Commits carry their own time."),
  ignored("icebergCompatV1", "The table can be converted to Iceberg, version 1."),
  ignored("icebergCompatV2", "The table can be converted to Iceberg, version 2."),
  ignored("icebergCompatV3", "The table can be converted to Iceberg, version 3."),
  ignored("icebergWriterCompatV1", "Writers keep to what Iceberg allows, version 1."),
  ignored("icebergWriterCompatV3", "Writers keep to what Iceberg allows, version 3."),
  ignored("checkpointProtection", "Old checkpoints are kept where a feature was dropped."),
  ignored("materializePartitionColumns", "Partition columns are stored in the data files too."),
  ignored("collations", "Strings may be compared by the rules of a language."),
  ignored("collations-preview", "A preview of collations."),
  ignored("columnMappingUsageTracking", "Whether a column was ever dropped or renamed is recorded."),
  ignored("coordinatedCommits-preview", "A coordinator orders the commits."),
  ignored("managedCommit-dev", "A preview of coordinatedCommits."),
  ignored("redirectWriterOnly-preview", "Writers are sent to another location."),
];

const BY_NAME: ReadonlyMap<string, TableFeature> = new Map(TABLE_FEATURES.map((feature) => [feature.name, feature]));

/** PROTOCOL.md "Reader Version Requirements" and "Writer Version Requirements": what a version below 3 or 7 stands for. */
const LEGACY_FEATURES: readonly { readonly reader?: number; readonly writer: number; readonly name: string }[] = [
  { writer: 2, name: "appendOnly" },
  { writer: 2, name: "invariants" },
  { writer: 3, name: "checkConstraints" },
  { writer: 4, name: "changeDataFeed" },
  { writer: 4, name: "generatedColumns" },
  { reader: 2, writer: 5, name: "columnMapping" },
  { writer: 6, name: "identityColumns" },
];

export function findFeature(name: string): TableFeature | undefined {
  return BY_NAME.get(name);
}

/** The features that a protocol supports, by name: those it lists and those that its versions stand for. */
export function supportedFeatures(protocol: ProtocolAction): readonly string[] {
  const { minReaderVersion, minWriterVersion } = protocol;
  const names = new Set([...(protocol.readerFeatures ?? []), ...(protocol.writerFeatures ?? [])]);
  for (const { name, reader, writer } of LEGACY_FEATURES) {
    const isImpliedByReader = reader !== undefined && minReaderVersion === reader;
    if (isImpliedByReader || (minWriterVersion < 7 && minWriterVersion >= writer)) names.add(name);
  }
  return [...names];
}

/** Why rows under this protocol and metadata are not read; undefined when they are. */
export function gate(protocol: ProtocolAction, metadata: MetadataAction): TableError | undefined {
  return gateVersion(protocol) ?? gateFeatures(protocol) ?? findModeFault(protocol, metadata) ?? gateFormat(metadata);
}

function gateVersion({ minReaderVersion, readerFeatures }: ProtocolAction): TableError | undefined {
  if (![1, 2, 3].includes(minReaderVersion)) {
    const message = `Cannot read this version: it needs reader version ${minReaderVersion}`;
    return new TableError("UnsupportedFeature", message, { features: [], minReaderVersion });
  }
  if (minReaderVersion < 3 || readerFeatures !== undefined) return undefined;
  const rule = "a protocol of reader version 3 lists its reader features";
  return new TableError("ProtocolViolation", `Cannot read this version: ${rule}`, {
    rule,
    detail: "no readerFeatures",
  });
}

function gateFeatures(protocol: ProtocolAction): TableError | undefined {
  const { minReaderVersion } = protocol;
  const names = minReaderVersion === 3 ? (protocol.readerFeatures ?? []) : [];
  const features = names.filter((name) => BY_NAME.get(name)?.isRead !== true);
  if (features.length === 0) return undefined;
  const message = `Cannot read this version: it uses ${features.join(", ")}`;
  return new TableError("UnsupportedFeature", message, { features, minReaderVersion });
}

function gateFormat({ format }: MetadataAction): TableError | undefined {
  if (format.provider.toLowerCase() === "parquet") return undefined;
  const message = `Cannot read this version: its files are ${format.provider}, not Parquet`;
  return new TableError("Unsupported", message, { what: "file format", detail: format.provider });
}

function read(name: string, about: string): TableFeature {
  return { name, kind: "reader-writer", isRead: true, about };
}

function refused(name: string, about: string): TableFeature {
  return { name, kind: "reader-writer", isRead: false, about };
}

function ignored(name: string, about: string): TableFeature {
  return { name, kind: "writer", isRead: true, about };
}
