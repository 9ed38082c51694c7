// Counts rows that the log does not count, from footers, in the background.

import type { TableReader } from "#scan/read-rows.ts";
import type { SnapshotSlot } from "./snapshot-slot.ts";
import { toSnapshotFiles } from "./snapshot-slot.ts";

export interface RowCounter {
  /** Reads the footers that the count still needs, unless there are too many to do so unasked. */
  countRest(slot: SnapshotSlot): void;
  /** Reads footers until some more rows are known than now. */
  countBeyond(slot: SnapshotSlot): void;
}

/** A table of more files than this is counted as one scrolls. */
const countedUnasked = 2000;
const rowsCountedAhead = 10_000;
const totalsEveryMs = 300;

export function createRowCounter(reader: TableReader): RowCounter {
  const counting = new Set<SnapshotSlot>();

  function count(slot: SnapshotSlot, run: () => Promise<unknown>): void {
    if (counting.has(slot)) return;
    counting.add(slot);
    const timer = setInterval(slot.tellTotals, totalsEveryMs);
    run()
      // A file that can't be counted tells why to whoever asks for its rows.
      .catch(() => undefined)
      .finally(() => {
        clearInterval(timer);
        counting.delete(slot);
        slot.tellTotals();
      });
  }

  function unknownFiles(slot: SnapshotSlot): number {
    return slot.complete() ? reader.rowTotals(slot.files()).filesWithUnknownRows : 0;
  }

  return {
    countRest(slot) {
      const unknown = unknownFiles(slot);
      if (unknown === 0 || unknown > countedUnasked) return;
      count(slot, () => reader.countUnknownRows(slot.files(), { signal: slot.signal }));
    },
    countBeyond(slot) {
      if (unknownFiles(slot) === 0) return;
      // No column is asked for, so finding the row costs footers alone.
      const window = { columns: [], start: reader.rowTotals(slot.files()).rows + rowsCountedAhead, count: 1 };
      count(slot, () => reader.readRows(toSnapshotFiles(slot), window, { signal: slot.signal }));
    },
  };
}
