// Row tracking (PROTOCOL.md "Row Tracking"): each row has an id that stays the same when the row is rewritten, and the
// version that changed it last. Both follow from its file and position, unless a column of the file tells them.

import type { AddAction, MetadataAction, ProtocolAction } from "./actions.ts";

/** The columns of data files that tell ids and versions of rows that were rewritten; no file need have them. */
export interface RowTrackingColumns {
  readonly rowId: string | undefined;
  readonly commitVersion: string | undefined;
}

/** Of the files of a chunk, by row; negative where the add tells none. */
export interface RowTrackingDefaults {
  /** The id of the file's first row. */
  readonly baseRowIds: BigInt64Array;
  readonly commitVersions: BigInt64Array;
}

/** Ids and versions are not negative. */
const ABSENT = -1n;

const COLUMN = "delta.rowTracking.materializedRowIdColumnName";
const VERSION_COLUMN = "delta.rowTracking.materializedRowCommitVersionColumnName";

/** Undefined where rows have no ids that can be relied on: only where row tracking is enabled has every file some. */
export function findRowTracking(
  writerFeatures: readonly string[],
  configuration: ReadonlyMap<string, string>,
): RowTrackingColumns | undefined {
  const isEnabled = configuration.get("delta.enableRowTracking")?.toLowerCase() === "true";
  if (!isEnabled || !writerFeatures.includes("rowTracking")) return undefined;
  return { rowId: configuration.get(COLUMN), commitVersion: configuration.get(VERSION_COLUMN) };
}

/** As `findRowTracking`, of a version. */
export function rowTrackingOf(parts: {
  readonly protocol: ProtocolAction;
  readonly metadata: MetadataAction;
}): RowTrackingColumns | undefined {
  return findRowTracking(parts.protocol.writerFeatures ?? [], parts.metadata.configuration);
}

export interface RowTrackingBuilder {
  set(row: number, add: AddAction): void;
  /** Undefined where no add told any. */
  finish(rowCount: number): RowTrackingDefaults | undefined;
}

export function createRowTrackingBuilder(): RowTrackingBuilder {
  const told: (readonly [row: number, baseRowId: bigint, commitVersion: bigint])[] = [];
  return {
    set(row, { baseRowId, defaultRowCommitVersion: version }) {
      if (baseRowId === undefined && version === undefined) return;
      told.push([row, baseRowId ?? ABSENT, version === undefined ? ABSENT : BigInt(version)]);
    },
    finish(rowCount) {
      if (told.length === 0) return undefined;
      const baseRowIds = new BigInt64Array(rowCount).fill(ABSENT);
      const commitVersions = new BigInt64Array(rowCount).fill(ABSENT);
      for (const [row, baseRowId, version] of told) {
        baseRowIds[row] = baseRowId;
        commitVersions[row] = version;
      }
      return { baseRowIds, commitVersions };
    },
  };
}

/** Undefined where the add does not tell. */
export function toldRowTracking(values: BigInt64Array | undefined, row: number): bigint | undefined {
  const value = values?.[row];
  return value === undefined || value < 0n ? undefined : value;
}
