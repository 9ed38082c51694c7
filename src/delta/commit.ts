// One commit in the form that is kept: its files as columns, its other actions as they are. Immutable once read.

import type {
  Action,
  CommitInfoAction,
  DeletionVectorDescriptor,
  DomainMetadataAction,
  MetadataAction,
  ProtocolAction,
  RemoveAction,
  TxnAction,
} from "./actions.ts";
import { TableError } from "./errors.ts";
import { createChunkBuilder, type FileChunk, type FileKeys, type StatsBudget } from "./file-chunk.ts";
import { createFileKeySet } from "./file-key-set.ts";
import { commitName } from "./log-path.ts";
import { numRecordsOf } from "./num-records.ts";
import { parseCommit } from "./parse-commit.ts";
import { buildPathColumn, pathAt } from "./path-column.ts";
import type { StoredObject } from "./ports.ts";
import { createUtf8Builder } from "./utf8-column.ts";

/** Something the reader tolerated and the user should know, in one sentence. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

export interface Commit {
  readonly version: number;
  /** The first version that a compaction stands for, `version` being the last; undefined in a commit. */
  readonly from?: number;
  readonly fileBytes: number;
  /** The store's clock, milliseconds since 1970 UTC. */
  readonly modifiedMs: number | undefined;
  readonly protocol: ProtocolAction | undefined;
  readonly metadata: MetadataAction | undefined;
  readonly commitInfo: CommitInfoAction | undefined;
  readonly transactions: readonly TxnAction[];
  readonly domains: readonly DomainMetadataAction[];
  readonly adds: FileChunk;
  readonly removes: RemovedFiles;
  readonly cdcFiles: number;
  /** True when a file action says that it changes data. */
  readonly dataChange: boolean;
  /** A rule of the protocol that it breaks, so that no snapshot can be built on it. */
  readonly violation: TableError | undefined;
  readonly warnings: readonly Warning[];
}

interface RemovedFiles extends FileKeys {
  readonly rowCount: number;
  /** NaN where the action does not tell. */
  readonly sizeBytes: Float64Array;
  /** Live rows that were removed; NaN where the action does not tell. */
  readonly rows: Float64Array;
}

/** Errors: MalformedLog. A broken rule is kept in `violation`: the commit can still be shown. */
export function buildCommit(version: number, object: StoredObject, budget: StatsBudget): Commit {
  const file = commitName(version);
  const gathered = gather(parseCommit(object.bytes, file));
  const adds = gathered.adds.finish(budget);
  const removes = gathered.removes.finish();
  const warnings: Warning[] = [];
  if (gathered.actions === 0) {
    warnings.push({ code: "empty-commit", message: `Commit ${version} holds no action.` });
  }
  const repeated = repeatedFile(adds, removes);
  if (repeated?.kind === "repeated-add") {
    const message = `Commit ${version} adds ${repeated.path} twice; the first one counts.`;
    warnings.push({ code: "repeated-add", message });
  }
  return {
    version,
    fileBytes: object.bytes.length,
    modifiedMs: object.modifiedMs,
    protocol: gathered.protocols[0],
    metadata: gathered.metadata[0],
    commitInfo: gathered.commitInfo,
    transactions: gathered.transactions,
    domains: gathered.domains,
    adds,
    removes,
    cdcFiles: gathered.cdcFiles,
    dataChange: gathered.dataChange,
    violation: brokenRule(version, gathered, repeated),
    warnings,
  };
}

/** A commit whose text is broken: it stands in the history, and no snapshot can be built on it. */
export function unreadableCommit(version: number, object: StoredObject, violation: TableError): Commit {
  const empty = gather([]);
  return {
    version,
    fileBytes: object.bytes.length,
    modifiedMs: object.modifiedMs,
    protocol: undefined,
    metadata: undefined,
    commitInfo: undefined,
    transactions: [],
    domains: [],
    adds: empty.adds.finish(() => false),
    removes: empty.removes.finish(),
    cdcFiles: 0,
    dataChange: false,
    violation,
    warnings: [],
  };
}

interface Gathered {
  readonly adds: ReturnType<typeof createChunkBuilder>;
  readonly removes: ReturnType<typeof createRemoveBuilder>;
  readonly protocols: ProtocolAction[];
  readonly metadata: MetadataAction[];
  readonly transactions: TxnAction[];
  readonly domains: DomainMetadataAction[];
  commitInfo: CommitInfoAction | undefined;
  cdcFiles: number;
  dataChange: boolean;
  actions: number;
}

