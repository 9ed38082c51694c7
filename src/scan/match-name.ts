// How a column of a file is found by a schema's name.

/**
 * The index of `wanted` among `names`: the exact name first, else the only one that is equal ignoring case, as Spark
 * reads. Undefined where there is none. `"ambiguous"` where several are equal ignoring case, or the exact name is twice.
 */
export function matchName(names: readonly string[], wanted: string): number | "ambiguous" | undefined {
  return only(indexesOf(names, (name) => name === wanted)) ?? matchIgnoringCase(names, wanted);
}

function matchIgnoringCase(names: readonly string[], wanted: string): number | "ambiguous" | undefined {
  const lower = wanted.toLowerCase();
  return only(indexesOf(names, (name) => name.toLowerCase() === lower));
}

function indexesOf(names: readonly string[], isMatch: (name: string) => boolean): readonly number[] {
  return names.flatMap((name, index) => (isMatch(name) ? [index] : []));
}

function only(indexes: readonly number[]): number | "ambiguous" | undefined {
  return indexes.length > 1 ? "ambiguous" : indexes[0];
}
