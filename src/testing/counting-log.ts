// A LogStore and a CheckpointReader in memory that count requests and round trips: requests made in one turn of the
// event loop travel together, and their answers come together in a later one.

import type { Action, AddAction } from "#delta/actions.ts";
import { TableError } from "#delta/errors.ts";
import { chunkFromBatch } from "#delta/file-chunk.ts";
import { parseCommit } from "#delta/parse-commit.ts";
import type { AddBatch, CheckpointReader, LogStore, StoredObject, Utf8Column } from "#delta/ports.ts";
import { createUtf8Builder } from "#delta/utf8-column.ts";

export interface CountingLog extends LogStore, CheckpointReader {
  /** Names in the order asked for; `list <from>` for listings, `<name> adds` for a checkpoint's adds. */
  readonly requests: string[];
  readonly trips: () => number;
  /** The most requests under way at once. */
  readonly mostInFlight: () => number;
}

/** A checkpoint file is NDJSON of its actions under its Parquet name. `batchRows` cuts its adds. */
export function createCountingLog(
  files: ReadonlyMap<string, StoredObject>,
  options: { readonly canList?: boolean; readonly batchRows?: number } = {},
): CountingLog {
  const requests: string[] = [];
  let waiting: (() => void)[] = [];
  let trips = 0;
  let most = 0;

  function request(name: string): Promise<void> {
    requests.push(name);
    return new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setTimeout(answerAll, 0);
      most = Math.max(most, waiting.length);
    });
  }

  function answerAll(): void {
    const answered = waiting;
    waiting = [];
    trips += 1;
    for (const resolve of answered) resolve();
  }

  function actionsOf(name: string): readonly Action[] {
    const file = files.get(name);
    if (file === undefined) throw new TableError("ObjectMissing", `Cannot read ${name}: not there`, { path: name });
    try {
      return [...parseCommit(file.bytes, name)];
    } catch (cause) {
      const context = { file: name, reason: "garbage" };
      throw new TableError("CorruptCheckpoint", `Cannot read ${name}: garbage`, context, { cause });
    }
  }

  return {
    requests,
    trips: () => trips,
    mostInFlight: () => most,
    async read(name, { signal } = {}) {
      await request(name);
      signal?.throwIfAborted();
      return files.get(name);
    },
    async list(from) {
      if (options.canList !== true) return undefined;
      await request(`list ${from}`);
      const names = [...files.keys()].filter((name) => name >= from).sort();
      return names.map((name) => ({
        name,
        sizeBytes: files.get(name)?.bytes.length ?? 0,
        modifiedMs: files.get(name)?.modifiedMs,
      }));
    },
    async readNonFileActions({ name }) {
      await request(name);
      return actionsOf(name).filter(({ kind }) => kind !== "add" && kind !== "remove");
    },
    async *streamAdds({ name }, { partitionColumns, budget }) {
      await request(`${name} adds`);
      const adds = actionsOf(name).filter((action) => action.kind === "add");
      const rows = options.batchRows ?? 1000;
      for (let at = 0; at < adds.length; at += rows) {
        const batch = toBatch(adds.slice(at, at + rows), partitionColumns);
        const bytes = batch.stats?.bytes.length ?? 0;
        yield chunkFromBatch(batch, budget(bytes) ? bytes : 0);
      }
    },
  };
}

export function toBatch(adds: readonly AddAction[], partitionColumns: readonly string[]): AddBatch {
  const vectors = adds.flatMap((add, row) =>
    add.deletionVector === undefined ? [] : [[row, add.deletionVector] as const],
  );
  return {
    rowCount: adds.length,
    path: toColumn(adds.map((add) => add.path)),
    sizeBytes: Float64Array.from(adds, (add) => add.size),
    modificationTimeMs: Float64Array.from(adds, (add) => add.modificationTime),
    partitionValues: new Map(
      partitionColumns.map((name) => [name, toColumn(adds.map((add) => add.partitionValues.get(name) ?? undefined))]),
    ),
    stats: toColumn(adds.map((add) => add.stats)),
    numRecords: undefined,
    deletionVectors: new Map(vectors),
  };
}

function toColumn(texts: readonly (string | undefined)[]): Utf8Column {
  const builder = createUtf8Builder();
  for (const text of texts) builder.push(text);
  return builder.finish();
}
