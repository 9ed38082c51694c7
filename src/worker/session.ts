// The worker's state and its answers: open tables by location, versions by number, secrets by scope. Runs in Node too.

import { isTableError, TableError } from "#delta/errors.ts";
import type { AddThread } from "#scan/add-group.ts";
import type { SomeEngine } from "#scan/parquet-engine.ts";
import type { AccessKeeper } from "#storage/access.ts";
import type { FolderGrant } from "#storage/location/folder-grant.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import type { WholeObjectPolicy } from "#storage/whole-object-policy.ts";
import { createChangeMethods } from "./change-pages.ts";
import { cutValue } from "./cut-value.ts";
import { createFactMethods } from "./facts.ts";
import { createHistoryMethods } from "./history-page.ts";
import { createOpenTable, type OpenTable } from "./open-table.ts";
import { createOutsideStore } from "./outside-store.ts";
import type { SessionApi } from "./serve.ts";
import { toSnapshotInfo } from "./snapshot-info.ts";
import { type SnapshotSlot, toSnapshotFiles } from "./snapshot-slot.ts";
import type { RowPage, TableRequest, TimeTravel, WorkerEvent } from "./worker-api.ts";

export interface SessionParts {
  readonly createStore: (location: string) => ObjectStore;
  readonly keeper: AccessKeeper;
  readonly folders: Map<string, FolderGrant>;
  readonly wholeObjects: WholeObjectPolicy;
  /** A promise lets the log be read while the decoder starts. */
  readonly engine: SomeEngine;
  /** To decode large checkpoints in. */
  readonly startThreads?: (() => Promise<readonly AddThread[]>) | undefined;
  readonly emit: (event: WorkerEvent) => void;
}

export function createSession(parts: SessionParts): SessionApi {
  const tables = new Map<string, OpenTable>();
  /** Locations that could not be opened: what was cached on the way may be at fault. */
  const failed = new Set<string>();

  function tableAt(location: string): OpenTable {
    const known = tables.get(location);
    if (known !== undefined) return known;
    const table = createOpenTable({ ...parts, store: createOutsideStore(location, parts.createStore) });
    tables.set(location, table);
    return table;
  }

  /** What was denied or missing before new access came is asked for again. */
  function forgetUnused(): void {
    for (const [location, table] of tables) if (table.isUnused()) tables.delete(location);
  }

  async function open(location: string, at: TimeTravel, signal: AbortSignal): Promise<SnapshotSlot> {
    // History may have opened the table since, with the same bytes.
    if (failed.delete(location) && tables.get(location)?.isUnused()) tables.delete(location);
    const table = tableAt(location);
    try {
      return await table.open(at, signal);
    } catch (error) {
      if (table.isUnused() && tables.get(location) === table) tables.delete(location);
      if (table.isUnused()) failed.add(location);
      throw error;
    }
  }

  /** Bytes that can't be right must not be met again: after them the table is opened anew. */
  async function reading<T>(location: string, result: Promise<T>): Promise<T> {
    try {
      return await result;
    } catch (error) {
      if (isTableError(error, "CorruptParquet", "ObjectChanged", "ObjectTruncated")) tables.delete(location);
      throw error;
    }
  }

  function slotOf({ location, version }: TableRequest, signal: AbortSignal): Promise<SnapshotSlot> {
    return open(location, { kind: "version", version }, signal);
  }

  return {
    async grantAccess(grant) {
      parts.keeper.grant(grant);
      forgetUnused();
    },
    async grantFolder({ name, grant }) {
      parts.folders.set(name, grant);
      for (const location of tables.keys()) {
        if (location === `local:${name}` || location.startsWith(`local:${name}/`)) tables.delete(location);
      }
    },
    async allowWholeObjects({ origin, limitBytes }) {
      parts.wholeObjects.allow(origin, limitBytes);
    },
    async openSnapshot({ location, at }, { signal }) {
      return toSnapshotInfo(location, (await open(location, at, signal)).header());
    },
    async readRows({ columns, start, count, rowTracking, ...request }, { signal }): Promise<RowPage> {
      const slot = readableSlot(await slotOf(request, signal));
      await slot.whenRow(start, signal);
      const table = tableAt(request.location);
      const wanted = { columns, start, count, rowTracking };
      const isListed = slot.complete();
      const rows = await reading(request.location, table.reader.readRows(toSnapshotFiles(slot), wanted, { signal }));
      slot.rowsRead();
      if (start + count >= table.reader.rowTotals(slot.files()).rows) table.counter.countBeyond(slot);
      const reachesEnd = isListed && rows.rowCount < count;
      return { ...rows, reachesEnd, columns: rows.columns.map((values) => values.map(cutValue)) };
    },
    async readCell({ row, column, ...request }, { signal }) {
      const slot = readableSlot(await slotOf(request, signal));
      await slot.whenRow(row, signal);
      const value = tableAt(request.location).reader.readValue(toSnapshotFiles(slot), { row, column }, { signal });
      return (await reading(request.location, value)) ?? null;
    },
    async locateRow({ fileHash, position, ...request }, { signal }) {
      const slot = readableSlot(await slotOf(request, signal));
      await slot.whenComplete(signal);
      return await tableAt(request.location).reader.locateRow(slot.files(), { fileHash, position }, { signal });
    },
    ...createHistoryMethods(tableAt),
    ...createChangeMethods(tableAt),
    ...createFactMethods({ tableAt, slotOf }),
  };
}

/** Rows of a version that its own protocol does not let us read are never read, whoever asks. */
function readableSlot(slot: SnapshotSlot): SnapshotSlot {
  const { refusal } = slot.header();
  if (refusal !== undefined) throw new TableError(refusal.tag, refusal.message, refusal.context);
  return slot;
}
