// Runs of the log to replay: commits one by one, and log compaction files where they stand for several (PROTOCOL.md "Log
// Compaction Files"). Only a listing shows those.

import { buildCommit, type Commit, type Warning } from "./commit.ts";
import { type CommitReader, logGap } from "./commit-reader.ts";
import { isTableError } from "./errors.ts";
import type { StatsBudget } from "./file-chunk.ts";
import { inParallel, integers } from "./in-parallel.ts";
import type { Compaction } from "./log-segment.ts";
import type { LogStore, ReadOptions } from "./ports.ts";
import { createSharedCache } from "./shared-cache.ts";

/** Versions, both inclusive. */
export interface VersionRange {
  readonly from: number;
  readonly to: number;
}

export interface LogRun {
  /** Newest first. */
  readonly pieces: readonly Commit[];
  readonly warnings: readonly Warning[];
}

export interface LogRuns {
  /**
   * All that happened in the versions of the range. `compactions` that do not lie inside it are left alone.
   * Errors: LogGap.
   */
  read(range: VersionRange, compactions: readonly Compaction[], options?: ReadOptions): Promise<LogRun>;
}

/** A commit by its version, or a compaction. */
type Piece = number | Compaction;

export function createLogRuns(log: LogStore, commits: CommitReader, budget: StatsBudget): LogRuns {
  const compacted = createSharedCache<string, Commit>(async (name, options) => {
    const object = await log.read(name, options);
    return object === undefined ? undefined : buildCommit(Number.parseInt(name.slice(21), 10), object, budget);
  });

  async function readCompaction(compaction: Compaction, options: ReadOptions): Promise<LogRun> {
    const found = await compacted.load(compaction.name, options).catch(unlessMalformed);
    if (found !== undefined && found.violation === undefined) {
      return { pieces: [{ ...found, from: compaction.from, warnings: [] }], warnings: [] };
    }
    const message = `The compacted log file ${compaction.name} can't be used: the commits that it stands for are read.`;
    const pieces = [...(await commits.readRange(compaction, options))].reverse();
    return { pieces, warnings: [{ code: "compaction-unusable", message }] };
  }

  async function readPiece(piece: Piece, options: ReadOptions): Promise<LogRun> {
    if (typeof piece !== "number") return readCompaction(piece, options);
    const commit = await commits.read(piece, options);
    return { pieces: commit === undefined ? [] : [commit], warnings: [] };
  }

  return {
    async read(range, compactions, options = {}) {
      const isHeld = (version: number) => commits.peek(version) !== undefined;
      const planned = planPieces(range, compactions, isHeld);
      // The newest commit is wanted beside what stands for it: it alone tells the version's time and operation.
      if (typeof planned.at(-1) === "object") void commits.read(range.to, options).catch(() => undefined);
      const read = await inParallel(planned, (piece) => readPiece(piece, options));
      const missing = planned[read.findIndex(({ pieces }) => pieces.length === 0)];
      if (typeof missing === "number") throw logGap(missing);
      const newestFirst = read.toReversed();
      return {
        pieces: newestFirst.flatMap(({ pieces }) => pieces),
        warnings: newestFirst.flatMap(({ warnings }) => warnings),
      };
    },
  };
}

/** Oldest first: from the end on, the widest compaction that ends there; none for commits that are held already. */
export function planPieces(
  { from, to }: VersionRange,
  compactions: readonly Compaction[],
  isHeld: (version: number) => boolean,
): readonly Piece[] {
  const inside = compactions.filter((compaction) => compaction.from >= from && compaction.to <= to);
  const pieces: Piece[] = [];
  for (let version = to; version >= from; ) {
    const widest = inside
      .filter((compaction) => compaction.to === version)
      .reduce<Compaction | undefined>(
        (best, each) => (best !== undefined && best.from <= each.from ? best : each),
        undefined,
      );
    const isWorthIt = widest !== undefined && !integers(widest.from, widest.to).every(isHeld);
    pieces.push(isWorthIt ? widest : version);
    version = (isWorthIt ? widest.from : version) - 1;
  }
  return pieces.reverse();
}

function unlessMalformed(error: unknown): undefined {
  if (!isTableError(error, "MalformedLog")) throw error;
}
