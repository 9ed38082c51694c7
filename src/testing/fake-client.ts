// A worker's client over the invented table: the whole interface, no worker, no store.

import { type ErrorContexts, type ErrorTag, isTableError, TableError } from "#delta/errors.ts";
import type { WorkerClient } from "#worker/client.ts";
import type {
  CommitSummary,
  RowPage,
  RowSource,
  SnapshotInfo,
  TimeTravel,
  WorkerApi,
  WorkerEvent,
} from "#worker/worker-api.ts";
import { FAKE_COVERAGE, fakeFacts } from "./fake-facts.ts";
import { FAKE_SCHEMA, fakeCommits, fakeValue } from "./fake-table.ts";

export interface FakeOptions {
  readonly versions?: number;
  readonly latencyMs?: number;
  /** Locations that fail, by the error they fail with. */
  readonly failing?: ReadonlyMap<string, TableError>;
  /** Locations that answer only once a grant's scope covers them. */
  readonly locked?: readonly string[];
  /** Rows that a page holds at most, while more are still listed. */
  readonly listedRows?: () => number;
  /** Why rows are refused. */
  readonly refusal?: TableError;
}

export interface FakeClient extends WorkerClient {
  /** Every call so far, as method and argument. */
  readonly calls: { readonly method: string; readonly argument: unknown }[];
  emit(event: WorkerEvent): void;
}

const ROWS_PER_FILE = 20_000;

/** A tagged error with a plain message, for tests. */
export function fakeError<Tag extends ErrorTag>(tag: Tag, context: ErrorContexts[Tag]): TableError<Tag> {
  return new TableError(tag, `Cannot read table: ${tag}`, context);
}

export function createFakeClient(options: FakeOptions = {}): FakeClient {
  const commits = fakeCommits(options.versions ?? 42);
  const listeners = new Set<(event: WorkerEvent) => void>();
  const calls: { method: string; argument: unknown }[] = [];
  const scopes: string[] = [];
  const emit = (event: WorkerEvent) => {
    for (const listener of listeners) listener(event);
  };
  const api = createFakeApi({ commits, scopes, options, emit });
  let requests = 0;
  return {
    calls,
    emit,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    call: async (method, argument, { signal } = {}) => {
      calls.push({ method, argument });
      requests += 1;
      const transfer = { requests, bytes: requests * 48_211, inFlight: 1, cachedBytes: 84_000_000 };
      emit({ kind: "transfer", transfer });
      await new Promise((resolve) => setTimeout(resolve, options.latencyMs ?? 0));
      emit({ kind: "transfer", transfer: { ...transfer, inFlight: 0 } });
      signal?.throwIfAborted();
      const run = api[method] as (argument: unknown) => Promise<never>;
      return run(argument);
    },
  };
}

interface Fake {
  readonly commits: readonly CommitSummary[];
  readonly scopes: string[];
  readonly options: FakeOptions;
  readonly emit: (event: WorkerEvent) => void;
}

