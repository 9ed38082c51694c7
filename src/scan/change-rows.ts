// How many rows a file of a change holds and which they are, by physical position. Counts come from the log where it
// tells; an opened file's own count wins.

import { type ChangeFile, loggedRows } from "#delta/changes/change-feed.ts";
import { countRuns, differenceRuns, sliceRuns } from "#delta/changes/vector-difference.ts";
import { deletedCount, liveRuns, type RowRun } from "#delta/deletion-vectors/deleted-rows.ts";
import { checkWithinFile } from "#delta/deletion-vectors/deletion-vector.ts";
import type { RowSet } from "#delta/deletion-vectors/roaring.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { DataFiles } from "./data-file.ts";
import type { DeletionVectorReader } from "./deletion-vector-reader.ts";

/** Errors: those of DataFiles.open and of DeletionVectorReader.read. */
export interface ChangeRows {
  /** Undefined where files must be read for it; no request. */
  peek(file: ChangeFile): number | undefined;
  /** Reads no more than the count needs: the file's footer, or its vectors. */
  count(file: ChangeFile, options?: ReadOptions): Promise<number>;
  /** Opens the file and its vectors, so that what can't be read is known before its rows are told. */
  open(file: ChangeFile, options?: ReadOptions): Promise<void>;
  /** The rows `first` to `first + count` of an opened file. */
  select(
    file: ChangeFile,
    rows: { readonly first: number; readonly count: number },
    options?: ReadOptions,
  ): Promise<readonly RowRun[]>;
}

export function createChangeRows(dataFiles: DataFiles, vectors: DeletionVectorReader): ChangeRows {
  const counted = new WeakMap<ChangeFile, number>();
  const differences = new WeakMap<ChangeFile, readonly RowRun[]>();

  async function readVectors({ path, marked, unmarked }: ChangeFile, options?: ReadOptions): Promise<Vectors> {
    const [inMarked, inUnmarked] = await Promise.all(
      [marked, unmarked].map((vector) => (vector === undefined ? undefined : vectors.read(vector, path, options))),
    );
    return { marked: inMarked, unmarked: inUnmarked };
  }

  function differenceOf(file: ChangeFile, marked: RowSet, unmarked: RowSet | undefined): readonly RowRun[] {
    const runs = differences.get(file) ?? differenceRuns(marked, unmarked);
    differences.set(file, runs);
    return runs;
  }

  function keep(file: ChangeFile, rows: number): number {
    counted.set(file, rows);
    return rows;
  }

  function peek(file: ChangeFile): number | undefined {
    return counted.get(file) ?? loggedRows(file);
  }

  return {
    peek,
    async count(file, options) {
      const known = peek(file);
      if (known !== undefined) {
        return known;
      }
      if (file.marked === undefined) {
        const { footer } = await dataFiles.open(file, options);
        return keep(file, footer.rowCount - (file.unmarked?.cardinality ?? 0));
      }
      const { marked, unmarked } = await readVectors(file, options);
      return keep(file, marked === undefined ? 0 : countRuns(differenceOf(file, marked, unmarked)));
    },
    async open(file, options) {
      const [{ footer, source }, { marked, unmarked }] = await Promise.all([
        dataFiles.open(file, options),
        readVectors(file, options),
      ]);
      for (const rows of [marked, unmarked]) {
        if (rows !== undefined) {
          checkWithinFile(rows, footer.rowCount, source.key);
        }
      }
      const rest = unmarked === undefined ? 0 : deletedCount(unmarked);
      keep(file, marked === undefined ? footer.rowCount - rest : countRuns(differenceOf(file, marked, unmarked)));
    },
    async select(file, { first, count }, options) {
      const { marked, unmarked } = await readVectors(file, options);
      if (marked !== undefined) {
        return sliceRuns(differenceOf(file, marked, unmarked), first, count);
      }
      return unmarked === undefined ? [{ position: first, count }] : liveRuns(unmarked, first, count);
    },
  };
}

interface Vectors {
  readonly marked: RowSet | undefined;
  readonly unmarked: RowSet | undefined;
}
