// `inspect --where`: the rows that a condition holds for, and what of the table was not read for them.

import type { RowRun } from "#delta/deletion-vectors/deleted-rows.ts";
import { TableError } from "#delta/errors.ts";
import { filePath } from "#delta/live-files.ts";
import type { Predicate } from "#delta/skipping/predicate.ts";
import { createRowTest } from "#delta/skipping/row-test.ts";
import type { NamedRow, ReadVersion } from "../node-table.ts";
import { toJsonRow } from "./json-value.ts";
import { parseWhere } from "./parse-where.ts";

export async function readWhere(read: ReadVersion, where: string, limit: number | undefined): Promise<object> {
  const { rows, skipped } = await readMatching(read, toPredicate(read, where));
  const shown = limit === undefined ? rows : rows.slice(0, limit);
  return { rows: shown.map(({ values }) => toJsonRow(values, read.info.schema)), matches: rows.length, skipped };
}

export interface Skipped {
  readonly files: number;
  readonly filesSkipped: number;
  /** Of the files that were read. */
  readonly rowGroups: number;
  readonly rowGroupsSkipped: number;
}

export async function readMatching(
  read: ReadVersion,
  predicate: Predicate,
): Promise<{ readonly rows: readonly NamedRow[]; readonly skipped: Skipped }> {
  const test = createRowTest(read.info.schema, predicate);
  const found = await read.matching(predicate);
  const rows: NamedRow[] = [];
  let rowGroups = 0;
  let rowGroupsRead = 0;
  for await (const part of found.rows) {
    const path = filePath(read.files, part.file);
    for (const [index, position] of positions(part.runs).entries()) {
      const values = part.columns.map((column) => column[index] ?? null);
      if (test(values) === true) rows.push({ path, position, values });
    }
    rowGroups += part.rowGroups;
    rowGroupsRead += part.rowGroupsRead;
  }
  const { files, filesRead } = found;
  const skipped = { files, filesSkipped: files - filesRead, rowGroups, rowGroupsSkipped: rowGroups - rowGroupsRead };
  return { rows, skipped };
}

function positions(runs: readonly RowRun[]): readonly number[] {
  return runs.flatMap(({ position, count }) => Array.from({ length: count }, (_, offset) => position + offset));
}

function toPredicate({ info }: ReadVersion, where: string): Predicate {
  try {
    return parseWhere(where, { ...info, columnMapping: "none" });
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new TableError("Unsupported", cause.message, { what: "condition", detail: where }, { cause });
  }
}
