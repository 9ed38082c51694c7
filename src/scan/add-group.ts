// The adds of one row group of a checkpoint: an excerpt with their columns, decoded run by run, here or in a thread.

import { chunkFromBatch, type FileChunk } from "#delta/file-chunk.ts";
import { buildAddBatch } from "./checkpoint-adds.ts";
import { columnsOf } from "./decode-rows.ts";
import type { ParquetEngine, RowSlice } from "./parquet-engine.ts";

/** Plain data, so that it can go to another thread. */
export interface AddGroup {
  /** For messages. */
  readonly file: string;
  readonly excerpt: Uint8Array;
  readonly partitionColumns: readonly string[];
}

export interface AddRun extends RowSlice {
  /** Statistics of more bytes are counted by, but not kept. */
  readonly statsLimitBytes: number;
}

/** Something that decodes beside this thread. */
export interface AddThread {
  /** The group's chunks, in the order of `runs`. The group's excerpt is handed over. Errors: as `decodeAdds`. */
  decode(group: AddGroup, runs: readonly AddRun[]): AsyncIterable<FileChunk>;
  /** Ends it, and whatever it is at. */
  close(): void;
}

/** Undefined where no row of the run is an add. Errors: CorruptParquet, CorruptCheckpoint. */
export function decodeAdds(engine: ParquetEngine, group: AddGroup, run: AddRun): FileChunk | undefined {
  const { file, excerpt, partitionColumns } = group;
  return engine.lendRows(file, excerpt, run, (batches) => {
    const [add] = columnsOf(file, run, batches);
    if (add === undefined || add.data.nullCount === add.data.length) {
      return undefined;
    }
    return chunkFromBatch(buildAddBatch(file, add.data, partitionColumns), run.statsLimitBytes);
  });
}
