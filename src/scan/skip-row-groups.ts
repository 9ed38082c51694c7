// Which row groups of a file can hold a row that a condition matches. Never wrong: one is left out only where the log or
// the footer's statistics prove that none of its rows does.

import type { LiveFiles } from "#delta/live-files.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { createColumnFinder, type FoundColumn, type SkippingTable } from "#delta/skipping/find-column.ts";
import { type ColumnBounds, mayBeTrue } from "#delta/skipping/outcomes.ts";
import { createPartitionBounds } from "#delta/skipping/partition-bounds.ts";
import type { Predicate } from "#delta/skipping/predicate.ts";
import type { OpenedFile } from "./decode-rows.ts";
import { findRebase } from "./legacy-calendar.ts";
import type { RowGroupLayout } from "./parquet-footer.ts";
import { toBounds } from "./skip-bounds.ts";
import { findLeaf } from "./skip-leaf.ts";
import { type ChunkStatistics, readStatistics } from "./skip-statistics.ts";

/** A row group that may match, as a range of the file's physical rows, which deletion vectors count by. */
export interface RowGroupMatch {
  readonly rowGroup: number;
  readonly firstRow: number;
  readonly rowCount: number;
}

/** Errors: those of the store. `file` is the position in the snapshot of `opened`. */
export type FindRowGroups = (
  file: number,
  opened: OpenedFile,
  options?: ReadOptions,
) => Promise<readonly RowGroupMatch[]>;

export function createRowGroupFinder(files: LiveFiles, table: SkippingTable, predicate: Predicate): FindRowGroups {
  const find = createColumnFinder(table);
  const partitions = createPartitionBounds(files);

  return async (file, opened, options) => {
    const statistics = await readStatistics(opened, options);
    const ofChunk = createChunkBounds(opened, table);
    return opened.footer.rowGroups.flatMap((group, rowGroup) => {
      const match = { rowGroup, firstRow: group.firstRow, rowCount: group.rowCount };
      const mayHold = mayBeTrue(predicate, (path) => {
        const column = find(path);
        if (column === undefined) {
          return undefined;
        }
        return column.isPartition ? partitions(file, column) : ofChunk(column, group, statistics[rowGroup] ?? []);
      });
      return group.rowCount > 0 && mayHold ? [match] : [];
    });
  };
}

const ABSENT: Pick<ColumnBounds, "min" | "max" | "mayBeNull" | "mayBePresent"> = {
  min: undefined,
  max: undefined,
  mayBeNull: true,
  mayBePresent: false,
};

function createChunkBounds({ source, footer }: OpenedFile, { columnMapping }: SkippingTable) {
  return (
    { fields, field }: FoundColumn,
    group: RowGroupLayout,
    statistics: readonly (ChunkStatistics | undefined)[],
  ): ColumnBounds | undefined => {
    const place = findLeaf(footer, fields, columnMapping);
    if (place?.kind !== "leaf") {
      return place && { kind: undefined, ...ABSENT };
    }
    const chunk = group.chunks[place.leaf];
    // What can't be decoded must be refused by whoever reads it.
    if (chunk === undefined || chunk.unreadable !== undefined || chunk.valueCount !== group.rowCount) {
      return undefined;
    }
    return toBounds(statistics[place.leaf], {
      field,
      element: place.element,
      isNested: fields.length > 1,
      isRebased: findRebase(source.key, footer, place.element.type) !== undefined,
      createdBy: footer.createdBy,
      rowCount: group.rowCount,
    });
  };
}
