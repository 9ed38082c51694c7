import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { OperationClass } from "#delta/operation-class.ts";

/** A table that was open here: where it is and what it looked like. Its access is never kept. */
export interface RecentTable {
  readonly location: string;
  readonly version: number;
  readonly operation: string | undefined;
  readonly operationClass: OperationClass | undefined;
  readonly openedMs: number;
}

interface RecentsSchema extends DBSchema {
  recents: { key: string; value: RecentTable; indexes: { openedMs: number } };
}

const KEPT = 20;

let database: Promise<IDBPDatabase<RecentsSchema>> | undefined;

function openRecents(): Promise<IDBPDatabase<RecentsSchema>> {
  database ??= openDB<RecentsSchema>("deltarium", 1, {
    upgrade: (db) => {
      db.createObjectStore("recents", { keyPath: "location" }).createIndex("openedMs", "openedMs");
    },
  });
  return database;
}

/** Newest first. A browser that keeps nothing has none. */
export async function readRecents(): Promise<readonly RecentTable[]> {
  try {
    const db = await openRecents();
    return (await db.getAllFromIndex("recents", "openedMs")).reverse();
  } catch {
    return [];
  }
}

export async function rememberTable(table: RecentTable): Promise<void> {
  try {
    const db = await openRecents();
    await db.put("recents", table);
    const keys = await db.getAllKeysFromIndex("recents", "openedMs");
    await Promise.all(keys.slice(0, Math.max(0, keys.length - KEPT)).map((key) => db.delete("recents", key)));
  } catch {
    // Without storage the list stays empty; nothing else depends on it.
  }
}

export async function forgetTable(location: string): Promise<void> {
  const db = await openRecents();
  await db.delete("recents", location);
}

export async function forgetAllTables(): Promise<void> {
  const db = await openRecents();
  await db.clear("recents");
}
