// A file's statistics (PROTOCOL.md "Per-file Statistics") as bounds. They are advisory: whatever is missing, malformed
// or of another type than the column tells nothing.

import type { DataType, StructField } from "#delta/data-type.ts";
import { type Fields, isFields, valueAt } from "#delta/json-fields.ts";
import { parseJsonText } from "#delta/json-text.ts";
import { parsePartitionValue } from "#delta/partition-values.ts";
import { type Comparable, comparableKind, compare, scaledDecimal, toComparable } from "./comparable.ts";
import type { ColumnBounds } from "./outcomes.ts";
import { HIGHEST, readTextBound } from "./text-bound.ts";

/** The statistics of one file. */
export interface FileStats {
  /** `path` is of stored names. */
  bounds(path: readonly string[], field: StructField): ColumnBounds | undefined;
}

/** `numRecords` are the physical rows, where they are known otherwise. */
export function readFileStats(text: string, numRecords: number | undefined): FileStats {
  const stats = parseFields(() => JSON.parse(text));
  /** Its numbers as their text, for what `JSON.parse` can't hold. */
  let exact: Fields | undefined;

  function exactStats(): Fields {
    exact ??= parseFields(() => parseJsonText(text, { number: toDigits })) ?? {};
    return exact;
  }

  function rangeOf(fields: Fields, path: readonly string[], field: StructField): Pick<ColumnBounds, "min" | "max"> {
    const read = READERS.get(rangeName(field));
    // A collation orders strings in a way that these bounds do not follow.
    if (read === undefined || field.metadata.has("__COLLATIONS")) return NO_RANGE;
    const bound = (name: "minValues" | "maxValues") => {
      const value = valueAt(fields[name], path);
      return needsDigits(value, field) ? valueAt(exactStats()[name], path) : value;
    };
    const min = read(bound("minValues"), field, "min");
    const max = read(bound("maxValues"), field, "max");
    return min !== undefined && max !== undefined && compare(min, max) > 0 ? NO_RANGE : { min, max };
  }

  return {
    bounds(path, field) {
      if (stats === undefined) return undefined;
      const range = rangeOf(stats, path, field);
      const nulls = nullsOf(valueAt(stats.nullCount, path), { numRecords, isNested: path.length > 1 });
      const isBelieved = nulls.mayBeNull || hasRange(range) || !READERS.has(rangeName(field));
      return { kind: comparableKind(field.type), ...range, ...nulls, mayBeNull: !isBelieved || nulls.mayBeNull };
    },
  };
}

/** More digits than a double holds exactly. */
const EXACT_PRECISION = 15;

function needsDigits(value: unknown, { type }: StructField): boolean {
  if (typeof value !== "number") return false;
  return type.kind === "decimal" ? type.precision > EXACT_PRECISION : !Number.isSafeInteger(value) && !isFloating(type);
}

function isFloating(type: DataType): boolean {
  return comparableKind(type) === "floating";
}

/** Nothing else in JSON is a symbol. */
function toDigits(digits: string): symbol {
  return Symbol(digits);
}

