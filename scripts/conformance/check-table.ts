// One table against its expectation: every version that is spoken of, and every other version opened.

import type { StructType } from "#delta/data-type.ts";
import type { ErrorTag } from "#delta/errors.ts";
import { isTableError } from "#delta/errors.ts";
import { fileCount, filePartitionValue } from "#delta/live-files.ts";
import { parseSchema } from "#delta/schema.ts";
import type { Value } from "#delta/value.ts";
import type { WireError } from "#worker/worker-api.ts";
import { openStore, type ReadVersion, type TableUnderTest } from "../node-table.ts";
import { readRowsWithIds, rowIdFields } from "../row-ids.ts";
import { canonicalRows } from "./canonical.ts";
import { checkColumns } from "./check-columns.ts";
import { checkHistory } from "./check-history.ts";
import { storeOf } from "./corpus-store.ts";
import type { ExpectedVersion, TableExpectation } from "./expectations.ts";
import { toJsonColumns, withJsonColumns } from "./json-columns.ts";
import type { Oracle } from "./oracle-rows.ts";

export interface Finding {
  readonly version: number | null;
  readonly verdict: "passed" | "refused" | "failed";
  readonly reason: string;
}

export interface TableVerdict {
  readonly table: string;
  readonly verdict: "passed" | "skipped" | "failed";
  readonly reason: string;
  readonly findings: readonly Finding[];
}

/** Tags that say "this reader does not read that", by name. */
const refusals = new Set<ErrorTag>(["UnsupportedFeature", "Unsupported"]);

export async function checkTable(expectation: TableExpectation, oracle: Oracle): Promise<TableVerdict> {
  const findings = await gather(expectation, oracle);
  const worst =
    findings.find((finding) => finding.verdict === "failed") ??
    findings.find((finding) => finding.verdict === "refused");
  const verdict = worst === undefined ? "passed" : worst.verdict === "failed" ? "failed" : "skipped";
  const where = worst?.version === null || worst === undefined ? "" : `v${worst.version}: `;
  const reason = worst === undefined ? `${findings.length} versions` : `${where}${worst.reason}`;
  return { table: expectation.name, verdict, reason, findings };
}

async function gather(expectation: TableExpectation, oracle: Oracle): Promise<readonly Finding[]> {
  const table = openStore(storeOf(expectation));
  const first = await attempt(() => table.open({ kind: "latest" }));
  if (!first.ok) return [judgeUnopened(expectation, first.error)];
  const latest = first.value.info;
  if (expectation.outcome === "fails") {
    return [judgeMustFail(expectation, latest.refusal)];
  }
  const findings: Finding[] = [];
  const spoken = new Set(expectation.versions.map((entry) => entry.version));
  for (const expected of expectation.versions) findings.push(await checkVersion(table, expected, expectation, oracle));
  for (const version of silentVersions(await table.versions(), spoken)) {
    findings.push(agreeWithSpark(await checkSilentVersion(table, version), expectation));
  }
  if (expectation.history !== undefined) {
    const difference = await checkHistory(table.table, expectation.history);
    findings.push(difference === undefined ? passed(null, "history") : failed(null, difference));
  }
  return findings;
}

/** All other versions of a short history, the first and last of a long one. */
function silentVersions(versions: readonly number[], spoken: ReadonlySet<number>): readonly number[] {
  const silent = versions.filter((version) => !spoken.has(version));
  return silent.length <= 60 ? silent : [...silent.slice(0, 30), ...silent.slice(-30)];
}

function judgeUnopened(expectation: TableExpectation, error: unknown): Finding {
  if (!isTableError(error)) return failed(null, `an error without a tag: ${String(error)}`);
  if (error.tag === "Internal") return failed(null, error.message);
  if (expectation.outcome === "fails") return passed(null, error.message);
  if (refusals.has(error.tag)) return refused(null, error.message);
  if (expectation.versions.length === 0 && expectation.sparkErrors.size > 0) return passed(null, error.message);
  return failed(null, `${error.tag}: ${error.message}`);
}

