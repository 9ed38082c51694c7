// A version checksum file (PROTOCOL.md "Version Checksum File"): what the writer believed of the version. It proves
// nothing against the log; it is compared with it.

import type { Action, AddAction, DomainMetadataAction, MetadataAction, ProtocolAction, TxnAction } from "./actions.ts";
import { type Fields, isFields } from "./json-fields.ts";
import { parseJsonText } from "./json-text.ts";
import { checksumName } from "./log-path.ts";
import { actionOf } from "./parse-action.ts";

/** Undefined = the file does not say. */
export interface VersionChecksum {
  readonly numFiles: number | undefined;
  readonly tableSizeBytes: number | undefined;
  readonly numProtocol: number | undefined;
  readonly numMetadata: number | undefined;
  readonly protocol: ProtocolAction | undefined;
  readonly metadata: MetadataAction | undefined;
  /** Milliseconds since 1970 UTC. */
  readonly inCommitTimestampMs: number | undefined;
  readonly transactions: readonly TxnAction[] | undefined;
  readonly domains: readonly DomainMetadataAction[] | undefined;
  readonly numDeletedRecords: number | undefined;
  readonly numDeletionVectors: number | undefined;
  /** Every file of the version. */
  readonly allFiles: readonly AddAction[] | undefined;
  readonly histogram: FileSizeHistogram | undefined;
}

export interface FileSizeHistogram {
  readonly boundaries: readonly number[];
  readonly fileCounts: readonly number[];
  readonly totalBytes: readonly number[];
}

/** Why the file can't be compared with anything, in words. */
export interface ChecksumFault {
  readonly fault: string;
}

export function parseChecksum(bytes: Uint8Array, version: number): VersionChecksum | ChecksumFault {
  const file = checksumName(version);
  try {
    const json = parseJsonText(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (!isFields(json)) return { fault: "it is not a JSON object" };
    return toChecksum(json, file);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "it can't be parsed" };
  }
}

function toChecksum(json: Fields, file: string): VersionChecksum {
  const one = <Kind extends Action["kind"]>(kind: Kind, value: unknown) => actionFrom(kind, value, file);
  const many = <Kind extends Action["kind"]>(kind: Kind, value: unknown) =>
    Array.isArray(value) ? value.flatMap((item: unknown) => one(kind, item) ?? []) : undefined;
  return {
    numFiles: integer(json.numFiles),
    tableSizeBytes: integer(json.tableSizeBytes),
    numProtocol: integer(json.numProtocol),
    numMetadata: integer(json.numMetadata),
    protocol: one("protocol", json.protocol),
    metadata: one("metaData", json.metadata),
    inCommitTimestampMs: integer(json.inCommitTimestampOpt),
    transactions: many("txn", json.setTransactions),
    domains: many("domainMetadata", json.domainMetadata),
    numDeletedRecords: integer(json.numDeletedRecordsOpt),
    numDeletionVectors: integer(json.numDeletionVectorsOpt),
    allFiles: many("add", json.allFiles),
    histogram: toHistogram(json.fileSizeHistogram ?? json.histogramOpt),
  };
}

/** Errors: MalformedLog. */
function actionFrom<Kind extends Action["kind"]>(
  kind: Kind,
  value: unknown,
  file: string,
): Extract<Action, { readonly kind: Kind }> | undefined {
  if (value === undefined || value === null) return undefined;
  const action = actionOf({ [kind]: value }, { file, line: 0 });
  return isOfKind(action, kind) ? action : undefined;
}

function isOfKind<Kind extends Action["kind"]>(
  action: Action | undefined,
  kind: Kind,
): action is Extract<Action, { readonly kind: Kind }> {
  return action?.kind === kind;
}

function toHistogram(value: unknown): FileSizeHistogram | undefined {
  if (!isFields(value)) return undefined;
  const boundaries = numbers(value.sortedBinBoundaries);
  const fileCounts = numbers(value.fileCounts);
  const totalBytes = numbers(value.totalBytes);
  return boundaries && fileCounts && totalBytes ? { boundaries, fileCounts, totalBytes } : undefined;
}

function numbers(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) ? value.map(Number) : undefined;
}

function integer(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}
