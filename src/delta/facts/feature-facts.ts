// What a protocol supports (PROTOCOL.md "Table Features"), explained: each feature with our status and whether the table
// makes use of it.

import type { MetadataAction, ProtocolAction } from "#delta/actions.ts";
import { columnMappingMode } from "#delta/column-mapping.ts";
import { findFeature, supportedFeatures, type TableFeature } from "#delta/table-features.ts";

export interface FeatureFact {
  readonly name: string;
  /** `read`: honoured when rows are read; `ignored`: it binds writers alone; `refused`: its tables are not read. */
  readonly status: "read" | "ignored" | "refused";
  /** Whether a property or the schema makes use of it; undefined where nothing switches it. */
  readonly isOn: boolean | undefined;
  /** False where only the protocol's versions stand for it. */
  readonly isListed: boolean;
  /** What it does, in one sentence. */
  readonly about: string;
  /** What that means here, in one sentence. */
  readonly support: string;
}

/** In the order of the protocol's lists, those that its versions stand for at the end. */
export function describeFeatures(protocol: ProtocolAction, metadata: MetadataAction): readonly FeatureFact[] {
  const listed = new Set([...(protocol.readerFeatures ?? []), ...(protocol.writerFeatures ?? [])]);
  return supportedFeatures(protocol).map((name) => {
    const known = findFeature(name);
    const status = statusOf(name, known, protocol);
    return {
      name,
      status,
      isOn: SWITCHES.get(name)?.(metadata, protocol),
      isListed: listed.has(name),
      about: known?.about ?? "This feature is not known.",
      support: NOTES.get(name) ?? SUPPORT[status],
    };
  });
}

/** The two versions in one sentence. */
export function describeProtocol({ minReaderVersion, minWriterVersion }: ProtocolAction): string {
  const versions = `A reader must know version ${minReaderVersion} of the protocol, a writer version ${minWriterVersion}`;
  if (minWriterVersion < 7) return `${versions}; each stands for a fixed set of features.`;
  if (minReaderVersion < 3) return `${versions}; what a writer must know beyond that is listed by name.`;
  return `${versions}; what each must know beyond that is listed by name.`;
}

function statusOf(name: string, known: TableFeature | undefined, protocol: ProtocolAction): FeatureFact["status"] {
  const isForReaders = known?.kind === "reader-writer" || protocol.readerFeatures?.includes(name) === true;
  if (!isForReaders) return "ignored";
  return known?.isRead === true ? "read" : "refused";
}

const SUPPORT: Readonly<Record<FeatureFact["status"], string>> = {
  read: "Tables with it are read.",
  ignored: "It binds writers; reading is the same without it.",
  refused: "Tables with it are not read: their rows could be wrong. History, schema and files are shown.",
};

const CATALOG =
  "Only the catalog knows which commits count, so rows are not read from the files: ask the catalog for them.";

const NOTES: ReadonlyMap<string, string> = new Map([
  ["catalogManaged", CATALOG],
  ["catalogOwned", CATALOG],
  ["catalogOwned-preview", CATALOG],
  ["inCommitTimestamp", "History and travel by time go by these times where they are switched on."],
  ["clustering", "Reading is the same without it; the clustering columns are shown."],
  ["domainMetadata", "Every domain is read and shown; none changes the rows."],
  ["vacuumProtocolCheck", "It binds VACUUM alone; reading is the same without it."],
  ["coordinatedCommits-preview", "Commits that the coordinator has not yet put in place are not seen."],
  ["managedCommit-dev", "Commits that the coordinator has not yet put in place are not seen."],
]);

type Switch = (metadata: MetadataAction, protocol: ProtocolAction) => boolean;

/** PROTOCOL.md: a feature may be supported and not be in use. */
const SWITCHES: ReadonlyMap<string, Switch> = new Map<string, Switch>([
  ["appendOnly", property("delta.appendOnly")],
  ["changeDataFeed", property("delta.enableChangeDataFeed")],
  ["deletionVectors", property("delta.enableDeletionVectors")],
  ["inCommitTimestamp", property("delta.enableInCommitTimestamps")],
  ["rowTracking", property("delta.enableRowTracking")],
  ["typeWidening", property("delta.enableTypeWidening")],
  ["typeWidening-preview", property("delta.enableTypeWidening")],
  ["variantShredding", property("delta.enableVariantShredding")],
  ["variantShredding-preview", property("delta.enableVariantShredding")],
  ["icebergCompatV1", property("delta.enableIcebergCompatV1")],
  ["icebergCompatV2", property("delta.enableIcebergCompatV2")],
  ["icebergCompatV3", property("delta.enableIcebergCompatV3")],
  ["icebergWriterCompatV1", property("delta.enableIcebergWriterCompatV1")],
  ["icebergWriterCompatV3", property("delta.enableIcebergWriterCompatV3")],
  ["columnMapping", (metadata, protocol) => columnMappingMode(protocol, metadata) !== "none"],
  ["v2Checkpoint", ({ configuration }) => configuration.get("delta.checkpointPolicy") === "v2"],
  [
    "checkConstraints",
    ({ configuration }) => [...configuration.keys()].some((key) => key.startsWith("delta.constraints.")),
  ],
  ["invariants", inSchema("delta.invariants")],
  ["generatedColumns", inSchema("delta.generationExpression")],
  ["identityColumns", inSchema("delta.identity.start")],
  ["allowColumnDefaults", inSchema("CURRENT_DEFAULT")],
]);

function property(name: string): Switch {
  return ({ configuration }) => configuration.get(name)?.toLowerCase() === "true";
}

/** Whether a column's metadata has the key. */
function inSchema(key: string): Switch {
  return ({ schemaString }) => schemaString.includes(`"${key}"`);
}
