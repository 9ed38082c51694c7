// The border between threads: one interface of asynchronous methods with plain arguments and results.

import type { VersionChanges } from "#delta/changes/change-feed.ts";
import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import type { StructType } from "#delta/data-type.ts";
import type { ErrorTag } from "#delta/errors.ts";
import type { ClockFact } from "#delta/facts/clock-facts.ts";
import type { DomainFact, RowTrackingFact } from "#delta/facts/domain-facts.ts";
import type { FeatureFact } from "#delta/facts/feature-facts.ts";
import type { Retention } from "#delta/facts/retention.ts";
import type { LeafCoverage } from "#delta/facts/stats-coverage.ts";
import type { PropertyFact } from "#delta/facts/table-properties.ts";
import type { CommitSummary as LoggedCommit } from "#delta/history.ts";
import type { Integrity } from "#delta/integrity.ts";
import type { Value } from "#delta/value.ts";
import type { AccessGrant } from "#storage/location/access-grant.ts";
import type { FolderGrant } from "#storage/location/folder-grant.ts";

/** Which version of a table. `timestampMs` is milliseconds since 1970 UTC. */
export type TimeTravel =
  | { readonly kind: "latest" }
  | { readonly kind: "version"; readonly version: number }
  | { readonly kind: "timestamp"; readonly timestampMs: number };

/** An error as plain data: structured clone drops a class's own fields. */
export interface WireError {
  readonly tag: ErrorTag;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stack?: string | undefined;
  readonly cause?: string | undefined;
}

/** Something the reader tolerated and the user should know, in one sentence. */
export interface Notice {
  readonly code: string;
  readonly message: string;
}

/** What a version is, from the log alone. */
export interface SnapshotInfo {
  /** Without credentials. */
  readonly location: string;
  readonly version: number;
  readonly latestVersion: number;
  /** Undefined until the log was searched downward. */
  readonly earliestVersion: number | undefined;
  /** Time travel's clock: in-commit timestamp, else the commit file's modification time. */
  readonly timestampMs: number | undefined;
  readonly operation: string | undefined;
  readonly tableId: string;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly schema: StructType;
  readonly partitionColumns: readonly string[];
  readonly configuration: ReadonlyMap<string, string>;
  readonly minReaderVersion: number;
  readonly minWriterVersion: number;
  readonly readerFeatures: readonly string[];
  readonly writerFeatures: readonly string[];
  /** Why the rows of this version are not read; history, schema and files still are. */
  readonly refusal: WireError | undefined;
  readonly notices: readonly Notice[];
}

/** Grows while the file list is read. */
export interface SnapshotTotals {
  readonly files: number;
  readonly sizeBytes: number;
  /** Live rows of the files whose count is known. */
  readonly rows: number;
  /** True when every file is listed and every file's rows are known. */
  readonly rowsExact: boolean;
  /** True when every file is listed. */
  readonly complete: boolean;
}

/** A value too large for a grid's cell, cut; `readCell` gives the whole. */
export interface CutValue {
  readonly cut: true;
  /** Of the same type: the first part of a string or of bytes, or a nested value whose long parts are cut. */
  readonly head: Value;
  /** Of the whole outermost value: characters of a string, bytes of a binary, items of a list or map. */
  readonly length: number;
}

export type CellValue = Value | CutValue;

export interface RowSource {
  /** First 8 hex digits of the SHA-256 of the file key (path, and deletion vector id where there is one). */
  readonly fileHash: string;
  /** URI-encoded, as in the log. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Physical rows in the file. */
  readonly rowCount: number;
}

/** A window of rows; `columns[c][r]` is row `start + r` of the asked column `c`. */
export interface RowPage {
  readonly start: number;
  readonly rowCount: number;
  /** True when fewer rows than asked are there because the version's rows end, not because more are still listed. */
  readonly reachesEnd: boolean;
  readonly columns: readonly (readonly CellValue[])[];
  /** For each row, its index in `sources`. */
  readonly source: Uint32Array;
  /** For each row, its physical position in its file. */
  readonly position: Float64Array;
  readonly sources: readonly RowSource[];
  /** Where it was asked for; null where neither the file nor the log tells. */
  readonly rowTracking?: {
    readonly rowIds: readonly (bigint | null)[];
    readonly commitVersions: readonly (bigint | null)[];
  };
}

