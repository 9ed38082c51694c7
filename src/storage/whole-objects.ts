// Objects read whole because their server ignores Range, kept so that the next range does not fetch them again.

export interface WholeObjects {
  find(key: string): Uint8Array | undefined;
  /** Keeps an object, the newest ones up to `limitBytes` together and always this one. */
  keep(key: string, bytes: Uint8Array, limitBytes: number): void;
}

export function createWholeObjects(): WholeObjects {
  const objects = new Map<string, Uint8Array>();
  return {
    find: (key) => objects.get(key),
    keep(key, bytes, limitBytes) {
      objects.delete(key);
      objects.set(key, bytes);
      let total = [...objects.values()].reduce((sum, object) => sum + object.length, 0);
      for (const [oldest, object] of objects) {
        if (total <= limitBytes || oldest === key) {
          break;
        }
        objects.delete(oldest);
        total -= object.length;
      }
    },
  };
}
