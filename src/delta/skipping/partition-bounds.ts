// What the log says of a file's partition columns, as bounds: one value, exactly.

import type { DataType } from "#delta/data-type.ts";
import { filePartitionValue, type LiveFiles } from "#delta/live-files.ts";
import { parsePartitionValue } from "#delta/partition-values.ts";
import { comparableKind, toComparable } from "./comparable.ts";
import type { FoundColumn } from "./find-column.ts";
import type { ColumnBounds } from "./outcomes.ts";

export type FindPartitionBounds = (index: number, column: FoundColumn) => ColumnBounds | undefined;

/** Many files share a partition value: each is parsed once. */
export function createPartitionBounds(files: LiveFiles): FindPartitionBounds {
  const parsed = new Map<string, ColumnBounds | undefined>();
  return (index, { field, stored }) => {
    const [name = ""] = stored;
    const text = filePartitionValue(files, index, name);
    const key = JSON.stringify([name, text]);
    if (!parsed.has(key)) parsed.set(key, boundsOfValue(text, field.type));
    return parsed.get(key);
  };
}

function boundsOfValue(text: string | null, type: DataType): ColumnBounds | undefined {
  const kind = comparableKind(type);
  try {
    const value = parsePartitionValue(text, type);
    if (value === null) return { kind, min: undefined, max: undefined, mayBeNull: true, mayBePresent: false };
    const exact = kind && toComparable(value, kind);
    return { kind, min: exact, max: exact, mayBeNull: false, mayBePresent: true };
  } catch {
    // The rows of such a file can't be read either: whoever reads it tells why.
    return undefined;
  }
}