/** One commit as the rail and the history list show it. Undefined = the log does not tell. */
export type CommitSummary = Omit<LoggedCommit, "removedBytesExact">;

export interface HistoryPage {
  /** Newest first. */
  readonly commits: readonly CommitSummary[];
  /** The oldest version whose commit exists in this page's reach; older ones are asked for by `before`. */
  readonly reachesOldest: boolean;
  /** The oldest version that can be rebuilt, once known. */
  readonly earliestVersion: number | undefined;
}

export interface CommitDetail {
  readonly version: number;
  readonly sizeBytes: number;
  /** The commit's lines as written. Cut at `lineLimit` lines. */
  readonly lines: readonly string[];
  readonly lineCount: number;
  readonly actionCounts: readonly (readonly [string, number])[];
}

/** What a version is and keeps, explained; from the log alone. All times are milliseconds since 1970 UTC. */
export interface TableFacts {
  /** Without credentials. */
  readonly location: string;
  readonly version: number;
  readonly latestVersion: number;
  readonly tableId: string;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly createdMs: number | undefined;
  readonly provider: string;
  readonly formatOptions: readonly (readonly [string, string])[];
  /** As written. */
  readonly schemaString: string;
  readonly columnMapping: ColumnMappingMode;
  readonly partitionColumns: readonly string[];
  /** Names from the root on; undefined for a table that is not clustered. */
  readonly clusteringColumns: readonly (readonly string[])[] | undefined;
  readonly minReaderVersion: number;
  readonly minWriterVersion: number;
  readonly protocolAbout: string;
  readonly features: readonly FeatureFact[];
  /** Those that are set, and those that are not and have a default. */
  readonly properties: readonly PropertyFact[];
  readonly defaults: readonly PropertyFact[];
  readonly retention: Retention;
  /** Which of the version's times travel goes by. */
  readonly clock: ClockFact;
  readonly timestampMs: number | undefined;
  readonly modifiedMs: number | undefined;
  readonly inCommitMs: number | undefined;
  readonly writtenMs: number | undefined;
  /** When the next version was committed; undefined for the newest. */
  readonly supersededMs: number | undefined;
  /** The checkpoint that it was built from; undefined when it was built from commits alone. */
  readonly checkpointVersion: number | undefined;
  readonly domains: readonly DomainFact[];
  readonly rowTracking: RowTrackingFact;
  /** The newest version that each application has written, by its id. */
  readonly transactions: readonly (readonly [appId: string, version: bigint])[];
}

/** How far the statistics of a version's files reach. */
export interface StatsCoverage {
  readonly files: number;
  /** Those that were looked at: fewer than there are where many were sampled. */
  readonly checkedFiles: number;
  /** Looked at in vain: they have statistics that are not held here, as a checkpoint keeps them in columns alone. */
  readonly untoldFiles: number;
  readonly withoutStats: number;
  /** Of the files checked. */
  readonly leaves: readonly LeafCoverage[];
}

/** What versions `from` to `to`, both inclusive, changed. */
export interface ChangesRequest {
  readonly location: string;
  readonly from: number;
  readonly to: number;
  /** Indexes of top-level fields of the answer's schema; undefined = all. */
  readonly columns: readonly number[] | undefined;
  readonly start: number;
  readonly count: number;
}

/** What one version changed, as far as the log and the files read so far tell. */
export type ChangesVersion = Omit<VersionChanges, "files" | "before" | "after" | "refusal"> & {
  /** All changes of the version; undefined until its files are counted. */
  readonly rows: number | undefined;
  /** Why its changes are left out: a file is gone or broken, its protocol is not read. Those of the others are there. */
  readonly refusal: WireError | undefined;
};

