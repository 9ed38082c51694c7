// The contract of every place that bytes come from: whole objects, exact ranges and heads of objects, by key.

import type { ReadOptions, StoredObject } from "#delta/ports.ts";

/** The bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
  /** The object's whole size, where the log tells it. */
  readonly sizeBytes?: number | undefined;
}

/** The first bytes of an object. */
export interface ObjectHead {
  readonly bytes: Uint8Array;
  /** The object's whole size; undefined where the store does not tell. */
  readonly sizeBytes: number | undefined;
  /** True when `bytes` is the whole object. */
  readonly complete: boolean;
}

export interface ObjectEntry {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number | undefined;
}

/**
 * Objects below one table's root. A key is the object's decoded name relative to that root (`date=2026-01-05/part-0.parquet`).
 * Bytes handed out may be shared with a cache: neither write to them nor transfer their buffer.
 *
 * Errors of every method: AccessDenied, SignatureExpired, BlockedByCors, NetworkFailed, StoreUnavailable,
 * FolderNotGranted, ObjectChanged, and InvalidLocation for a key with `.` or `..` segments. Aborts pass through unwrapped.
 */
export interface ObjectStore {
  /** The table's location, without any credential. */
  readonly location: string;
  /**
   * The key of an object outside the root, by its URI as a log has it; undefined where that is out of reach. Without the
   * method everything outside is.
   */
  outsideKey?(uri: string): string | undefined;
  /** The whole object; undefined when it is absent. */
  get(key: string, options?: ReadOptions): Promise<StoredObject | undefined>;
  /**
   * Exactly the bytes of `range`.
   * Errors: ObjectMissing when absent, ObjectTruncated when it ends earlier, ObjectChanged when its size is not
   * `sizeBytes` or it is not the object of an earlier read, RangeIgnored when only the whole is served and it is large.
   */
  getRange(key: string, range: ByteRange, options?: ReadOptions): Promise<Uint8Array>;
  /** The first `lengthBytes` bytes, or all of a shorter object; undefined when it is absent. */
  getHead(key: string, lengthBytes: number, options?: ReadOptions): Promise<ObjectHead | undefined>;
  /**
   * Every object whose key begins with `prefix` and is greater than `startAfter` (a whole key, or undefined for all),
   * ascending in UTF-8 order; undefined where the store can't list.
   */
  list(
    prefix: string,
    startAfter: string | undefined,
    options?: ReadOptions,
  ): Promise<readonly ObjectEntry[] | undefined>;
}
