// One table that is open: its log, its reader and the versions looked at last.

import { createTableLog, type TableLog } from "#delta/table-log.ts";
import type { AddThread } from "#scan/add-group.ts";
import { createCheckpointReader } from "#scan/checkpoint-reader.ts";
import type { SomeEngine } from "#scan/parquet-engine.ts";
import { createTableReader, type TableReader } from "#scan/read-rows.ts";
import { createLogStore } from "#storage/log-store.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { createListGate, withListGate } from "./list-gate.ts";
import { createRowCounter, type RowCounter } from "./row-counter.ts";
import { createSlotShelf } from "./slot-shelf.ts";
import { openSlot, type SnapshotSlot, toSnapshotFiles } from "./snapshot-slot.ts";
import { toWireError } from "./wire-error.ts";
import type { TimeTravel, WorkerEvent } from "./worker-api.ts";

export interface OpenTable {
  readonly location: string;
  readonly log: TableLog;
  readonly reader: TableReader;
  readonly counter: RowCounter;
  /** Loads a version up to its header, or finds it among those looked at last. */
  open(at: TimeTravel, signal: AbortSignal): Promise<SnapshotSlot>;
  /** The version opened last, or being opened; the newest one where none is. Rejects when it can't be opened. */
  anySlot(signal: AbortSignal): Promise<SnapshotSlot>;
  /** True when no version is open. */
  isUnused(): boolean;
}

export interface OpenTableParts {
  readonly store: ObjectStore;
  readonly engine: SomeEngine;
  readonly startThreads?: (() => Promise<readonly AddThread[]>) | undefined;
  readonly emit: (event: WorkerEvent) => void;
}

/** About as many as a wide screen shows. */
const columnsReadAhead = 12;
const blockBudgetBytes = 96 * 1024 * 1024;

export function createOpenTable({ store, engine, startThreads, emit }: OpenTableParts): OpenTable {
  const { location } = store;
  let gate = createListGate();
  const checkpoints = withListGate(createCheckpointReader({ store, engine, startThreads }), () => gate);
  const log = createTableLog({ log: createLogStore(store), checkpoints, location });
  const reader = createTableReader({ store, engine, budgetBytes: blockBudgetBytes });
  const counter = createRowCounter(reader);
  const shelf = createSlotShelf();
  let opening: Promise<SnapshotSlot> | undefined;

  /** Asks for what the screen is about to ask for, while it lays itself out. Its failure is told to the screen. */
  function readAhead(slot: SnapshotSlot): void {
    const snapshot = toSnapshotFiles(slot);
    const columns = snapshot.schema.fields.slice(0, columnsReadAhead).map((_, column) => column);
    reader.readRows(snapshot, { columns, start: 0, count: 1 }, { signal: slot.signal }).catch(() => undefined);
  }

  async function load(at: TimeTravel, signal: AbortSignal): Promise<SnapshotSlot> {
    const isFirst = shelf.isEmpty();
    gate.release();
    const ownGate = createListGate();
    gate = ownGate;
    const slot = await openSlot(
      {
        gate: ownGate,
        load: (options) => log.loadSnapshot({ ...options, at }),
        countRows: (files) => reader.rowTotals(files),
        onFirstFiles: (files, slotSignal) => {
          ownGate.hold();
          void reader.prefetchFirst(files, { signal: slotSignal });
        },
        onReadable: (readable) => {
          if (isFirst) readAhead(readable);
        },
        onTotals: (version, totals) => emit({ kind: "totals", location, version, totals }),
        onFailed: (version, error) => {
          shelf.remove(version);
          emit({ kind: "files-failed", location, version, error: toWireError(error) });
        },
        onComplete: (done) => {
          if (done.header().refusal === undefined) counter.countRest(done);
        },
      },
      signal,
    );
    shelf.cancelIncomplete();
    return shelf.keep(slot);
  }

  async function open(at: TimeTravel, signal: AbortSignal): Promise<SnapshotSlot> {
    const known = at.kind === "version" ? shelf.find(at.version) : undefined;
    if (known !== undefined) {
      known.tellTotals();
      return shelf.keep(known);
    }
    opening = load(at, signal);
    return await opening;
  }

  async function anySlot(signal: AbortSignal): Promise<SnapshotSlot> {
    const awaited = opening;
    if (awaited === undefined) return await open({ kind: "latest" }, signal);
    try {
      return await awaited;
    } catch (error) {
      const last = shelf.last();
      if (last !== undefined) return last;
      // Its asker may have left for another version, which is being opened meanwhile.
      if (opening === awaited) throw error;
      return await anySlot(signal);
    }
  }

  return {
    location,
    log,
    reader,
    counter,
    open,
    anySlot,
    isUnused: shelf.isEmpty,
  };
}
