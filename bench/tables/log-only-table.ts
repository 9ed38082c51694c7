// A table whose log was never checkpointed: 2,000 commits, one file added by each, every tenth removing an older one.

import { rideColumns, toSchemaString } from "./column-recipes.ts";
import { createRandom, drawUuid } from "./random.ts";
import { buildRidesFile, createStatsDrawer } from "./rides-file.ts";
import type { TableRecipe } from "./table-cache.ts";
import {
  type LoggedFile,
  toAddLine,
  toCommitInfoLine,
  toMetadataLine,
  toProtocolLine,
  toRemoveLine,
  writeCommit,
  writeTableFile,
} from "./table-log.ts";

export const commitCount = 2000;
const rowsPerFile = 1000;
const firstMs = Date.UTC(2026, 0, 1);
const columns = [rideColumns.rideId, rideColumns.requestedAt, rideColumns.pickupCity, rideColumns.fare];

export const logOnlyTable: TableRecipe = { name: "log-only", recipeVersion: 1, write };

function write(folder: string): void {
  const random = createRandom(2000);
  const drawStats = createStatsDrawer(columns, random);
  const live: LoggedFile[] = [];
  for (let version = 0; version < commitCount; version += 1) {
    const timestampMs = firstMs + version * 60_000;
    const lines = [toCommitInfoLine("STREAMING UPDATE", { timestampMs, metrics: { numOutputRows: rowsPerFile } })];
    if (version === 0) {
      lines.push(toProtocolLine());
      const schemaString = toSchemaString(columns);
      const id = drawUuid(random);
      lines.push(toMetadataLine({ id, name: "log_only", schemaString, partitionColumns: [], createdMs: firstMs }));
    }
    const removed = version > 0 && version % 10 === 0 ? live.shift() : undefined;
    if (removed) lines.push(toRemoveLine(removed, timestampMs));
    const added = addFile(folder, version, { timestampMs, uuid: drawUuid(random), stats: drawStats(rowsPerFile) });
    live.push(added);
    lines.push(toAddLine(added));
    writeCommit(folder, version, lines);
  }
}

/** Only the newest files are read when the table is opened, so only they exist. */
function addFile(
  folder: string,
  version: number,
  { timestampMs, uuid, stats }: { readonly timestampMs: number; readonly uuid: string; readonly stats: string },
): LoggedFile {
  const path = `part-00000-${uuid}-c000.snappy.parquet`;
  const logged = { path, partitionValues: {}, modifiedMs: timestampMs };
  if (version < commitCount - 5) return { ...logged, sizeBytes: 24_000, stats };
  const file = buildRidesFile({
    columns,
    firstRow: version * rowsPerFile,
    rowCount: rowsPerFile,
    seed: version,
    parquet: { compression: "snappy", rowGroupRows: rowsPerFile },
  });
  writeTableFile(folder, path, file.bytes);
  return { ...logged, sizeBytes: file.bytes.length, stats: file.stats };
}
