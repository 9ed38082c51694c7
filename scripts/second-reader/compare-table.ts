// Every data file of every version of a table, read by hyparquet too: cells by physical position and column.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DataType, StructField, StructType } from "#delta/data-type.ts";
import { isTableError } from "#delta/errors.ts";
import { fileCount, fileDeletionVector, filePath } from "#delta/live-files.ts";
import { canonicalText } from "../conformance/canonical.ts";
import { type NamedRow, openTable, type ReadVersion } from "../node-table.ts";
import { type FileSchema, readWithHyparquet, type SecondReading } from "./hyparquet-rows.ts";
import { findChild, normalise } from "./normalise.ts";

export interface Comparison {
  /** Why nothing was compared. */
  readonly left: string | undefined;
  readonly files: number;
  readonly cells: number;
  /** Columns and files that are no part of it, each with its reason. */
  readonly exceptions: readonly string[];
  readonly differences: readonly string[];
}

const MOST_VERSIONS = 40;

export async function compareTable(folder: string): Promise<Comparison> {
  const draft: Draft = { files: new Set(), cells: 0, exceptions: new Set(), differences: [] };
  const table = await openTable(folder).catch(() => undefined);
  const latest = await table?.open({ kind: "latest" }).catch((error: unknown) => tagOf(error));
  if (table === undefined || latest === undefined || typeof latest === "string")
    return leave(`it can't be opened (${latest})`);
  const outside = whyOutside(latest);
  if (outside !== undefined) return leave(outside);
  const versions = (await table.versions()).slice(-MOST_VERSIONS);
  for (const version of versions) {
    const read = await table.open({ kind: "version", version }).catch(() => undefined);
    if (read !== undefined && whyOutside(read) === undefined) await compareVersion(folder, read, draft);
  }
  if (draft.files.size === 0 && draft.exceptions.size === 0) return leave("it has no data files");
  return {
    left: undefined,
    files: draft.files.size,
    cells: draft.cells,
    exceptions: [...draft.exceptions],
    differences: draft.differences,
  };
}

function leave(left: string): Comparison {
  return { left, files: 0, cells: 0, exceptions: [], differences: [] };
}

interface Draft {
  /** Those compared, by path and schema. */
  readonly files: Set<string>;
  cells: number;
  readonly exceptions: Set<string>;
  readonly differences: string[];
}

function tagOf(error: unknown): string {
  if (isTableError(error)) return error.tag;
  throw error;
}

/** What makes the rows of a version more than the cells of its files. */
function whyOutside({ info, files, columnMapping }: ReadVersion): string | undefined {
  if (info.refusal !== undefined) return `it is refused (${info.refusal.tag})`;
  if (columnMapping !== "none") return "it has column mapping";
  if (info.schema.fields.some(isWidened)) return "it has type widening";
  for (let file = 0; file < fileCount(files); file++) {
    if (fileDeletionVector(files, file) !== undefined) return "it has deletion vectors";
  }
  return undefined;
}

function isWidened(field: StructField): boolean {
  return field.metadata.has("delta.typeChanges") || (field.type.kind === "struct" && field.type.fields.some(isWidened));
}

async function compareVersion(folder: string, read: ReadVersion, draft: Draft): Promise<void> {
  let rows: readonly NamedRow[];
  try {
    rows = await read.namedRows();
  } catch (error) {
    const reason = whyUnread(folder, read, error);
    if (reason === undefined) draft.differences.push(`version ${read.info.version} is refused: ${String(error)}`);
    else draft.exceptions.add(reason);
    return;
  }
  for (const [path, ours] of groupByPath(rows)) {
    const name = `${path} ${JSON.stringify(read.info.schema.fields.map(({ name: column, type }) => [column, type]))}`;
    if (draft.files.has(name)) continue;
    draft.files.add(name);
    const bytes = readFileSync(join(folder, decodeURIComponent(path)));
    compareFile(path, read, { ours, theirs: await readWithHyparquet(new Uint8Array(bytes)) }, draft);
  }
}

