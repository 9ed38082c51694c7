// Data skipping: which files of a snapshot can hold a row that a condition matches. Never wrong: a file is left out only
// where its partition values or its statistics prove that none of its rows does.

import { fileCount, fileNumRecords, fileStats, type LiveFiles } from "#delta/live-files.ts";
import { readFileStats } from "./file-stats.ts";
import { createColumnFinder, type SkippingTable } from "./find-column.ts";
import { type FindBounds, mayBeTrue } from "./outcomes.ts";
import { createPartitionBounds } from "./partition-bounds.ts";
import type { Predicate } from "./predicate.ts";

/** The positions of the files that may hold a matching row, ascending. */
export function mayMatch(files: LiveFiles, table: SkippingTable, predicate: Predicate): readonly number[] {
  const test = createFileTest(files, table, predicate);
  return Array.from({ length: fileCount(files) }, (_, index) => index).filter((index) => test(index));
}

/** Tells of one file after the other whether it may hold a matching row; `stats` stand in for those that were kept. */
export type FileTest = (index: number, stats?: string) => boolean;

export function createFileTest(files: LiveFiles, table: SkippingTable, predicate: Predicate): FileTest {
  const find = createColumnFinder(table);
  const partitions = createPartitionBounds(files);

  function partitionBounds(index: number): FindBounds {
    return (path) => {
      const column = find(path);
      return column?.isPartition ? partitions(index, column) : undefined;
    };
  }

  function allBounds(index: number, text: string): FindBounds {
    const stats = readFileStats(text, fileNumRecords(files, index));
    return (path) => {
      const column = find(path);
      if (column === undefined) return undefined;
      return column.isPartition ? partitions(index, column) : stats.bounds(column.stored, column.field);
    };
  }

  return (index, stats = fileStats(files, index)) => {
    if (fileNumRecords(files, index) === 0) return false;
    // Partition values cost nothing; statistics are parsed only for what those leave.
    if (table.partitionColumns.length > 0 && !mayBeTrue(predicate, partitionBounds(index))) return false;
    return stats === undefined || mayBeTrue(predicate, allBounds(index, stats));
  };
}
