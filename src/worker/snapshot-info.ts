// A snapshot's header and file list as the screens get them: plain data, sizes only where lists could be long.

import type { LiveFiles } from "#delta/live-files.ts";
import type { SnapshotHeader } from "#delta/snapshot.ts";
import type { RowCounts } from "#scan/row-index.ts";
import { toWireError } from "./wire-error.ts";
import type { SnapshotInfo, SnapshotTotals } from "./worker-api.ts";

export function toSnapshotInfo(location: string, header: SnapshotHeader): SnapshotInfo {
  const { metadata, protocol } = header;
  const operation = header.commitInfo?.fields.get("operation");
  return {
    location,
    version: header.version,
    latestVersion: header.latestVersion,
    earliestVersion: undefined,
    timestampMs: header.timestampMs,
    operation: typeof operation === "string" ? operation : undefined,
    tableId: metadata.id,
    name: metadata.name,
    description: metadata.description,
    schema: header.schema,
    partitionColumns: header.partitionColumns,
    configuration: metadata.configuration,
    minReaderVersion: protocol.minReaderVersion,
    minWriterVersion: protocol.minWriterVersion,
    readerFeatures: protocol.readerFeatures ?? [],
    writerFeatures: protocol.writerFeatures ?? [],
    refusal: header.refusal === undefined ? undefined : toWireError(header.refusal),
    notices: header.warnings,
  };
}

export function toTotals(files: LiveFiles, counts: RowCounts, complete: boolean): SnapshotTotals {
  return {
    files: files.totals.files,
    sizeBytes: files.totals.sizeBytes,
    rows: counts.rows,
    rowsExact: complete && counts.filesWithUnknownRows === 0,
    complete,
  };
}