function createFakeApi({ commits, scopes, options, emit }: Fake): WorkerApi {
  const check = (location: string) => {
    const failure = options.failing?.get(location);
    if (failure !== undefined) throw failure;
    if (options.locked?.includes(location) && !scopes.some((scope) => location.startsWith(scope)))
      throw new TableError("AccessNeeded", "Cannot read table: it needs an access", { location });
  };
  const rowsOf = (version: number) => commits[version]?.rows ?? 0;
  return {
    grantAccess: async ({ scope }) => void scopes.push(scope),
    grantFolder: async () => undefined,
    allowWholeObjects: async () => undefined,
    openSnapshot: async ({ location, at }) => {
      check(location);
      const info = fakeSnapshot(location, findVersion(commits, at), commits, options.refusal);
      const { files = 0, sizeBytes = 0, rows = 0 } = commits[info.version] ?? {};
      const version = info.version;
      const totals = { files, sizeBytes, rows: rows - 4000, rowsExact: false, complete: false };
      queueMicrotask(() => emit({ kind: "totals", location, version, totals }));
      setTimeout(() => {
        emit({ kind: "totals", location, version, totals: { ...totals, rows, rowsExact: true, complete: true } });
      }, 10);
      return info;
    },
    readRows: async ({ location, version, columns, start, count }) => {
      check(location);
      const rows = Math.max(0, Math.min(count, rowsOf(version) - start));
      const listed = options.listedRows?.() ?? Number.POSITIVE_INFINITY;
      return { ...fakePage(columns, start, Math.min(rows, listed)), reachesEnd: rows < count && rows <= listed };
    },
    readCell: async ({ row, column }) => fakeValue(row, column),
    locateRow: async ({ position, version, fileHash }) => {
      const row = Number.parseInt(fileHash, 16) * ROWS_PER_FILE + position;
      return row < rowsOf(version) ? row : undefined;
    },
    readHistory: async ({ location, before, count }) => {
      check(location);
      const end = before ?? commits.length;
      const start = Math.max(0, end - count);
      return { commits: commits.slice(start, end).reverse(), reachesOldest: start === 0, earliestVersion: 4 };
    },
    readChanges: async ({ location, from, to, start }) => {
      check(location);
      const totals = { rows: 0, exact: true };
      return { from, to, schema: FAKE_SCHEMA, versions: [], totals, start, rowCount: 0, columns: [] };
    },
    readFacts: async ({ location, version }) => {
      check(location);
      return fakeFacts(location, version, commits);
    },
    checkIntegrity: async () => ({ kind: "agrees", compared: ["numFiles", "tableSizeBytes", "protocol", "metadata"] }),
    readStatsCoverage: async () => FAKE_COVERAGE,
    readCommit: async ({ version }) => {
      const { operation, parameters, metrics, timestampMs } = commits[version] ?? {};
      const fields = { timestamp: timestampMs, operation, operationParameters: parameters, operationMetrics: metrics };
      const lines = [
        JSON.stringify({ commitInfo: fields }),
        JSON.stringify({ add: { path: "part-00000.snappy.parquet", size: 48211, dataChange: true } }),
      ];
      return {
        version,
        sizeBytes: 9412,
        lines,
        lineCount: 2,
        actionCounts: [
          ["add", 1],
          ["commitInfo", 1],
        ],
      };
    },
  };
}

function findVersion(commits: readonly CommitSummary[], at: TimeTravel): number {
  const latest = commits.length - 1;
  if (at.kind === "latest") return latest;
  if (at.kind === "version") {
    if (at.version <= latest) return at.version;
    const context = { asked: at.version, earliest: 0, latest };
    throw new TableError("VersionNotFound", `Cannot read version ${at.version}: the newest is ${latest}`, context);
  }
  const found = commits.findLast(({ timestampMs = 0 }) => timestampMs <= at.timestampMs);
  if (found !== undefined) return found.version;
  const context = { askedMs: at.timestampMs, earliestMs: commits[0]?.timestampMs ?? 0, earliestVersion: 0 };
  throw new TableError("TimestampTooEarly", "Cannot read that time: the table is younger", context);
}

function fakeSnapshot(
  location: string,
  version: number,
  commits: readonly CommitSummary[],
  refusal: TableError | undefined,
): SnapshotInfo {
  return {
    location,
    version,
    latestVersion: commits.length - 1,
    earliestVersion: commits.findIndex(({ unreadable }) => unreadable === undefined),
    timestampMs: commits[version]?.timestampMs,
    operation: commits[version]?.operation,
    tableId: "7f1a2c9e-0000-4000-8000-000000000001",
    name: undefined,
    description: undefined,
    schema: FAKE_SCHEMA,
    partitionColumns: ["day"],
    configuration: new Map(),
    minReaderVersion: 1,
    minWriterVersion: 2,
    readerFeatures: [],
    writerFeatures: [],
    refusal: isTableError(refusal)
      ? { tag: refusal.tag, message: refusal.message, context: { ...refusal.context } }
      : undefined,
    notices: [],
  };
}

function fakePage(columns: readonly number[], start: number, rowCount: number): RowPage {
  const first = Math.floor(start / ROWS_PER_FILE);
  const last = Math.floor(Math.max(start, start + rowCount - 1) / ROWS_PER_FILE);
  const sources = Array.from({ length: last - first + 1 }, (_, i): RowSource => {
    const file = first + i;
    return {
      fileHash: file.toString(16).padStart(8, "0"),
      path: `day=2026-03-${String(1 + (file % 28)).padStart(2, "0")}/part-${String(file).padStart(5, "0")}-4c1e.c000.snappy.parquet`,
      sizeBytes: 812_114,
      rowCount: ROWS_PER_FILE,
    };
  });
  const rows = Array.from({ length: rowCount }, (_, i) => start + i);
  return {
    start,
    rowCount,
    reachesEnd: false,
    columns: columns.map((column) => rows.map((row) => fakeValue(row, column))),
    source: Uint32Array.from(rows, (row) => Math.floor(row / ROWS_PER_FILE) - first),
    position: Float64Array.from(rows, (row) => row % ROWS_PER_FILE),
    sources,
  };
}
