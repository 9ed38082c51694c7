// PROTOCOL.md "Change Data Files" and "Reader Requirements for Change Data": the changes that one commit makes.

import type { Action, AddAction, CdcAction, CommitInfoAction, RemoveAction } from "#delta/actions.ts";
import { fileKey } from "#delta/file-key.ts";
import { numRecordsOf } from "#delta/num-records.ts";
import type { ChangeFile } from "./change-feed.ts";

export interface CommitChanges {
  readonly source: "cdc" | "log";
  /** Deletes before inserts, each in the order of the commit. */
  readonly files: readonly ChangeFile[];
  /** Paths of removed files whose size or partition values the commit leaves out; `completeRemoves` brings them. */
  readonly incomplete: ReadonlySet<string>;
}

interface Gathered {
  readonly cdc: CdcAction[];
  readonly adds: Map<string, AddAction>;
  readonly removes: Map<string, RemoveAction>;
  commitInfo: CommitInfoAction | undefined;
}

/**
 * Change data files are all there is to a commit that has any. Else added files are inserts and removed files deletes,
 * but for those that say that they change no data.
 */
export function changesOfCommit(actions: Iterable<Action>): CommitChanges {
  const gathered = gather(actions);
  if (gathered.cdc.length > 0) {
    return { source: "cdc", files: gathered.cdc.map(changeDataFile), incomplete: new Set() };
  }
  const files = changedNothing(gathered.commitInfo) ? [] : filesOf(gathered);
  return { source: "log", files, incomplete: incompletePaths(files) };
}

/** What a removed file lacks until `completeRemoves` has found it. */
export const UNKNOWN_SIZE = -1;
const UNKNOWN_VALUES: ChangeFile["partitionValues"] = new Map();

export function isIncomplete({ sizeBytes, partitionValues }: ChangeFile): boolean {
  return sizeBytes === UNKNOWN_SIZE || partitionValues === UNKNOWN_VALUES;
}

function incompletePaths(files: readonly ChangeFile[]): ReadonlySet<string> {
  return new Set(files.filter(isIncomplete).map(({ path }) => fileKey(path)));
}

function gather(actions: Iterable<Action>): Gathered {
  const gathered: Gathered = { cdc: [], adds: new Map(), removes: new Map(), commitInfo: undefined };
  for (const action of actions) {
    switch (action.kind) {
      case "cdc":
        gathered.cdc.push(action);
        break;
      case "add":
        if (action.dataChange) putFirst(gathered.adds, action);
        break;
      case "remove":
        if (action.dataChange) putFirst(gathered.removes, action);
        break;
      case "commitInfo":
        gathered.commitInfo ??= action;
        break;
      default:
        break;
    }
  }
  return gathered;
}

/** By path: a commit adds and removes a path at most once each; of a repetition the first counts. */
function putFirst<A extends AddAction | RemoveAction>(files: Map<string, A>, action: A): void {
  const key = fileKey(action.path);
  if (!files.has(key)) files.set(key, action);
}

/**
 * MERGE rewrites files also when it changes no row of them. Spark takes its word for that, and so do we: else each row
 * would be deleted and inserted again.
 */
function changedNothing(commitInfo: CommitInfoAction | undefined): boolean {
  const metrics = commitInfo?.fields.get("operationMetrics");
  if (commitInfo?.fields.get("operation") !== "MERGE" || typeof metrics !== "object" || metrics === null) return false;
  return ["numTargetRowsInserted", "numTargetRowsUpdated", "numTargetRowsDeleted"].every(
    (name) => Reflect.get(metrics, name) === "0",
  );
}

function filesOf({ adds, removes }: Gathered): readonly ChangeFile[] {
  const deletes: ChangeFile[] = [];
  const inserts: ChangeFile[] = [];
  for (const [key, remove] of removes) {
    const add = adds.get(key);
    if (add === undefined) {
      deletes.push(removedFile(remove));
      continue;
    }
    const rows = rowsOf({ ...remove, ...add });
    const [before, after] = [remove.deletionVector, add.deletionVector];
    if (after !== undefined) deletes.push({ ...rows, change: "delete", marked: after, unmarked: before });
    if (before !== undefined) inserts.push({ ...rows, change: "insert", marked: before, unmarked: after });
  }
  for (const [key, add] of adds) {
    if (removes.has(key)) continue;
    inserts.push({ ...rowsOf(add), change: "insert", marked: undefined, unmarked: add.deletionVector });
  }
  return [...deletes, ...inserts];
}

function removedFile(remove: RemoveAction): ChangeFile {
  const { size = UNKNOWN_SIZE, partitionValues = UNKNOWN_VALUES } = remove;
  const rows = rowsOf({ ...remove, size, partitionValues });
  return { ...rows, change: "delete", marked: undefined, unmarked: remove.deletionVector };
}

function rowsOf(file: Pick<AddAction, "path" | "size" | "partitionValues" | "stats">) {
  const stats = new TextEncoder().encode(file.stats);
  const physicalRows = numRecordsOf(stats, 0, stats.length);
  return {
    path: file.path,
    sizeBytes: file.size,
    partitionValues: file.partitionValues,
    physicalRows: Number.isNaN(physicalRows) ? undefined : physicalRows,
  };
}

function changeDataFile({ path, size, partitionValues }: CdcAction): ChangeFile {
  const rows = rowsOf({ path, size, partitionValues });
  return { ...rows, change: "cdc", marked: undefined, unmarked: undefined };
}
