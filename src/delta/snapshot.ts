// What a version is (PROTOCOL.md "Snapshots"), as plain data.

import type { Action, CommitInfoAction, DomainMetadataAction, MetadataAction, ProtocolAction } from "./actions.ts";
import { type ColumnMappingMode, columnMappingMode, findMappingFault, storedName } from "./column-mapping.ts";
import type { Commit, Warning } from "./commit.ts";
import { commitTimestampMs } from "./commit-time.ts";
import type { StructType } from "./data-type.ts";
import { isTableError, TableError } from "./errors.ts";
import type { LiveFiles } from "./live-files.ts";
import { protocolWarnings } from "./protocol-warnings.ts";
import { EMPTY_SCHEMA, findField, findRepeatedName, parseSchema } from "./schema.ts";
import { gate } from "./table-features.ts";
import { findWideningFault } from "./type-widening.ts";

/** All of a version but its files. */
export interface SnapshotHeader {
  readonly version: number;
  /** The newest version when this one was loaded. */
  readonly latestVersion: number;
  readonly protocol: ProtocolAction;
  readonly metadata: MetadataAction;
  /** Empty when the metadata holds no valid schema; `refusal` says so then. */
  readonly schema: StructType;
  /** Logical names, in the table's order. */
  readonly partitionColumns: readonly string[];
  /** How the schema's columns are found in files and partition values. */
  readonly columnMapping: ColumnMappingMode;
  /** Why rows of this version must not be read; its files, schema and history can be shown. */
  readonly refusal: TableError | undefined;
  /** Time travel's clock (milliseconds since 1970 UTC); undefined where its commit is not there or was not read. */
  readonly timestampMs: number | undefined;
  readonly commitInfo: CommitInfoAction | undefined;
  /** The checkpoint that it was built from; undefined when it was built from commits alone. */
  readonly checkpointVersion: number | undefined;
  /** Configuration by domain; removed domains are left out. */
  readonly domainMetadata: ReadonlyMap<string, string>;
  /** The newest transaction version by application id. */
  readonly transactions: ReadonlyMap<string, bigint>;
  readonly warnings: readonly Warning[];
}

export interface Snapshot extends SnapshotHeader {
  readonly files: LiveFiles;
}

/** What the actions that are not about files say together, newest first. */
export interface TableState {
  readonly protocol: ProtocolAction | undefined;
  readonly metadata: MetadataAction | undefined;
  readonly domainMetadata: ReadonlyMap<string, string>;
  readonly transactions: ReadonlyMap<string, bigint>;
}

/**
 * PROTOCOL.md "Action Reconciliation" of protocol, metaData, domainMetadata and txn. `commits` are newest first, all
 * newer than `checkpoint`.
 */
export function reconcileState(commits: readonly Commit[], checkpoint: readonly Action[]): TableState {
  const found: FoundState = { domains: new Map(), transactions: new Map(), protocol: undefined, metadata: undefined };
  for (const action of newestFirst(commits, checkpoint)) takeFirst(found, action);
  const domainMetadata = new Map<string, string>();
  for (const [name, domain] of found.domains) if (!domain.removed) domainMetadata.set(name, domain.configuration);
  return { protocol: found.protocol, metadata: found.metadata, domainMetadata, transactions: found.transactions };
}

/** Errors: ProtocolViolation when no protocol or no metaData was found. */
export function buildHeader(parts: {
  readonly version: number;
  readonly latestVersion: number;
  readonly state: TableState;
  readonly commit: Commit | undefined;
  readonly checkpointVersion: number | undefined;
  readonly warnings: readonly Warning[];
}): SnapshotHeader {
  const { version, state, commit } = parts;
  const protocol = required(state.protocol, "protocol", version);
  const metadata = required(state.metadata, "metaData", version);
  const { schema, fault } = readSchema(metadata);
  const columnMapping = columnMappingMode(protocol, metadata);
  return {
    version,
    latestVersion: Math.max(parts.latestVersion, version),
    protocol,
    metadata,
    schema,
    partitionColumns: metadata.partitionColumns,
    columnMapping,
    refusal:
      gate(protocol, metadata) ??
      fault ??
      findMappingFault(schema, columnMapping) ??
      findWideningFault(protocol, schema),
    timestampMs: commit === undefined ? undefined : commitTimestampMs(commit, { version, protocol, metadata }),
    commitInfo: commit?.commitInfo,
    checkpointVersion: parts.checkpointVersion,
    domainMetadata: state.domainMetadata,
    transactions: state.transactions,
    warnings: [...parts.warnings, ...protocolWarnings(protocol)],
  };
}

/** The names under which partition values are kept (PROTOCOL.md "Column Mapping": physical names). */
export function partitionKeys(
  header: Pick<SnapshotHeader, "columnMapping" | "metadata" | "schema">,
): readonly string[] {
  return header.metadata.partitionColumns.map((name) => {
    const field = header.columnMapping === "none" ? undefined : findField(header.schema, name);
    return field === undefined ? name : storedName(field, header.columnMapping);
  });
}

interface FoundState {
  readonly domains: Map<string, DomainMetadataAction>;
  readonly transactions: Map<string, bigint>;
  protocol: ProtocolAction | undefined;
  metadata: MetadataAction | undefined;
}

function takeFirst(found: FoundState, action: Action): void {
  switch (action.kind) {
    case "protocol":
      found.protocol ??= action;
      return;
    case "metaData":
      found.metadata ??= action;
      return;
    case "txn":
      found.transactions.set(action.appId, found.transactions.get(action.appId) ?? action.version);
      return;
    case "domainMetadata":
      found.domains.set(action.domain, found.domains.get(action.domain) ?? action);
      return;
    default:
      return;
  }
}

function* newestFirst(commits: readonly Commit[], checkpoint: readonly Action[]): Generator<Action> {
  for (const commit of commits) {
    if (commit.protocol !== undefined) yield commit.protocol;
    if (commit.metadata !== undefined) yield commit.metadata;
    yield* commit.transactions;
    yield* commit.domains;
  }
  yield* checkpoint;
}

function readSchema(metadata: MetadataAction): { readonly schema: StructType; readonly fault: TableError | undefined } {
  try {
    const schema = parseSchema(metadata.schemaString);
    return { schema, fault: repeatedName(schema) ?? unknownPartitionColumn(schema, metadata) };
  } catch (error) {
    if (isTableError(error)) return { schema: EMPTY_SCHEMA, fault: error };
    throw error;
  }
}

function repeatedName(schema: StructType): TableError | undefined {
  const detail = findRepeatedName(schema);
  if (detail === undefined) return undefined;
  const rule = "names of columns are unique, ignoring case";
  return new TableError("ProtocolViolation", `Cannot read this version: two columns are named ${detail}`, {
    rule,
    detail,
  });
}

function unknownPartitionColumn(schema: StructType, { partitionColumns }: MetadataAction): TableError | undefined {
  // By the exact name, as Spark: partition values may be kept under either spelling, and the other one's are lost.
  const detail = partitionColumns.find((name) => !schema.fields.some((field) => field.name === name));
  if (detail === undefined) return undefined;
  const rule = "partition columns are columns of the schema";
  const message = `Cannot read this version: partition column ${detail} is not in the schema`;
  return new TableError("ProtocolViolation", message, { rule, detail });
}

function required<T>(action: T | undefined, name: string, version: number): T {
  if (action !== undefined) return action;
  const rule = "a version has a protocol and metaData";
  const message = `Cannot read version ${version}: the log holds no ${name}`;
  throw new TableError("ProtocolViolation", message, { rule, detail: `no ${name} up to version ${version}` });
}