function parseFields(parse: () => unknown): Fields | undefined {
  try {
    const json = parse();
    return isFields(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Counts are of physical rows, so that rows which a deletion vector marks only make them too wide. Of a nested column
 * writers differ on whether rows count whose struct is null: there null is always possible.
 */
function nullsOf(
  nullCount: unknown,
  { numRecords, isNested }: { readonly numRecords: number | undefined; readonly isNested: boolean },
): Pick<ColumnBounds, "mayBeNull" | "mayBePresent"> {
  const isCount = typeof nullCount === "number" && Number.isSafeInteger(nullCount) && nullCount >= 0;
  if (!isCount || (numRecords !== undefined && nullCount > numRecords)) return { mayBeNull: true, mayBePresent: true };
  return { mayBeNull: isNested || nullCount > 0, mayBePresent: numRecords === undefined || nullCount < numRecords };
}

/** Old delta-rs counted no nulls where all values are null: a count of none needs a bound beside it. */
function hasRange({ min, max }: Pick<ColumnBounds, "min" | "max">): boolean {
  return min !== undefined || max !== undefined;
}

const NO_RANGE = { min: undefined, max: undefined };

function rangeName({ type }: StructField): string {
  return type.kind === "primitive" ? type.name : type.kind;
}

type ReadBound = (value: unknown, field: StructField, side: "min" | "max") => Comparable | undefined;

/** Booleans and binaries have no bounds. */
const READERS: ReadonlyMap<string, ReadBound> = new Map<string, ReadBound>([
  ["byte", readInteger],
  ["short", readInteger],
  ["integer", readInteger],
  ["long", readInteger],
  ["decimal", readDecimal],
  ["float", readFloating],
  ["double", readFloating],
  ["string", readText],
  ["date", readDate],
  ["timestamp", readTimestamp],
  ["timestamp_ntz", readTimestamp],
]);

/** A number's text. */
function digitsOf(value: unknown): string {
  if (typeof value === "symbol") return value.description ?? "";
  return typeof value === "number" ? String(value) : "";
}

function readInteger(value: unknown): Comparable | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  const text = digitsOf(value);
  return /^-?\d{1,40}$/.test(text) ? BigInt(text) : undefined;
}

/** Some writers put decimals down by way of a double: long ones may be off by its last bits. */
function readDecimal(value: unknown, { type }: StructField, side: "min" | "max"): Comparable | undefined {
  const text = typeof value === "string" ? value : digitsOf(value);
  const scaled = scaledDecimal(text, side === "min" ? "down" : "up");
  if (scaled === undefined || type.kind !== "decimal" || type.precision <= EXACT_PRECISION) return scaled;
  const slack = (scaled < 0n ? -scaled : scaled) / 2n ** 50n + 1n;
  return side === "min" ? scaled - slack : scaled + slack;
}

/** A float's shortest text is of a double that lies beside it; a column that was widened to double may mean either. */
function readFloating(value: unknown, field: StructField, side: "min" | "max"): Comparable | undefined {
  const number = typeof value === "string" ? SPECIAL.get(value) : value;
  if (typeof number !== "number" || Number.isNaN(number)) return undefined;
  const single = Math.fround(number);
  if (rangeName(field) === "float") return single;
  if (!Number.isFinite(single) || !field.metadata.has("delta.typeChanges")) return number;
  return side === "min" ? Math.min(number, single) : Math.max(number, single);
}

const SPECIAL: ReadonlyMap<string, number> = new Map([
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

/** Writers cut longer strings: a minimum is then a prefix, a maximum one with a last character that nothing exceeds. */
const CUT_LENGTH = 32;

function readText(value: unknown, { type }: StructField, side: "min" | "max"): Comparable | undefined {
  if (typeof value !== "string") return undefined;
  if (side === "min") return readTextBound(value, type, side);
  // A writer that is told to keep no characters may leave nothing of a maximum.
  if (value === "") return undefined;
  // The last character of old writers, which an emoji exceeds.
  if (value.endsWith("\uFFFD")) return value.slice(0, -1) + HIGHEST;
  return value.length >= CUT_LENGTH ? value + HIGHEST : readTextBound(value, type, side);
}

function readDate(value: unknown, field: StructField): Comparable | undefined {
  return readAs(value, field);
}

const MILLISECOND_SLACK = 999n;

/** Cut to milliseconds, toward zero or down. Without a zone, a timestamp's text is of a zone that nobody knows. */
function readTimestamp(value: unknown, field: StructField, side: "min" | "max"): Comparable | undefined {
  const isZoned = typeof value === "string" && /(?:Z|[+-]\d\d(?::?\d\d){0,2})$/.test(value) && value.includes(":");
  if (!isZoned && rangeName(field) === "timestamp") return undefined;
  const micros = readAs(value, field);
  if (typeof micros !== "bigint") return undefined;
  return side === "min" ? micros - MILLISECOND_SLACK : micros + MILLISECOND_SLACK;
}

function readAs(value: unknown, { type }: StructField): Comparable | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const parsed = parsePartitionValue(value, type);
    return parsed === null ? undefined : toComparable(parsed, "integer");
  } catch {
    return undefined;
  }
}
