// One table that is open: its log, its reader and the versions looked at last.

import { createTableLog, type TableLog } from "#delta/table-log.ts";
import { createCheckpointReader } from "#scan/checkpoint-reader.ts";
import type { ParquetEngine } from "#scan/parquet-engine.ts";
import { createTableReader, type TableReader } from "#scan/read-rows.ts";
import { createLogStore } from "#storage/log-store.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { createRowCounter, type RowCounter } from "./row-counter.ts";
import { openSlot, type SnapshotSlot } from "./snapshot-slot.ts";
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
  readonly engine: ParquetEngine | Promise<ParquetEngine>;
  readonly emit: (event: WorkerEvent) => void;
}

/** Versions kept: they share most of their chunks, so a neighbour costs little. */
const keptSlots = 8;
const blockBudgetBytes = 96 * 1024 * 1024;

export function createOpenTable({ store, engine, emit }: OpenTableParts): OpenTable {
  const { location } = store;
  const checkpoints = createCheckpointReader({ store, engine });
  const log = createTableLog({ log: createLogStore(store), checkpoints, location });
  const reader = createTableReader({ store, engine, budgetBytes: blockBudgetBytes });
  const counter = createRowCounter(reader);
  /** By version, the one used last at the end. */
  const slots = new Map<number, SnapshotSlot>();
  let opening: Promise<SnapshotSlot> | undefined;

  function keep(slot: SnapshotSlot): SnapshotSlot {
    const { version } = slot.header();
    slots.delete(version);
    slots.set(version, slot);
    for (const [old, other] of slots) {
      if (slots.size <= keptSlots) break;
      slots.delete(old);
      other.cancel();
    }
    return slot;
  }

  async function load(at: TimeTravel, signal: AbortSignal): Promise<SnapshotSlot> {
    const slot = await openSlot(
      {
        load: (options) => log.loadSnapshot({ ...options, at }),
        countRows: (files) => reader.rowTotals(files),
        onFirstFiles: (files, slotSignal) => void reader.prefetchFirst(files, { signal: slotSignal }),
        onTotals: (version, totals) => emit({ kind: "totals", location, version, totals }),
        onFailed: (version, error) => {
          slots.delete(version);
          emit({ kind: "files-failed", location, version, error: toWireError(error) });
        },
        onComplete: (done) => {
          if (done.header().refusal === undefined) counter.countRest(done);
        },
      },
      signal,
    );
    // Only one list is worth the wait: that of the version on screen.
    for (const [version, other] of slots) {
      other.cancel();
      if (other.signal.aborted) slots.delete(version);
    }
    return keep(slot);
  }

  async function open(at: TimeTravel, signal: AbortSignal): Promise<SnapshotSlot> {
    const known = at.kind === "version" ? slots.get(at.version) : undefined;
    if (known !== undefined) {
      known.tellTotals();
      return keep(known);
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
      const last = [...slots.values()].at(-1);
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
    isUnused: () => slots.size === 0,
  };
}
