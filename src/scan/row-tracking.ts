// Ids and commit versions of rows (PROTOCOL.md "Reader Requirements for Row Tracking"): those that the file's hidden
// columns tell, else what follows from the file's add and the row's physical position.

import type { StructField } from "#delta/data-type.ts";
import type { RowRun } from "#delta/deletion-vectors/deleted-rows.ts";
import { TableError } from "#delta/errors.ts";
import { fileBaseRowId, fileRowCommitVersion, type LiveFiles } from "#delta/live-files.ts";
import { plainField } from "#delta/plain-field.ts";
import type { RowTrackingColumns } from "#delta/row-tracking.ts";
import type { Value } from "#delta/value.ts";
import type { FileRows, FileWindow } from "./file-rows.ts";

/** By row; null where neither the file nor its add tells. */
export interface RowTracking {
  readonly rowIds: readonly (bigint | null)[];
  readonly commitVersions: readonly (bigint | null)[];
}

interface TrackedFiles {
  readonly files: LiveFiles;
  readonly rowTracking?: RowTrackingColumns | undefined;
}

interface TrackedParts {
  readonly parts: readonly Pick<FileWindow, "file">[];
  /** Of each part; the hidden columns last. */
  readonly read: readonly FileRows[];
}

export interface TrackingPlan {
  /** The hidden columns to read behind the table's own. */
  readonly fields: readonly StructField[];
  track(parts: TrackedParts): { readonly rowTracking?: RowTracking };
}

/** Errors: Unsupported where ids are wanted of rows that have none. */
export function planTracking({ files, rowTracking }: TrackedFiles, isWanted = false): TrackingPlan {
  if (!isWanted) return { fields: [], track: () => ({}) };
  if (rowTracking === undefined) {
    const [what, detail] = ["ids of rows", "row tracking is not enabled in this version"];
    throw new TableError("Unsupported", `Cannot tell ${what}: ${detail}`, { what, detail });
  }
  const fields = [rowTracking.rowId, rowTracking.commitVersion].flatMap((name) =>
    name === undefined ? [] : [plainField(name, "long")],
  );
  return {
    fields,
    track({ parts, read }) {
      const tracked = read.map((rows, at) => {
        if (rows.kind !== "rows") return { rowIds: [], commitVersions: [] };
        const stored = rows.columns.slice(rows.columns.length - fields.length);
        return trackRows(files, parts[at]?.file ?? 0, { columns: rowTracking, runs: rows.runs, stored });
      });
      const rowIds = tracked.flatMap((rows) => rows.rowIds);
      return { rowTracking: { rowIds, commitVersions: tracked.flatMap((rows) => rows.commitVersions) } };
    },
  };
}

interface StoredRows {
  readonly columns: RowTrackingColumns;
  /** Physical positions. */
  readonly runs: readonly RowRun[];
  /** The values of the hidden columns that have a name. */
  readonly stored: readonly (readonly Value[])[];
}

function trackRows(files: LiveFiles, file: number, { columns, runs, stored }: StoredRows): RowTracking {
  const baseRowId = fileBaseRowId(files, file);
  const defaultVersion = fileRowCommitVersion(files, file) ?? null;
  const storedIds = columns.rowId === undefined ? [] : stored[0];
  const storedVersions = columns.commitVersion === undefined ? [] : stored.at(-1);
  const rowIds: (bigint | null)[] = [];
  const commitVersions: (bigint | null)[] = [];
  for (const { position, count } of runs) {
    for (let offset = 0; offset < count; offset += 1) {
      const row = rowIds.length;
      const derived = baseRowId === undefined ? null : baseRowId + BigInt(position + offset);
      rowIds.push(toId(storedIds?.[row]) ?? derived);
      commitVersions.push(toId(storedVersions?.[row]) ?? defaultVersion);
    }
  }
  return { rowIds, commitVersions };
}

function toId(value: Value | undefined): bigint | undefined {
  return typeof value === "bigint" ? value : undefined;
}
