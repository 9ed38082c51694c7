// The changes of a range of versions as the log tells them: which rows of which files were inserted, deleted or updated
// at each version, and how their values come into one schema. No data file was read for it.

import type { DeletionVectorDescriptor, PartitionValues } from "#delta/actions.ts";
import type { StructField } from "#delta/data-type.ts";
import type { TableError } from "#delta/errors.ts";
import type { VersionView } from "./version-view.ts";

/** Some rows of a file, by physical position: those that `marked` marks (all where undefined), less those of `unmarked`. */
export interface ChangeFile {
  /** `cdc`: each row tells its change in `_change_type`. */
  readonly change: "cdc" | "insert" | "delete";
  /** URI-encoded, as in the log. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly partitionValues: PartitionValues;
  /** In the file, as the log tells. */
  readonly physicalRows: number | undefined;
  readonly marked: DeletionVectorDescriptor | undefined;
  readonly unmarked: DeletionVectorDescriptor | undefined;
}

export interface VersionChanges {
  readonly version: number;
  /** The range's clock as Spark's `_commit_timestamp` has it, milliseconds since 1970 UTC. */
  readonly timestampMs: number | undefined;
  readonly operation: string | undefined;
  /** Where its changes come from: change data files, or the files that it added and removed. */
  readonly source: "cdc" | "log";
  /**
   * True where the change data feed was off: what was written is told from the log, and an update is a delete and an
   * insert. Spark refuses such a version.
   */
  readonly derived: boolean;
  /** Rows, where the log alone tells; undefined for change data files. */
  readonly inserted: number | undefined;
  readonly deleted: number | undefined;
  /** Why its changes can't be read; those of other versions still can. */
  readonly refusal: TableError | undefined;
  /** Deletes first. */
  readonly files: readonly ChangeFile[];
  /** How files that were removed are read. */
  readonly before: VersionView;
  /** How files that were added are read, and change data files. */
  readonly after: VersionView;
}

export interface ChangeFeed {
  /** Both inclusive. */
  readonly from: number;
  readonly to: number;
  /**
   * One column for each that any version has, those of the newest schema first: told apart by column id or physical
   * name, shown under the newest name, in the widest type.
   */
  readonly columns: readonly StructField[];
  /** Ascending, one for each version of the range. */
  readonly versions: readonly VersionChanges[];
}

/** Rows of a change that the log counts; undefined where files must be read for it. */
export function loggedRows({ change, physicalRows, marked, unmarked }: ChangeFile): number | undefined {
  if (change === "cdc") return undefined;
  if (marked !== undefined) return unmarked === undefined ? marked.cardinality : undefined;
  const rows = (physicalRows ?? Number.NaN) - (unmarked?.cardinality ?? 0);
  return rows >= 0 ? rows : undefined;
}