/** What nobody can read: a file that is not there, which is looked for, or one that lies outside of the folder. */
function whyUnread(folder: string, { files }: ReadVersion, error: unknown): string | undefined {
  if (isTableError(error, "ObjectMissing")) {
    const { path } = error.context;
    return existsSync(join(folder, path)) ? undefined : `${path} is not in the corpus`;
  }
  const paths = Array.from({ length: fileCount(files) }, (_, file) => filePath(files, file));
  const outside = paths.find((path) => /^(?:\/|[a-z0-9]+:)/.test(path));
  return isTableError(error, "Unsupported") && outside !== undefined ? `${outside} lies outside` : undefined;
}

function groupByPath(rows: readonly NamedRow[]): ReadonlyMap<string, readonly NamedRow[]> {
  const groups = new Map<string, NamedRow[]>();
  for (const row of rows) {
    const group = groups.get(row.path) ?? [];
    group.push(row);
    groups.set(row.path, group);
  }
  return groups;
}

interface Readings {
  readonly ours: readonly NamedRow[];
  readonly theirs: SecondReading;
}

function compareFile(path: string, { info }: ReadVersion, { ours, theirs }: Readings, draft: Draft): void {
  if (ours.length !== theirs.rowCount) {
    draft.differences.push(`${path}: ${ours.length} rows, hyparquet reads ${theirs.rowCount}`);
    return;
  }
  for (const [column, field] of info.schema.fields.entries()) {
    // Values come from the log.
    if (info.partitionColumns.some((name) => name.toLowerCase() === field.name.toLowerCase())) continue;
    const exception = exceptionOf(field.type, theirs);
    if (exception === undefined) compareColumn(path, { field, column }, { ours, theirs }, draft);
    else draft.exceptions.add(`${field.name}: ${exception}`);
  }
}

function compareColumn(
  path: string,
  { field, column }: { readonly field: StructField; readonly column: number },
  { ours, theirs }: Readings,
  draft: Draft,
): void {
  const place = findChild(theirs.schema, field.name);
  const values = place && theirs.columns.get(place.element.name);
  for (const { position, values: row } of ours) {
    const mine = canonicalText(field.type, row[column] ?? null);
    const other = theirText(values?.[position], field.type, place);
    draft.cells += 1;
    if (mine !== other) {
      draft.differences.push(
        `${path}, row ${position}, column "${field.name}": ${mine.slice(0, 200)}, hyparquet reads ${other.slice(0, 200)}`,
      );
      return;
    }
  }
}

function theirText(value: unknown, type: DataType, place: FileSchema | undefined): string {
  if (place === undefined) return "null";
  try {
    return canonicalText(type, normalise(value, type, place));
  } catch (error) {
    return `what can't be compared: ${String(error)}`;
  }
}

/** What hyparquet gives in another form than the table's type means; each is looked for in the file itself. */
function exceptionOf(type: DataType, { keyValues }: SecondReading): string | undefined {
  if (holds(type, (name) => name === "variant"))
    return "variants, which hyparquet decodes to objects without their types";
  if (holds(type, (name) => name.startsWith("interval"))) return "intervals, which hyparquet gives as numbers";
  const isLegacy = ["legacyDateTime", "legacyINT96"].some((key) => keyValues.has(`org.apache.spark.${key}`));
  if (isLegacy && holds(type, (name) => name === "date" || name === "timestamp")) {
    return "times of the hybrid calendar, which hyparquet does not move";
  }
  return undefined;
}

function holds(type: DataType, is: (name: string) => boolean): boolean {
  switch (type.kind) {
    case "struct":
      return (type as StructType).fields.some((field) => holds(field.type, is));
    case "array":
      return holds(type.element, is);
    case "map":
      return holds(type.key, is) || holds(type.value, is);
    default:
      return type.kind === "primitive" && is(type.name);
  }
}
