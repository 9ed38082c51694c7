// Domain metadata that the protocol gives a meaning (PROTOCOL.md "Domain Metadata"): clustering and row tracking.

import { storedName } from "#delta/column-mapping.ts";
import type { StructField, StructType } from "#delta/data-type.ts";
import type { Snapshot } from "#delta/snapshot.ts";

export interface DomainFact {
  readonly domain: string;
  readonly configuration: string;
  /** What it is for, in one sentence. */
  readonly about: string;
}

const ABOUT: ReadonlyMap<string, string> = new Map([
  ["delta.clustering", "The columns by whose values files are clustered."],
  ["delta.rowTracking", "The highest row id that was given out."],
  ["io.unitycatalog", "What Unity Catalog keeps about the table."],
]);

/** By name. */
export function describeDomains({ domainMetadata }: Pick<Snapshot, "domainMetadata">): readonly DomainFact[] {
  return [...domainMetadata]
    .map(([domain, configuration]) => ({ domain, configuration, about: aboutDomain(domain) }))
    .sort((a, b) => (a.domain < b.domain ? -1 : 1));
}

function aboutDomain(domain: string): string {
  const own = domain.startsWith("delta.") ? "A domain of Delta's that is not known." : "A domain of an application.";
  return ABOUT.get(domain) ?? own;
}

/**
 * Names of each clustering column, from the root on; a stored name where the schema has none for it. Undefined for a
 * table that is not clustered.
 */
export function clusteringColumns(
  snapshot: Pick<Snapshot, "domainMetadata" | "schema" | "columnMapping">,
): readonly (readonly string[])[] | undefined {
  const columns = parseObject(snapshot.domainMetadata.get("delta.clustering"))?.clusteringColumns;
  if (!Array.isArray(columns)) return undefined;
  // Lists of names by the protocol; bare names by some writers.
  const paths = columns.map((column: unknown) => (Array.isArray(column) ? column : [column]).map(String));
  return paths.map((path) => logicalPath(snapshot, path));
}

function logicalPath(
  { schema, columnMapping }: Pick<Snapshot, "schema" | "columnMapping">,
  stored: readonly string[],
): readonly string[] {
  let struct: StructType | undefined = schema;
  return stored.map((name) => {
    const field: StructField | undefined = struct?.fields.find((each) => storedName(each, columnMapping) === name);
    struct = field?.type.kind === "struct" ? field.type : undefined;
    return field?.name ?? name;
  });
}

/** PROTOCOL.md "Row Tracking". */
export interface RowTrackingFact {
  /** `suspended`: supported, but new rows get no ids. */
  readonly state: "off" | "supported" | "on" | "suspended";
  /** The columns of the data files that hold ids kept across rewrites. */
  readonly rowIdColumn: string | undefined;
  readonly commitVersionColumn: string | undefined;
  readonly highWaterMark: bigint | undefined;
}

export function describeRowTracking({
  protocol,
  metadata,
  domainMetadata,
}: Pick<Snapshot, "protocol" | "metadata" | "domainMetadata">): RowTrackingFact {
  const { configuration } = metadata;
  const isTrue = (name: string) => configuration.get(name)?.toLowerCase() === "true";
  const mark = /"rowIdHighWaterMark"\s*:\s*(-?\d+)/.exec(domainMetadata.get("delta.rowTracking") ?? "")?.[1];
  return {
    state: stateOf(protocol.writerFeatures?.includes("rowTracking") === true, isTrue),
    rowIdColumn: configuration.get("delta.rowTracking.materializedRowIdColumnName"),
    commitVersionColumn: configuration.get("delta.rowTracking.materializedRowCommitVersionColumnName"),
    highWaterMark: mark === undefined ? undefined : BigInt(mark),
  };
}

function stateOf(isSupported: boolean, isTrue: (name: string) => boolean): RowTrackingFact["state"] {
  if (!isSupported) return "off";
  if (isTrue("delta.rowTrackingSuspended")) return "suspended";
  return isTrue("delta.enableRowTracking") ? "on" : "supported";
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text ?? "");
    return typeof json === "object" && json !== null ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}