/** A window of changes, oldest version first; `columns[c][r]` is change `start + r` of the asked column `c`. */
export interface ChangePage {
  readonly from: number;
  readonly to: number;
  /**
   * One field for each column that the table had in the range, by its newest name and in its widest type; null where a
   * version does not have it. Then `_change_type`, `_commit_version` and `_commit_timestamp`, as Spark names them.
   */
  readonly schema: StructType;
  /** One for each version, ascending. */
  readonly versions: readonly ChangesVersion[];
  /** Changes counted so far; `exact` when every version that can be read is counted. */
  readonly totals: { readonly rows: number; readonly exact: boolean };
  readonly start: number;
  readonly rowCount: number;
  readonly columns: readonly (readonly CellValue[])[];
}

export interface TableRequest {
  readonly location: string;
  readonly version: number;
}

export interface WorkerApi {
  /** Holds a secret for the objects of a scope, until the tab closes. */
  grantAccess(grant: AccessGrant): Promise<void>;
  grantFolder(request: { readonly name: string; readonly grant: FolderGrant }): Promise<void>;
  /** Accept servers that ignore Range: whole objects up to this size are read. */
  allowWholeObjects(request: { readonly origin: string; readonly limitBytes: number }): Promise<void>;
  /** Reads the log up to the protocol gate. The file list goes on in the background: see the `totals` event. */
  openSnapshot(request: { readonly location: string; readonly at: TimeTravel }): Promise<SnapshotInfo>;
  /**
   * `columns` are indexes of top-level fields. Answers as soon as the row at `start` can be read, with fewer rows than
   * asked when the file list has not come further yet, or the table ends there: the page tells which. Ids of rows are
   * refused where the version has no row tracking.
   */
  readRows(
    request: TableRequest & {
      readonly columns: readonly number[];
      readonly start: number;
      readonly count: number;
      readonly rowTracking?: boolean;
    },
  ): Promise<RowPage>;
  /** One whole value. */
  readCell(request: TableRequest & { readonly row: number; readonly column: number }): Promise<Value>;
  /** The index of a row named by file and physical position; undefined when this version does not hold it. */
  locateRow(
    request: TableRequest & { readonly fileHash: string; readonly position: number },
  ): Promise<number | undefined>;
  /** Commits below `before` (exclusive; undefined = from the newest), at most `count`. */
  readHistory(request: {
    readonly location: string;
    readonly before: number | undefined;
    readonly count: number;
  }): Promise<HistoryPage>;
  readCommit(request: TableRequest): Promise<CommitDetail>;
  /** Fewer changes than asked = the end of the range. `count: 0` tells schema and versions without a data file. */
  readChanges(request: ChangesRequest): Promise<ChangePage>;
  /** Needs no file list. */
  readFacts(request: TableRequest): Promise<TableFacts>;
  /** Compares the version with its checksum file, once the file list is complete. */
  checkIntegrity(request: TableRequest): Promise<Integrity>;
  /** Counts over the file list, once it is complete. */
  readStatsCoverage(request: TableRequest): Promise<StatsCoverage>;
}

/** Sent without being asked for. */
export type WorkerEvent =
  | { readonly kind: "totals"; readonly location: string; readonly version: number; readonly totals: SnapshotTotals }
  | { readonly kind: "files-failed"; readonly location: string; readonly version: number; readonly error: WireError }
  | { readonly kind: "transfer"; readonly transfer: TransferReport };

/** Counted since the page was loaded; exact. */
export interface TransferReport {
  readonly requests: number;
  readonly bytes: number;
  readonly inFlight: number;
  /** Bytes of immutable objects held. */
  readonly cachedBytes: number;
}

export type WorkerMethod = keyof WorkerApi;

export type RequestMessage = {
  [M in WorkerMethod]: {
    readonly kind: "request";
    readonly id: number;
    readonly method: M;
    readonly argument: Parameters<WorkerApi[M]>[0];
  };
}[WorkerMethod];

export interface CancelMessage {
  readonly kind: "cancel";
  readonly id: number;
}

export type ToWorker = RequestMessage | CancelMessage;

export type FromWorker =
  | { readonly kind: "result"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly error: WireError }
  | { readonly kind: "aborted"; readonly id: number }
  | { readonly kind: "event"; readonly event: WorkerEvent };
