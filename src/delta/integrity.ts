// The integrity mark of a version: its checksum file against what the log says. The log is right in any case.

import type { MetadataAction, ProtocolAction } from "./actions.ts";
import type { ChecksumFault, FileSizeHistogram, VersionChecksum } from "./checksum.ts";
import { fileKey } from "./file-key.ts";
import { fileCount, fileDeletionVector, filePath, fileSizeBytes, type LiveFiles } from "./live-files.ts";
import type { Snapshot } from "./snapshot.ts";

export interface Difference {
  /** As the checksum file names it. */
  readonly what: string;
  readonly inLog: string;
  readonly inChecksum: string;
}

export type Integrity =
  /** The version has no checksum file; most have none. */
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly reason: string }
  /** `compared` names what both tell of, as the checksum file spells it. */
  | { readonly kind: "agrees"; readonly compared: readonly string[] }
  | { readonly kind: "differs"; readonly compared: readonly string[]; readonly differences: readonly Difference[] };

/** `checksum` is undefined where there is no file. */
export function judgeIntegrity(snapshot: Snapshot, checksum: VersionChecksum | ChecksumFault | undefined): Integrity {
  if (checksum === undefined) return { kind: "absent" };
  if ("fault" in checksum) return { kind: "unreadable", reason: checksum.fault };
  const compared: string[] = [];
  const differences: Difference[] = [];
  for (const [what, inLog, inChecksum] of facts(snapshot, checksum)) {
    if (inChecksum === undefined || inLog === undefined) continue;
    compared.push(what);
    if (inLog !== inChecksum) differences.push({ what, inLog, inChecksum });
  }
  return differences.length === 0 ? { kind: "agrees", compared } : { kind: "differs", compared, differences };
}

type Fact = readonly [what: string, inLog: string | undefined, inChecksum: string | undefined];

function* facts(snapshot: Snapshot, checksum: VersionChecksum): Generator<Fact> {
  const { files, protocol, metadata } = snapshot;
  const vectors = countVectors(files);
  yield ["numFiles", String(files.totals.files), text(checksum.numFiles)];
  yield ["tableSizeBytes", String(files.totals.sizeBytes), text(checksum.tableSizeBytes)];
  yield ["numProtocol", "1", text(checksum.numProtocol)];
  yield ["numMetadata", "1", text(checksum.numMetadata)];
  yield ["protocol", protocolText(protocol), checksum.protocol && protocolText(checksum.protocol)];
  yield ["metadata", metadataText(metadata), checksum.metadata && metadataText(checksum.metadata)];
  yield ["inCommitTimestampOpt", inCommitTimestamp(snapshot), text(checksum.inCommitTimestampMs)];
  yield ["numDeletionVectorsOpt", String(vectors.count), text(checksum.numDeletionVectors)];
  yield ["numDeletedRecordsOpt", String(vectors.rows), text(checksum.numDeletedRecords)];
  yield* transactionFact(snapshot, checksum);
  yield* domainFact(snapshot, checksum);
  yield* fileFacts(files, checksum);
}

/** The writer may leave out transactions that have expired: only those that it names are compared. */
function* transactionFact({ transactions }: Snapshot, checksum: VersionChecksum): Generator<Fact> {
  if (checksum.transactions === undefined) return;
  const named = new Map(checksum.transactions.map(({ appId, version }) => [appId, version]));
  const inLog = new Map([...transactions].filter(([appId]) => named.has(appId)));
  yield ["setTransactions", pairsText(inLog), pairsText(named)];
}

function* domainFact({ domainMetadata }: Snapshot, checksum: VersionChecksum): Generator<Fact> {
  if (checksum.domains === undefined) return;
  const kept = checksum.domains.filter(({ removed }) => !removed);
  const named = new Map(kept.map(({ domain, configuration }) => [domain, configuration]));
  yield ["domainMetadata", pairsText(domainMetadata), pairsText(named)];
}

function* fileFacts(files: LiveFiles, { allFiles, histogram, numFiles }: VersionChecksum): Generator<Fact> {
  if (histogram !== undefined) yield ["fileSizeHistogram", "whole", histogramText(histogram, numFiles)];
  if (allFiles === undefined) return;
  const inLog = Array.from({ length: fileCount(files) }, (_, index) =>
    fileText(filePath(files, index), fileDeletionVector(files, index), fileSizeBytes(files, index)),
  );
  const listed = allFiles.map(({ path, deletionVector, size }) => fileText(path, deletionVector, size));
  const [onlyInLog, onlyListed] = [missingFrom(inLog, listed), missingFrom(listed, inLog)];
  yield ["allFiles", listText(onlyInLog), listText(onlyListed)];
}

function fileText(path: string, vector: Parameters<typeof fileKey>[1], size: number): string {
  return `${fileKey(path, vector).replace("\0", " with deletion vector ")} of ${size} bytes`;
}

function missingFrom(texts: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return texts.filter((item) => !known.has(item));
}

const SHOWN = 3;

/** Empty on both sides when they agree. */
function listText(texts: readonly string[]): string {
  const more = texts.length > SHOWN ? ` and ${texts.length - SHOWN} more` : "";
  return texts.slice(0, SHOWN).join(", ") + more;
}

function histogramText(
  { boundaries, fileCounts, totalBytes }: FileSizeHistogram,
  numFiles: number | undefined,
): string {
  if (fileCounts.length !== boundaries.length || totalBytes.length !== boundaries.length) {
    return `${boundaries.length} bins, ${fileCounts.length} counts, ${totalBytes.length} sums`;
  }
  const counted = fileCounts.reduce((sum, count) => sum + count, 0);
  return numFiles === undefined || counted === numFiles ? "whole" : `${counted} files of ${numFiles}`;
}

function countVectors(files: LiveFiles): { readonly count: number; readonly rows: number } {
  let count = 0;
  let rows = 0;
  if (files.chunks.every(({ chunk }) => chunk.deletionVectors.size === 0)) return { count, rows };
  for (let index = 0; index < fileCount(files); index++) {
    const vector = fileDeletionVector(files, index);
    if (vector === undefined) continue;
    count += 1;
    rows += vector.cardinality;
  }
  return { count, rows };
}

function inCommitTimestamp({ commitInfo }: Snapshot): string | undefined {
  const value = commitInfo?.fields.get("inCommitTimestamp");
  return typeof value === "number" ? String(value) : undefined;
}

function protocolText({ minReaderVersion, minWriterVersion, readerFeatures, writerFeatures }: ProtocolAction): string {
  const names = [...new Set([...(readerFeatures ?? []), ...(writerFeatures ?? [])])].sort();
  return [`${minReaderVersion}.${minWriterVersion}`, ...names].join(" ");
}

function metadataText({ id, name, schemaString, partitionColumns, configuration }: MetadataAction): string {
  return JSON.stringify([id, name ?? null, canonicalJson(schemaString), partitionColumns, [...configuration].sort()]);
}

/** Without the spaces that one of the two may have. */
function canonicalJson(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}

function pairsText(pairs: ReadonlyMap<string, string | bigint>): string {
  return JSON.stringify([...pairs].map(([key, value]) => `${key}: ${value}`).sort());
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
