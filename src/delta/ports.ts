// What the protocol needs from outside: log files by name, and the actions of a Parquet checkpoint as columns.

import type { Action, DeletionVectorDescriptor } from "./actions.ts";
import type { FileChunk, StatsBudget } from "./file-chunk.ts";
import type { RowTrackingDefaults } from "./row-tracking.ts";

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
}

/** A whole object. `modifiedMs` is the store's clock (milliseconds since 1970 UTC), where it tells. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly modifiedMs: number | undefined;
}

export interface LogFileEntry {
  /** The name below `_delta_log/`. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number | undefined;
}

/** Files of `_delta_log`, by name. A missing file is undefined, not an error. */
export interface LogStore {
  read(name: string, options?: ReadOptions): Promise<StoredObject | undefined>;
  /** Entries whose name is >= `from`, in UTF-8 order; undefined where the store can't list. */
  list(from: string, options?: ReadOptions): Promise<readonly LogFileEntry[] | undefined>;
}

/** A column of strings as Arrow lays it out: value `i` is `bytes[offsets[i] .. offsets[i + 1]]`. */
export interface Utf8Column {
  readonly bytes: Uint8Array;
  /** One more than there are rows; not necessarily starting at 0. */
  readonly offsets: Int32Array;
  /** 1 = present, 0 = null, one byte a row; undefined when no row is null. */
  readonly valid: Uint8Array | undefined;
}

/**
 * The `add` actions of a run of checkpoint rows, as columns of equal length. Rows of other actions are left out. The
 * bytes of strings may be views of what is let go of afterwards; all other arrays are the batch's own.
 */
export interface AddBatch {
  readonly rowCount: number;
  /** URI-encoded, as in the log. */
  readonly path: Utf8Column;
  readonly sizeBytes: Float64Array;
  readonly modificationTimeMs: Float64Array;
  /** By physical column name; a row without the key is null in it. */
  readonly partitionValues: ReadonlyMap<string, Utf8Column>;
  /** Undefined when stats were not asked for or the checkpoint has none as JSON. */
  readonly stats: Utf8Column | undefined;
  /** `stats_parsed.numRecords` where the checkpoint has no JSON stats; NaN where unknown. */
  readonly numRecords: Float64Array | undefined;
  /** Sparse: only the rows that have one. */
  readonly deletionVectors: ReadonlyMap<number, DeletionVectorDescriptor>;
  /** Undefined when it was not asked for, or the checkpoint has none. A copy. */
  readonly rowTracking?: RowTrackingDefaults | undefined;
}

export interface CheckpointFile {
  /** The name below `_delta_log/`. */
  readonly name: string;
  /** Exact size where the hint or a listing tells it. */
  readonly sizeBytes: number | undefined;
}

export interface AddBatchOptions extends ReadOptions {
  /** Physical names of the partition columns whose values are wanted. */
  readonly partitionColumns: readonly string[];
  readonly stats: boolean;
  /** Whether the table's rows have ids. */
  readonly rowTracking?: boolean;
  /** What of the stats is kept, once the rows are counted by them. */
  readonly budget: StatsBudget;
}

/**
 * Reads Parquet checkpoint files by projected columns.
 * Errors: ObjectMissing when the file is absent, CorruptCheckpoint when it can't be decoded.
 */
export interface CheckpointReader {
  /** The actions that are not about files: protocol, metaData, txn, domainMetadata, checkpointMetadata, sidecar. */
  readNonFileActions(file: CheckpointFile, options?: ReadOptions): Promise<readonly Action[]>;
  /**
   * Asks for the bytes of the first adds, before it is known how they will be wanted, so that they come with those of
   * `readNonFileActions`. A failure is told by `streamAdds`.
   */
  readAhead?(file: CheckpointFile, options?: ReadOptions): void;
  /** The adds, in the file's order, in chunks that follow its row groups. */
  streamAdds(file: CheckpointFile, options: AddBatchOptions): AsyncIterable<FileChunk>;
}
