// A map that forgets what was used longest ago once the weights of its entries pass a budget.

export interface Lru<V> {
  /** Marks the entry as used. */
  get(key: string): V | undefined;
  /** Replaces the entry. What is heavier than the whole budget is not kept. */
  put(key: string, value: V, weight: number): void;
  readonly weight: number;
}

interface Entry<V> {
  readonly value: V;
  readonly weight: number;
}

export function createLru<V>(budget: number): Lru<V> {
  // A Map keeps the order of insertion: the first entry is the one used longest ago.
  const entries = new Map<string, Entry<V>>();
  let total = 0;

  function remove(key: string): void {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  }

  return {
    get weight() {
      return total;
    },
    get(key) {
      const entry = entries.get(key);
      if (entry !== undefined) {
        entries.delete(key);
        entries.set(key, entry);
      }
      return entry?.value;
    },
    put(key, value, weight) {
      remove(key);
      entries.set(key, { value, weight });
      total += weight;
      for (const oldest of entries.keys()) {
        if (total <= budget) {
          return;
        }
        remove(oldest);
      }
    },
  };
}
