// A checkpoint's `stats_parsed` (PROTOCOL.md "Checkpoint Schema") as the JSON that a commit has in its place: it holds
// the same values, cut in the same way, so the same rules tell what they are worth.

import { DataType as ArrowType, type Data } from "apache-arrow";
import type { StructField } from "#delta/data-type.ts";
import { plainField } from "#delta/plain-field.ts";
import type { FoundColumn } from "#delta/skipping/find-column.ts";
import type { Value } from "#delta/value.ts";
import { createValueReader } from "./arrow-values.ts";
import type { OpenedFile } from "./decode-rows.ts";
import { findChild } from "./find-child.ts";
import { findRebase } from "./legacy-calendar.ts";
import type { ValueReader } from "./value-reader.ts";

const SIDES = ["minValues", "maxValues", "nullCount"] as const;
type Side = (typeof SIDES)[number];

/** Whether a leaf of the checkpoint holds statistics of one of `columns`, or all of a file's as JSON. */
export function isStatsLeaf([top, field, side, ...path]: readonly string[], columns: readonly FoundColumn[]): boolean {
  if (top !== "add") {
    return false;
  }
  if (field === "stats") {
    return side === undefined;
  }
  const isSide = SIDES.some((name) => name === side);
  return field === "stats_parsed" && isSide && columns.some(({ stored }) => isSamePath(stored, path));
}

function isSamePath(stored: readonly string[], path: readonly string[]): boolean {
  return stored.length === path.length && stored.every((name, at) => name === path[at]);
}

/** Reads rows of the `add` column; undefined where a row has no statistics. Never throws: they are advisory. */
export function createStatsReader(
  opened: OpenedFile,
  add: Data,
  columns: readonly FoundColumn[],
): (row: number) => string | undefined {
  const text = findChild(add, "stats");
  const readText = text && createLeafReader(opened, TEXT, text);
  const parsed = findChild(add, "stats_parsed");
  const readers = parsed === undefined ? [] : columns.flatMap((column) => createReaders(opened, parsed, column));
  return (row) => {
    const json = readText?.(row);
    return typeof json === "string" ? json : toJson(readers, row);
  };
}

const TEXT = plainField("stats", "string");
const COUNT = plainField("nullCount", "long");

interface StatReader {
  readonly side: Side;
  readonly column: FoundColumn;
  readonly read: ValueReader;
}

function createReaders(opened: OpenedFile, parsed: Data, column: FoundColumn): readonly StatReader[] {
  return SIDES.flatMap((side) => {
    const leaf = column.stored.reduce<Data | undefined>(
      (data, name) => data && findChild(data, name),
      findChild(parsed, side),
    );
    const field = side === "nullCount" ? COUNT : column.field;
    const read = leaf && createLeafReader(opened, field, leaf);
    return read === undefined ? [] : [{ side, column, read }];
  });
}

/** Undefined where the values are not of the type, or of another calendar. */
function createLeafReader({ source, footer }: OpenedFile, field: StructField, data: Data): ValueReader | undefined {
  const isMoved = ["INT32", "INT64", "INT96"].some((type) => findRebase(source.key, footer, type) !== undefined);
  if (isMoved && (ArrowType.isDate(data.type) || ArrowType.isTimestamp(data.type))) {
    return undefined;
  }
  const context = { file: source.key, path: [field.name], leaf: 0, findRebase: () => undefined };
  const read = unlessThrown(() => createValueReader(context, field.type, data));
  return read && ((row) => unlessThrown(() => read(row)) ?? null);
}

function unlessThrown<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function toJson(readers: readonly StatReader[], row: number): string | undefined {
  const tree: Tree = new Map();
  for (const { side, column, read } of readers) {
    const text = toText(read(row), side === "nullCount" ? COUNT : column.field);
    if (text !== undefined) {
      put(tree, [side, ...column.stored], text);
    }
  }
  return tree.size === 0 ? undefined : writeTree(tree);
}

/** JSON by name; a text is JSON itself. */
type Tree = Map<string, Tree | string>;

function put(tree: Tree, [name = "", ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) {
    tree.set(name, text);
    return;
  }
  const found = tree.get(name);
  const below: Tree = found instanceof Map ? found : new Map();
  tree.set(name, below);
  put(below, rest, text);
}

function writeTree(tree: Tree): string {
  const fields = [...tree].map(
    ([name, value]) => `${JSON.stringify(name)}:${typeof value === "string" ? value : writeTree(value)}`,
  );
  return `{${fields.join(",")}}`;
}

const MS_PER_DAY = 86_400_000;

/** As JSON; undefined for null and for types without bounds. */
function toText(value: Value, { type }: StructField): string | undefined {
  if (value === null) {
    return undefined;
  }
  if (type.kind === "decimal") {
    return String(value);
  }
  switch (type.kind === "primitive" ? type.name : undefined) {
    case "byte":
    case "short":
    case "integer":
    case "long":
      return String(value);
    case "float":
    case "double":
      return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
    case "string":
      return JSON.stringify(
        type.kind === "primitive" && type.charLength !== undefined ? String(value).trimEnd() : value,
      );
    case "date":
      return isoText(Number(value) * MS_PER_DAY, (text) => text.slice(0, text.indexOf("T")));
    case "timestamp":
      return isoMicros(value as bigint, "Z");
    case "timestamp_ntz":
      return isoMicros(value as bigint, "");
    default:
      return undefined;
  }
}

function isoMicros(micros: bigint, zone: string): string | undefined {
  const rest = ((micros % 1000n) + 1000n) % 1000n;
  const fraction = String(rest).padStart(3, "0");
  return isoText(Number((micros - rest) / 1000n), (text) => text.replace("Z", `${fraction}${zone}`));
}

/** Undefined for a time that JavaScript has no date for. */
function isoText(ms: number, cut: (text: string) => string): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : JSON.stringify(cut(date.toISOString()));
}
