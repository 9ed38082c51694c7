// 100 files of 100,000 rows, one row group each, 8 columns of mixed types, in ten commits without a checkpoint.

import { rideColumns, toSchemaString } from "./column-recipes.ts";
import { createRandom, drawUuid } from "./random.ts";
import { buildRidesFile } from "./rides-file.ts";
import type { TableRecipe } from "./table-cache.ts";
import {
  toAddLine,
  toCommitInfoLine,
  toMetadataLine,
  toProtocolLine,
  writeCommit,
  writeTableFile,
} from "./table-log.ts";

const commitCount = 10;
const filesPerCommit = 10;
const rowsPerFile = 100_000;
const firstMs = Date.UTC(2026, 2, 1);
const columns = [
  rideColumns.rideId,
  rideColumns.requestedAt,
  rideColumns.pickupCity,
  rideColumns.driverId,
  rideColumns.distanceKm,
  rideColumns.fare,
  rideColumns.paidByCard,
  rideColumns.note,
];

export const tenMillionRows = commitCount * filesPerCommit * rowsPerFile;

/** Newest first: the last row is that of the first commit's last file. */
export const lastRideId = 10_000_000 + filesPerCommit * rowsPerFile - 1;

export const tenMillionTable: TableRecipe = { name: "ten-million", recipeVersion: 1, write };

function write(folder: string): void {
  const random = createRandom(10);
  for (let version = 0; version < commitCount; version += 1) {
    const timestampMs = firstMs + version * 3_600_000;
    const metrics = { numFiles: filesPerCommit, numOutputRows: filesPerCommit * rowsPerFile };
    const lines = [toCommitInfoLine("WRITE", { timestampMs, metrics })];
    if (version === 0) {
      lines.push(toProtocolLine());
      const schemaString = toSchemaString(columns);
      const id = drawUuid(random);
      lines.push(toMetadataLine({ id, name: "ten_million", schemaString, partitionColumns: [], createdMs: firstMs }));
    }
    for (let part = 0; part < filesPerCommit; part += 1) {
      const index = version * filesPerCommit + part;
      const { bytes, stats } = buildRidesFile({
        columns,
        firstRow: index * rowsPerFile,
        rowCount: rowsPerFile,
        seed: index,
        parquet: { compression: "zstd", rowGroupRows: rowsPerFile },
      });
      const path = `part-${String(part).padStart(5, "0")}-${drawUuid(random)}-c000.zstd.parquet`;
      writeTableFile(folder, path, bytes);
      lines.push(toAddLine({ path, partitionValues: {}, sizeBytes: bytes.length, modifiedMs: timestampMs, stats }));
    }
    writeCommit(folder, version, lines);
  }
}
