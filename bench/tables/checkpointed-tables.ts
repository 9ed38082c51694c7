// A table as Spark leaves it: commits 0 to 23, a classic checkpoint at 20 with its hint. Three variants.

import { writeCheckpoint } from "./checkpoint.ts";
import { rideColumns, toSchemaString } from "./column-recipes.ts";
import { createRandom, drawUuid } from "./random.ts";
import { buildRidesFile, createStatsDrawer } from "./rides-file.ts";
import type { TableRecipe } from "./table-cache.ts";
import {
  type LoggedFile,
  type TableMetadata,
  toAddLine,
  toCommitInfoLine,
  toMetadataLine,
  toProtocolLine,
  toRemoveLine,
  writeCommit,
  writeTableFile,
} from "./table-log.ts";

const checkpointVersion = 20;
const firstMs = Date.UTC(2026, 3, 1);
const columns = Object.values(rideColumns);

interface Variant {
  readonly name: string;
  readonly addsPerCommit: number;
  readonly rowsPerFile: number;
  /** False: the commits after the checkpoint add no file. */
  readonly tailAdds: boolean;
}

/** Checkpoint and data files are larger than 512 KB; the newest commit adds a file. */
export const checkpointedTable = toRecipe({
  name: "checkpointed",
  addsPerCommit: 1000,
  rowsPerFile: 60_000,
  tailAdds: true,
});

/** The same, but no commit after the checkpoint adds a file. */
export const checkpointedQuietTable = toRecipe({
  name: "checkpointed-quiet",
  addsPerCommit: 1000,
  rowsPerFile: 60_000,
  tailAdds: false,
});

/** Checkpoint and data files are smaller than 512 KB. */
export const checkpointedSmallTable = toRecipe({
  name: "checkpointed-small",
  addsPerCommit: 5,
  rowsPerFile: 3_000,
  tailAdds: true,
});

function toRecipe(variant: Variant): TableRecipe {
  return { name: variant.name, recipeVersion: 1, write: (folder) => write(folder, variant) };
}

function write(folder: string, variant: Variant): void {
  const random = createRandom(20);
  const drawStats = createStatsDrawer(columns, random);
  const name = variant.name.replaceAll("-", "_");
  const schemaString = toSchemaString(columns);
  const metadata = { id: drawUuid(random), name, schemaString, partitionColumns: [], createdMs: firstMs };
  // Files of the first commit come first in the checkpoint: they exist, the others are only logged.
  const adds: LoggedFile[] = [];
  for (let version = 0; version <= checkpointVersion; version += 1) {
    const added = Array.from({ length: variant.addsPerCommit }, (_, part) => {
      const uuid = drawUuid(random);
      const isReal = version === 0 && part < 3;
      const stats = drawStats(variant.rowsPerFile);
      return isReal
        ? writeFile(folder, { variant, version, part, uuid })
        : logFile({ variant, version, part, uuid, stats });
    });
    adds.push(...added);
    writeCommit(folder, version, toWriteLines(version, added, version === 0 ? metadata : undefined));
  }
  writeCheckpoint(folder, { version: checkpointVersion, metadata, addRuns: [adds], rowGroupRows: 10_000 });
  writeTail(folder, variant, { adds, uuid: drawUuid(random) });
}

/** A delete, a micro-batch without data, and a write (or another such micro-batch). */
function writeTail(
  folder: string,
  variant: Variant,
  { adds, uuid }: { adds: readonly LoggedFile[]; uuid: string },
): void {
  const timestampMs = toTimestampMs(checkpointVersion + 1);
  const removed = adds.slice(-1).map((file) => toRemoveLine(file, timestampMs));
  writeCommit(folder, checkpointVersion + 1, [toCommitInfoLine("DELETE", { timestampMs }), ...removed]);
  writeCommit(folder, checkpointVersion + 2, toIdleLines(checkpointVersion + 2));
  const version = checkpointVersion + 3;
  if (!variant.tailAdds) {
    writeCommit(folder, version, toIdleLines(version));
    return;
  }
  writeCommit(
    folder,
    version,
    toWriteLines(version, [writeFile(folder, { variant, version, part: 0, uuid })], undefined),
  );
}

function toIdleLines(version: number): string[] {
  const timestampMs = toTimestampMs(version);
  const txn = { appId: "0c1f4a52-93ce-4b5f-8a4f-1d1a8fbb8d5e", version, lastUpdated: timestampMs };
  return [toCommitInfoLine("STREAMING UPDATE", { timestampMs }), JSON.stringify({ txn })];
}

function toWriteLines(version: number, added: readonly LoggedFile[], metadata: TableMetadata | undefined): string[] {
  const head = metadata ? [toProtocolLine(), toMetadataLine(metadata)] : [];
  const info = toCommitInfoLine("WRITE", { timestampMs: toTimestampMs(version), metrics: { numFiles: added.length } });
  return [info, ...head, ...added.map(toAddLine)];
}

interface FileName {
  readonly variant: Variant;
  readonly version: number;
  readonly part: number;
  readonly uuid: string;
}

function writeFile(folder: string, { variant, version, part, uuid }: FileName): LoggedFile {
  const { bytes, stats } = buildRidesFile({
    columns,
    firstRow: version * variant.rowsPerFile,
    rowCount: variant.rowsPerFile,
    seed: version * 100 + part,
    parquet: { compression: "snappy", rowGroupRows: Math.ceil(variant.rowsPerFile / 4) },
  });
  const file = logFile({ variant, version, part, uuid, stats });
  writeTableFile(folder, file.path, bytes);
  return { ...file, sizeBytes: bytes.length };
}

function logFile({ variant, version, part, uuid, stats }: FileName & { readonly stats: string }): LoggedFile {
  const path = `part-${String(part).padStart(5, "0")}-${uuid}-c000.snappy.parquet`;
  const sizeBytes = variant.rowsPerFile * 55 + part;
  return { path, partitionValues: {}, sizeBytes, modifiedMs: toTimestampMs(version), stats };
}

function toTimestampMs(version: number): number {
  return firstMs + version * 900_000;
}