function judgeMustFail(expectation: TableExpectation, refusal: WireError | undefined): Finding {
  if (refusal !== undefined) return passed(null, refusal.message);
  return failed(
    null,
    `opened, though a conforming reader must fail: ${[...expectation.sparkErrors.values()].join("; ")}`,
  );
}

async function checkVersion(
  table: TableUnderTest,
  expected: ExpectedVersion,
  expectation: TableExpectation,
  oracle: Oracle,
): Promise<Finding> {
  const { version } = expected;
  const opened = await attempt(() => table.open({ kind: "version", version }));
  if (!opened.ok) return judgeError(version, opened.error);
  const read = opened.value;
  if (read.info.refusal !== undefined) return refused(version, read.info.refusal.message);
  const facts = checkFacts(read, expected);
  if (facts !== undefined) return failed(version, facts);
  const rows = await attempt(() => read.rows());
  if (!rows.ok) return judgeRowsError(version, rows.error, expectation);
  if (expected.rowCount !== undefined && rows.value.length !== expected.rowCount) {
    return failed(version, `${rows.value.length} rows, expected ${expected.rowCount}`);
  }
  if (expected.parquet === undefined) return passed(version, "count");
  const difference = await compareRows(
    read,
    rows.value,
    { files: expected.parquet, jsonColumns: expected.jsonColumns },
    oracle,
  );
  if (difference !== undefined) return failed(version, difference);
  return expected.rowIds ? await checkRowIds(table, read, expected, oracle) : passed(version, "rows");
}

/** Each row with its id and commit version, against the reference's. */
async function checkRowIds(
  table: TableUnderTest,
  { info }: ReadVersion,
  { version, parquet = [] }: ExpectedVersion,
  oracle: Oracle,
): Promise<Finding> {
  const rows = await attempt(() => readRowsWithIds(table.table, version));
  if (!rows.ok) return judgeError(version, rows.error);
  const schema = { ...info.schema, fields: [...info.schema.fields, ...rowIdFields] };
  const difference = firstDifference(schema, rows.value, await oracle.readRows(parquet, schema));
  return difference === undefined ? passed(version, "rows and ids") : failed(version, `ids: ${difference}`);
}

async function checkSilentVersion(table: TableUnderTest, version: number): Promise<Finding> {
  const opened = await attempt(() => table.open({ kind: "version", version }));
  if (!opened.ok) return judgeSilentError(version, opened.error);
  if (opened.value.info.refusal !== undefined) return refused(version, opened.value.info.refusal.message);
  const rows = await attempt(() => opened.value.rows());
  return rows.ok ? passed(version, `read ${rows.value.length} rows`) : judgeSilentError(version, rows.error);
}

/** A refusal is the answer wanted where Spark refuses too. */
function agreeWithSpark(finding: Finding, { sparkErrors }: TableExpectation): Finding {
  const isRefusedBySpark = sparkErrors.has(finding.version) || sparkErrors.has(null);
  return finding.verdict === "refused" && isRefusedBySpark ? passed(finding.version, finding.reason) : finding;
}

/** What the log alone tells, against the expectation; the difference in words, or undefined. */
function checkFacts(read: ReadVersion, expected: ExpectedVersion): string | undefined {
  if (read.info.version !== expected.version) return `opened v${read.info.version}`;
  if (expected.schema !== undefined) {
    const ours = JSON.stringify(read.info.schema, mapsAsEntries);
    if (ours !== JSON.stringify(parseSchema(expected.schema), mapsAsEntries)) return `schema differs: ${ours}`;
  }
  const columns = expected.columns === undefined ? undefined : checkColumns(read.info.schema, expected.columns);
  if (columns !== undefined) return columns;
  if (expected.liveFiles !== undefined && read.totals.files !== expected.liveFiles) {
    return `${read.totals.files} live files, expected ${expected.liveFiles}`;
  }
  if (expected.tableSizeBytes !== undefined && read.totals.sizeBytes !== expected.tableSizeBytes) {
    return `${read.totals.sizeBytes} bytes, expected ${expected.tableSizeBytes}`;
  }
  return undefined;
}

