// The main file of a V2 checkpoint as JSON (PROTOCOL.md "UUID-named checkpoint"): lines as in a commit, its adds as a
// chunk.

import type { Action } from "./actions.ts";
import { isTableError, TableError } from "./errors.ts";
import { createChunkBuilder, type FileChunk, type StatsBudget } from "./file-chunk.ts";
import { parseCommit } from "./parse-commit.ts";

export interface JsonCheckpoint {
  /** Those that are not about files. */
  readonly actions: readonly Action[];
  /** Undefined when it has none, as where they are in sidecars. */
  readonly adds: FileChunk | undefined;
}

/** Errors: CorruptCheckpoint. */
export function parseJsonCheckpoint(bytes: Uint8Array, name: string, budget: StatsBudget): JsonCheckpoint {
  const actions: Action[] = [];
  const builder = createChunkBuilder();
  try {
    for (const action of parseCommit(bytes, name)) {
      if (action.kind === "add") builder.add(action);
      else if (action.kind !== "remove") actions.push(action);
    }
  } catch (error) {
    if (!isTableError(error, "MalformedLog")) throw error;
    const { line, reason } = error.context;
    throw corruptCheckpoint(name, `line ${line}: ${reason}`, error);
  }
  const adds = builder.finish(budget);
  return { actions, adds: adds.rowCount === 0 ? undefined : adds };
}

/** `name` is below `_delta_log/`. */
export function corruptCheckpoint(name: string, reason: string, cause?: unknown): TableError<"CorruptCheckpoint"> {
  const file = `_delta_log/${name}`;
  const message = `Cannot read the checkpoint ${file}: ${reason}`;
  return new TableError("CorruptCheckpoint", message, { file, reason }, { cause });
}
