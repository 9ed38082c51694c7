// Holds skipped reads against reads of everything, filtered by an evaluator of its own.

import fc from "fast-check";
import { storedName } from "#delta/column-mapping.ts";
import type { StructField } from "#delta/data-type.ts";
import { fileCount, filePath, fileStats } from "#delta/live-files.ts";
import type { Predicate } from "#delta/skipping/predicate.ts";
import { canonicalText } from "../conformance/canonical.ts";
import { readMatching, type Skipped } from "../inspect/read-where.ts";
import type { NamedRow, ReadVersion } from "../node-table.ts";
import { conditionsOf } from "./conditions.ts";
import { isMatch } from "./evaluate.ts";

export interface SkippingReport {
  readonly conditions: number;
  /** Of all conditions together. */
  readonly skipped: Skipped;
  /** Columns that the log says have no nulls in a file, though the file has: no condition asks for them. */
  readonly misdescribed: readonly string[];
  /** The first condition whose rows differ; undefined where there is none. */
  readonly difference: string | undefined;
}

/** Errors: those of reading the table's rows, before any condition is tried. */
export async function checkSkipping(
  read: ReadVersion,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<SkippingReport> {
  const rows = await read.namedRows();
  const { schema } = read.info;
  const misdescribed = findMisdescribed(read, rows);
  const conditions = conditionsOf(
    schema,
    rows.map(({ values }) => values),
    misdescribed,
  );
  let skipped: Skipped = { files: 0, filesSkipped: 0, rowGroups: 0, rowGroupsSkipped: 0 };
  let difference: string | undefined;
  const texts = new Map(rows.map((row) => [nameOf(row), canonicalText(schema, row.values)]));
  const tried = conditions === undefined ? [] : fc.sample(conditions, { numRuns: runs, seed });
  for (const condition of tried) {
    const found = await readMatching(read, condition);
    const wanted = rows.filter(({ values }) => isMatch(schema, condition, values));
    const fault = findFault(found.rows, wanted, (row) => texts.get(nameOf(row)) === canonicalText(schema, row.values));
    if (fault !== undefined) difference ??= `${describeCondition(condition)}: ${fault}`;
    skipped = add(skipped, found.skipped);
  }
  return { conditions: tried.length, skipped, misdescribed, difference };
}

/** By the rows of files without a deletion vector: in others counts are of marked rows too. */
function findMisdescribed({ info, files, columnMapping }: ReadVersion, rows: readonly NamedRow[]): readonly string[] {
  const places = new Map(Array.from({ length: fileCount(files) }, (_, file) => [filePath(files, file), file]));
  const counts = new Map([...places].map(([path, file]) => [path, nullCounts(fileStats(files, file))]));
  const isNulled = (field: StructField, column: number) => {
    const stored = storedName(field, columnMapping);
    return rows.some(
      ({ path, values }) => values[column] === null && Reflect.get(counts.get(path) ?? {}, stored) === 0,
    );
  };
  return info.schema.fields.filter(isNulled).map(({ name }) => name);
}

function nullCounts(stats: string | undefined): object {
  const parsed: unknown = JSON.parse(stats || "{}");
  const counts: unknown = Reflect.get(Object(parsed), "nullCount");
  return Object(counts);
}

function nameOf({ path, position }: NamedRow): string {
  return `${path}:${position}`;
}

function findFault(
  found: readonly NamedRow[],
  wanted: readonly NamedRow[],
  isAsRead: (row: NamedRow) => boolean,
): string | undefined {
  const names = new Set(found.map(nameOf));
  const lost = wanted.find((row) => !names.has(nameOf(row)));
  if (lost !== undefined) return `row ${nameOf(lost)} is not found`;
  if (found.length !== wanted.length) return `${found.length} rows are found, ${wanted.length} match`;
  const other = found.find((row) => !isAsRead(row));
  return other && `row ${nameOf(other)} has other values`;
}

/** A condition as JSON, with 64-bit integers as `1n`. */
function describeCondition(condition: Predicate): string {
  return JSON.stringify(condition, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

function add(a: Skipped, b: Skipped): Skipped {
  return {
    files: a.files + b.files,
    filesSkipped: a.filesSkipped + b.filesSkipped,
    rowGroups: a.rowGroups + b.rowGroups,
    rowGroupsSkipped: a.rowGroupsSkipped + b.rowGroupsSkipped,
  };
}
