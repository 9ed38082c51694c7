// The versions looked at last, by number. They share most of their chunks, so a neighbour costs little to keep.

import type { SnapshotSlot } from "./snapshot-slot.ts";

export interface SlotShelf {
  find(version: number): SnapshotSlot | undefined;
  /** Puts a slot to the end of the line; the one used longest ago may fall off. */
  keep(slot: SnapshotSlot): SnapshotSlot;
  remove(version: number): void;
  /** Ends and forgets the lists that are not complete: only that of the version on screen is worth the wait. */
  cancelIncomplete(): void;
  last(): SnapshotSlot | undefined;
  isEmpty(): boolean;
}

const keptSlots = 8;

export function createSlotShelf(): SlotShelf {
  /** The one used last at the end. */
  const slots = new Map<number, SnapshotSlot>();
  return {
    find: (version) => slots.get(version),
    keep(slot) {
      const { version } = slot.header();
      slots.delete(version);
      slots.set(version, slot);
      for (const [old, other] of slots) {
        if (slots.size <= keptSlots) break;
        slots.delete(old);
        other.cancel();
      }
      return slot;
    },
    remove: (version) => void slots.delete(version),
    cancelIncomplete() {
      for (const [version, slot] of slots) {
        slot.cancel();
        if (slot.signal.aborted) slots.delete(version);
      }
    },
    last: () => [...slots.values()].at(-1),
    isEmpty: () => slots.size === 0,
  };
}
