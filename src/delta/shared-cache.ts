// One read for all who ask at once, kept when it found something. An abort by one asker is no failure for the others.

import type { ReadOptions } from "./ports.ts";

export interface SharedCache<Key, Value> {
  /** What is kept under the key; no read. */
  peek(key: Key): Value | undefined;
  load(key: Key, options?: ReadOptions): Promise<Value | undefined>;
}

/** `read` may answer undefined for "absent": that is not kept, so the next call asks again. */
export function createSharedCache<Key, Value>(
  read: (key: Key, options: ReadOptions) => Promise<Value | undefined>,
): SharedCache<Key, Value> {
  const kept = new Map<Key, Value>();
  const running = new Map<Key, { readonly result: Promise<Value | undefined>; readonly options: ReadOptions }>();

  async function readAndKeep(key: Key, options: ReadOptions): Promise<Value | undefined> {
    try {
      const value = await read(key, options);
      if (value !== undefined) kept.set(key, value);
      return value;
    } finally {
      running.delete(key);
    }
  }

  async function load(key: Key, options: ReadOptions = {}): Promise<Value | undefined> {
    options.signal?.throwIfAborted();
    const found = kept.get(key);
    if (found !== undefined) return found;
    const other = running.get(key);
    if (other !== undefined) return join(key, other, options);
    const result = readAndKeep(key, options);
    running.set(key, { result, options });
    return result;
  }

  async function join(
    key: Key,
    other: { readonly result: Promise<Value | undefined>; readonly options: ReadOptions },
    options: ReadOptions,
  ): Promise<Value | undefined> {
    try {
      return await other.result;
    } catch (error) {
      if (other.options.signal?.aborted !== true || options.signal?.aborted === true) throw error;
      return load(key, options);
    }
  }

  return { peek: (key) => kept.get(key), load };
}
