// A classic checkpoint of 1,000,000 adds with statistics and two partition columns, and six commits after it.

import { writeCheckpoint } from "./checkpoint.ts";
import { cities, rideColumns, toSchemaString } from "./column-recipes.ts";
import { createRandom, drawInteger, drawOne, drawUuid, type Random } from "./random.ts";
import { buildRidesFile, createStatsDrawer } from "./rides-file.ts";
import { readTable, type TableRecipe } from "./table-cache.ts";
import {
  checkpointName,
  type LoggedFile,
  toAddLine,
  toCommitInfoLine,
  writeCommit,
  writeTableFile,
} from "./table-log.ts";

const checkpointVersion = 1200;
const tailCommits = 6;
const runs = 4;
const addsPerRun = 250_000;
const realFiles = 8;
const firstMs = Date.UTC(2026, 0, 1);
const columns = [
  rideColumns.rideId,
  rideColumns.requestedAt,
  rideColumns.dropoffCity,
  rideColumns.distanceKm,
  rideColumns.paidByCard,
  rideColumns.durationSeconds,
];

const expectedName = "expected-rows";

export const checkpointKey = `_delta_log/${checkpointName(checkpointVersion)}`;

export const millionFilesTable: TableRecipe = { name: "million-files", recipeVersion: 2, write };

/** Rows of the newest version, counted when the table was made. */
export function readExpectedRows(): number {
  return Number(Buffer.from(readTable(millionFilesTable).get(expectedName) ?? []).toString());
}

function write(folder: string): void {
  const random = createRandom(1_000_000);
  let rowCount = 0;
  const counted = (file: LoggedFile) => {
    rowCount += Number(/"numRecords":(\d+)/.exec(file.stats)?.[1]);
    return file;
  };
  const schemaString = toSchemaString([
    ...columns,
    { name: "day", type: "date" },
    { name: "pickup_city", type: "string" },
  ]);
  const partitionColumns = ["day", "pickup_city"];
  const metadata = { id: drawUuid(random), name: "million_files", schemaString, partitionColumns, createdMs: firstMs };
  writeCheckpoint(folder, {
    version: checkpointVersion,
    metadata,
    addRuns: drawRuns(folder, random, counted),
    // Four row groups: protocol and metadata share the first with the adds.
    rowGroupRows: addsPerRun + 1,
  });
  for (let version = checkpointVersion; version <= checkpointVersion + tailCommits; version += 1) {
    const timestampMs = firstMs + version * 600_000;
    const info = toCommitInfoLine("WRITE", { timestampMs, metrics: { numFiles: 1 } });
    const added = version === checkpointVersion ? [] : [toAddLine(counted(writeFile(folder, version, random)))];
    writeCommit(folder, version, [info, ...added]);
  }
  writeTableFile(folder, expectedName, String(rowCount));
}

/** The first files of the checkpoint exist, the others are only logged. */
function* drawRuns(
  folder: string,
  random: Random,
  counted: (file: LoggedFile) => LoggedFile,
): Generator<readonly LoggedFile[]> {
  const drawStats = createStatsDrawer(columns, random);
  for (let run = 0; run < runs; run += 1) {
    yield Array.from({ length: addsPerRun }, (_, index) => {
      if (run === 0 && index < realFiles) return counted(writeFile(folder, index, random));
      const rowCount = drawInteger(random, 800, 12_000);
      return counted({ ...place(random), sizeBytes: rowCount * 40, stats: drawStats(rowCount) });
    });
  }
}

function writeFile(folder: string, seed: number, random: Random): LoggedFile {
  const rowCount = drawInteger(random, 2_000, 6_000);
  const parquet = { compression: "snappy", rowGroupRows: rowCount } as const;
  const { bytes, stats } = buildRidesFile({ columns, firstRow: seed * 10_000, rowCount, seed, parquet });
  const placed = place(random);
  writeTableFile(folder, placed.path, bytes);
  return { ...placed, sizeBytes: bytes.length, stats };
}

function place(random: Random): Pick<LoggedFile, "path" | "partitionValues" | "modifiedMs"> {
  const modifiedMs = firstMs + drawInteger(random, 0, checkpointVersion * 600) * 1000;
  const day = new Date(modifiedMs).toISOString().slice(0, 10);
  const city = drawOne(random, cities);
  const part = String(drawInteger(random, 0, 200)).padStart(5, "0");
  const path = `day=${day}/pickup_city=${city}/part-${part}-${drawUuid(random)}.c000.snappy.parquet`;
  return { path, partitionValues: { day, pickup_city: city }, modifiedMs };
}
