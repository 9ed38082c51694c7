// One version being looked at: its header first, its file list growing behind it, and whoever waits for a row of it.

import { type LiveFiles, NO_FILES } from "#delta/live-files.ts";
import type { LoadOptions, SnapshotObserver } from "#delta/load-snapshot.ts";
import { rowTrackingOf } from "#delta/row-tracking.ts";
import type { Snapshot, SnapshotHeader } from "#delta/snapshot.ts";
import type { SnapshotFiles } from "#scan/read-rows.ts";
import type { RowCounts } from "#scan/row-index.ts";
import { createCondition } from "./condition.ts";
import type { ListGate } from "./list-gate.ts";
import { toTotals } from "./snapshot-info.ts";
import { createThrottle } from "./throttle.ts";
import type { SnapshotTotals } from "./worker-api.ts";

/** Each growth of the list is drawn by the page, which has the rows to draw as well. */
const GROWTH_MS = 250;

export interface SlotParts {
  /** Loads the version; tells header and files through `options.observer`. */
  readonly load: (options: LoadOptions) => Promise<Snapshot>;
  readonly countRows: (files: LiveFiles) => RowCounts;
  /** The first files are known, maybe before the header is. */
  readonly onFirstFiles: (files: LiveFiles, signal: AbortSignal) => void;
  readonly onTotals: (version: number, totals: SnapshotTotals) => void;
  readonly onFailed: (version: number, error: unknown) => void;
  /** Header and first files are known, and rows may be read. */
  readonly onReadable: (slot: SnapshotSlot) => void;
  /** What the list may wait at: it goes on when somebody waits for more of it. */
  readonly gate: ListGate;
  /** The list is complete. */
  readonly onComplete: (slot: SnapshotSlot) => void;
}

export interface SnapshotSlot {
  /** With the commit's time and operation once the list is complete. */
  header(): SnapshotHeader;
  files(): LiveFiles;
  complete(): boolean;
  /** Ends the load of the list, unless it is complete. */
  cancel(): void;
  readonly signal: AbortSignal;
  /** Resolves once a file that may hold the row is known, or the list is complete. Rejects when the load fails. */
  whenRow(row: number, signal: AbortSignal): Promise<void>;
  whenComplete(signal: AbortSignal): Promise<void>;
  tellTotals(): void;
  /** First rows are read: the rest of the list need not wait much longer. */
  rowsRead(): void;
}

/**
 * Starts to load; resolves at the header and goes on with the list. Rejects when there is no header. `signal` ends the
 * wait for the header, and the load with it.
 */
export async function openSlot(parts: SlotParts, signal: AbortSignal): Promise<SnapshotSlot> {
  const controller = new AbortController();
  const condition = createCondition();
  let header: SnapshotHeader | undefined;
  let files: LiveFiles = NO_FILES;
  let complete = false;

  function currentHeader(): SnapshotHeader {
    if (header === undefined) throw new Error("A slot is handed out with its header");
    return header;
  }
  function tellTotals(): void {
    parts.onTotals(currentHeader().version, toTotals(files, parts.countRows(files), complete));
  }
  const growth = createThrottle(tellTotals, GROWTH_MS);
  const endWithWaiter = () => header === undefined && controller.abort(signal.reason);

  function wait(isReached: () => boolean, waiter: AbortSignal): Promise<void> {
    if (!isReached()) parts.gate.release();
    return condition.wait(isReached, waiter);
  }
  const announceReadable = onceWhen(
    () => isReadable(header, files),
    () => parts.onReadable(slot),
  );

  const slot: SnapshotSlot = {
    header: currentHeader,
    files: () => files,
    complete: () => complete,
    signal: controller.signal,
    cancel: () => {
      if (!complete) controller.abort(new DOMException("Another version was opened", "AbortError"));
    },
    whenRow: (row, waiter) => wait(() => complete || mayHold(files, parts.countRows(files), row), waiter),
    whenComplete: (waiter) => wait(() => complete, waiter),
    tellTotals,
    rowsRead: parts.gate.rowsRead,
  };
  const observer: SnapshotObserver = {
    onFiles: (next) => {
      const isFirst = files.totals.files === 0 && next.totals.files > 0;
      files = next;
      if (isFirst) parts.onFirstFiles(files, controller.signal);
      announceReadable();
      if (header !== undefined) growth.ask();
      condition.changed();
    },
    onHeader: (next) => {
      header = next;
      if (header.refusal !== undefined) parts.gate.release();
      announceReadable();
      tellTotals();
      condition.changed();
    },
  };

  signal.addEventListener("abort", endWithWaiter, { once: true });
  const load = parts.load({ signal: controller.signal, observer }).finally(growth.cancel);
  load.then(finish, (error: unknown) => {
    if (header !== undefined && !controller.signal.aborted) parts.onFailed(header.version, error);
    condition.fail(error);
  });
  await condition.wait(() => header !== undefined, signal);
  signal.removeEventListener("abort", endWithWaiter);
  return slot;

  function finish(snapshot: Snapshot): void {
    header = snapshot;
    files = snapshot.files;
    complete = true;
    tellTotals();
    condition.changed();
    parts.onComplete(slot);
  }
}

function onceWhen(isDue: () => boolean, act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone || !isDue()) return;
    isDone = true;
    act();
  };
}

function isReadable(header: SnapshotHeader | undefined, files: LiveFiles): boolean {
  return header !== undefined && header.refusal === undefined && files.totals.files > 0;
}

/** Files with unknown rows may hold the row: their footers are read on the way to it. */
function mayHold(files: LiveFiles, counts: RowCounts, row: number): boolean {
  return files.totals.files > 0 && (counts.rows > row || counts.filesWithUnknownRows > 0);
}

/** What rows are read by: the files known so far. */
export function toSnapshotFiles(slot: SnapshotSlot): SnapshotFiles {
  const header = slot.header();
  const { schema, partitionColumns, columnMapping } = header;
  return { schema, partitionColumns, columnMapping, files: slot.files(), rowTracking: rowTrackingOf(header) };
}
