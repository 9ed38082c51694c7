// Rows with their ids and commit versions, as a corpus stores those of row tracking: in two columns behind the table's.

import type { StructField } from "#delta/data-type.ts";
import { plainField } from "#delta/plain-field.ts";
import type { Value } from "#delta/value.ts";
import type { OpenTable } from "#worker/open-table.ts";
import { toSnapshotFiles } from "#worker/snapshot-slot.ts";

export const rowIdFields: readonly StructField[] = ["_row_id", "_row_commit_version"].map((name) =>
  plainField(name, "long"),
);

/** The first `limit` rows, or all. Errors: Unsupported where the version has no row tracking; those of reading rows. */
export async function readRowsWithIds(
  table: OpenTable,
  version: number,
  limit = 100_000,
): Promise<readonly (readonly Value[])[]> {
  const { signal } = new AbortController();
  const slot = await table.open({ kind: "version", version }, signal);
  await slot.whenComplete(signal);
  const snapshot = toSnapshotFiles(slot);
  const columns = snapshot.schema.fields.map((_, index) => index);
  const window = { columns, start: 0, count: limit, rowTracking: true };
  const read = await table.reader.readRows(snapshot, window, { signal });
  const { rowIds = [], commitVersions = [] } = read.rowTracking ?? {};
  const values = [...read.columns, rowIds, commitVersions];
  return Array.from({ length: read.rowCount }, (_, row) => values.map((column) => column[row] ?? null));
}
