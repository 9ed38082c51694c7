// Tables with a classic checkpoint at version 20 and commits up to 23, as the bench makes and keeps them.

import {
  checkpointedQuietTable,
  checkpointedSmallTable,
  checkpointedTable,
} from "../../bench/tables/checkpointed-tables.ts";
import { readTable } from "../../bench/tables/table-cache.ts";
import type { TableObjects } from "./delta-table.ts";

/** Checkpoint and data files are larger than 512 KB; the newest commit adds a file. */
export function readCheckpointed(): TableObjects {
  return readTable(checkpointedTable);
}

/** The same, but no commit after the checkpoint adds a file. */
export function readQuietCheckpointed(): TableObjects {
  return readTable(checkpointedQuietTable);
}

/** Checkpoint and data files are smaller than 512 KB. */
export function readSmallCheckpointed(): TableObjects {
  return readTable(checkpointedSmallTable);
}
