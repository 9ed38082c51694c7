// How a column of a file is found by a schema's name.

/**
 * Finds a name among `names`: the exact one first, else the only one that is equal ignoring case, as Spark reads.
 * Undefined where there is none; `"ambiguous"` where several are equal ignoring case, or the exact name is there twice.
 */
export type NameIndex = (wanted: string) => number | "ambiguous" | undefined;

export function createNameIndex(names: readonly string[]): NameIndex {
  const exact = indexBy(names, (name) => name);
  const ignoringCase = indexBy(names, (name) => name.toLowerCase());
  return (wanted) => exact.get(wanted) ?? ignoringCase.get(wanted.toLowerCase());
}

function indexBy(names: readonly string[], toKey: (name: string) => string): ReadonlyMap<string, number | "ambiguous"> {
  const index = new Map<string, number | "ambiguous">();
  for (const [at, name] of names.entries()) {
    const key = toKey(name);
    index.set(key, index.has(key) ? "ambiguous" : at);
  }
  return index;
}