function gather(actions: Iterable<Action>): Gathered {
  const gathered: Gathered = {
    adds: createChunkBuilder(),
    removes: createRemoveBuilder(),
    protocols: [],
    metadata: [],
    transactions: [],
    domains: [],
    commitInfo: undefined,
    cdcFiles: 0,
    dataChange: false,
    actions: 0,
  };
  for (const action of actions) {
    gathered.actions += 1;
    take(gathered, action);
  }
  return gathered;
}

function take(gathered: Gathered, action: Action): void {
  switch (action.kind) {
    case "add":
      gathered.adds.add(action);
      gathered.dataChange ||= action.dataChange;
      return;
    case "remove":
      gathered.removes.add(action);
      gathered.dataChange ||= action.dataChange;
      return;
    case "cdc":
      gathered.cdcFiles += 1;
      return;
    case "protocol":
      gathered.protocols.push(action);
      return;
    case "metaData":
      gathered.metadata.push(action);
      return;
    case "txn":
      gathered.transactions.push(action);
      return;
    case "domainMetadata":
      gathered.domains.push(action);
      return;
    case "commitInfo":
      gathered.commitInfo ??= action;
      return;
    case "checkpointMetadata":
    case "sidecar":
      return;
  }
}

function createRemoveBuilder() {
  const paths = createUtf8Builder();
  const deletionVectors = new Map<number, DeletionVectorDescriptor>();
  const sizes: number[] = [];
  const rows: number[] = [];
  return {
    add(action: RemoveAction): void {
      if (action.deletionVector !== undefined) deletionVectors.set(sizes.length, action.deletionVector);
      paths.push(action.path);
      sizes.push(action.size ?? Number.NaN);
      rows.push(removedRows(action));
    },
    finish(): RemovedFiles {
      return {
        rowCount: sizes.length,
        paths: buildPathColumn(paths.finish(), sizes.length),
        deletionVectors,
        sizeBytes: Float64Array.from(sizes),
        rows: Float64Array.from(rows),
      };
    },
  };
}

function removedRows(action: RemoveAction): number {
  if (action.stats === undefined) return Number.NaN;
  const stats = new TextEncoder().encode(action.stats);
  return numRecordsOf(stats, 0, stats.length) - (action.deletionVector?.cardinality ?? 0);
}

/** PROTOCOL.md "Actions": what a valid commit holds at most once. */
function brokenRule(version: number, gathered: Gathered, repeated: RepeatedFile | undefined): TableError | undefined {
  if (gathered.metadata.length > 1) return violation(version, "at most one metaData in a commit", "it holds several");
  if (gathered.protocols.length > 1) return violation(version, "at most one protocol in a commit", "it holds several");
  if (repeated === undefined || repeated.kind === "repeated-add") return undefined;
  return violation(version, REPEATED_FILE_RULES[repeated.kind], repeated.path);
}

function violation(version: number, rule: string, detail: string): TableError<"ProtocolViolation"> {
  const message = `Commit ${version} breaks the protocol: ${rule} (${detail})`;
  return new TableError("ProtocolViolation", message, { rule, detail: `commit ${version}: ${detail}` });
}

const REPEATED_FILE_RULES = {
  "added-with-two-deletion-vectors": "at most one add of a path in a commit",
  "added-and-removed": "a commit doesn't add and remove the same file",
} as const;

interface RepeatedFile {
  readonly kind: "repeated-add" | keyof typeof REPEATED_FILE_RULES;
  readonly path: string;
}

/**
 * PROTOCOL.md "Add File and Remove File": the lines of a commit have no order, so a file that is added and removed in
 * it, or added in two states, has no defined state after it. The same path with another deletion vector is another
 * file to a remove, not to a second add.
 */
function repeatedFile(adds: FileChunk, removes: FileKeys & { readonly rowCount: number }): RepeatedFile | undefined {
  const added = createFileKeySet();
  const hasDeletionVectors = adds.deletionVectors.size > 0;
  const paths = hasDeletionVectors ? createFileKeySet() : added;
  const pathsOnly: FileKeys = { paths: adds.paths, deletionVectors: new Map() };
  let repeated: RepeatedFile | undefined;
  for (let row = 0; row < adds.rowCount; row++) {
    const isNewPath = paths.add(pathsOnly, row);
    const isNewKey = hasDeletionVectors ? added.add(adds, row) : isNewPath;
    if (isNewPath) continue;
    const path = pathAt(adds.paths, row);
    if (isNewKey) return { kind: "added-with-two-deletion-vectors", path };
    repeated = { kind: "repeated-add", path };
  }
  for (let row = 0; row < removes.rowCount && adds.rowCount > 0; row++) {
    if (added.has(removes, row)) return { kind: "added-and-removed", path: pathAt(removes.paths, row) };
  }
  return repeated;
}