function mapsAsEntries(_key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value];
  return typeof value === "bigint" ? `${value}n` : value;
}

/**
 * A timestamp without a zone in a partition value is another instant in another zone. We read it in UTC; a reference
 * that was read in its writer's zone can be compared in all other columns only.
 */
async function compareRows(
  read: ReadVersion,
  rows: readonly (readonly Value[])[],
  { files, jsonColumns }: { readonly files: readonly string[]; readonly jsonColumns: readonly string[] },
  oracle: Oracle,
): Promise<string | undefined> {
  const schema = withJsonColumns(read.info.schema, jsonColumns);
  const ours = rows.map((row) => toJsonColumns(read.info.schema, row, jsonColumns));
  const reference = await oracle.readRows(files, schema);
  const difference = firstDifference(schema, ours, reference);
  const zoneless = zonelessColumns(read);
  if (difference === undefined || zoneless.size === 0) return difference;
  const blank = (row: readonly Value[]) => row.map((value, column) => (zoneless.has(column) ? null : value));
  return firstDifference(schema, ours.map(blank), reference.map(blank));
}

function zonelessColumns({ info, files, partitionKeys }: ReadVersion): ReadonlySet<number> {
  const columns = new Set<number>();
  for (const [place, key] of partitionKeys.entries()) {
    const column = info.schema.fields.findIndex((field) => field.name === info.partitionColumns[place]);
    const type = info.schema.fields[column]?.type;
    if (type?.kind !== "primitive" || type.name !== "timestamp") continue;
    for (let file = 0; file < fileCount(files); file++) {
      if (/^[-+\d]+ [\d:.]+$/.test(filePartitionValue(files, file, key) ?? "")) columns.add(column);
    }
  }
  return columns;
}

function firstDifference(
  schema: StructType,
  rows: readonly (readonly Value[])[],
  reference: readonly (readonly Value[])[],
): string | undefined {
  const ours = canonicalRows(schema, rows);
  const wanted = canonicalRows(schema, reference);
  if (ours.length !== wanted.length) return `${ours.length} rows, the reference holds ${wanted.length}`;
  const index = ours.findIndex((text, place) => text !== wanted[place]);
  return index < 0 ? undefined : `row differs: ${cut(ours[index])} where the reference holds ${cut(wanted[index])}`;
}

function cut(text: string | undefined): string {
  return text !== undefined && text.length > 300 ? `${text.slice(0, 300)}…` : String(text);
}

function judgeError(version: number, error: unknown): Finding {
  if (!isTableError(error)) return failed(version, `an error without a tag: ${String(error)}`);
  return refusals.has(error.tag) ? refused(version, error.message) : failed(version, `${error.tag}: ${error.message}`);
}

/** Files that the corpus does not hold can't be read by anyone: Spark says so too. */
function judgeRowsError(version: number, error: unknown, expectation: TableExpectation): Finding {
  const missing = isTableError(error, "ObjectMissing");
  const spark = expectation.sparkErrors.get(version) ?? "";
  if (missing && (spark !== "" || expectation.versions.every((entry) => entry.parquet === undefined))) {
    return passed(version, error.message);
  }
  return judgeError(version, error);
}

/** Where nothing is expected, any tagged refusal will do; a defect of ours will not. */
function judgeSilentError(version: number, error: unknown): Finding {
  if (!isTableError(error)) return failed(version, `an error without a tag: ${String(error)}`);
  if (error.tag === "Internal") return failed(version, error.message);
  return refusals.has(error.tag) ? refused(version, error.message) : passed(version, error.message);
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

async function attempt<T>(action: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await action() };
  } catch (error) {
    return { ok: false, error };
  }
}

function passed(version: number | null, reason: string): Finding {
  return { version, verdict: "passed", reason };
}

function refused(version: number | null, reason: string): Finding {
  return { version, verdict: "refused", reason };
}

function failed(version: number | null, reason: string): Finding {
  return { version, verdict: "failed", reason };
}
