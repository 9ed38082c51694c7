// The corpus' expectations: one list of entries a table, the reference's own first, Spark's for what it leaves open.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface ExpectedVersion {
  readonly version: number;
  readonly rowCount: number | undefined;
  /** The metaData's own, verbatim. */
  readonly schema: string | undefined;
  /** As the reference sees it: names, types and nullability. */
  readonly columns: string | undefined;
  readonly liveFiles: number | undefined;
  readonly tableSizeBytes: number | undefined;
  /** Absolute paths of Parquet files that hold the rows; undefined where only the count is known. */
  readonly parquet: readonly string[] | undefined;
  /** Paths of the columns that these files hold as the text of Spark's to_json. */
  readonly jsonColumns: readonly string[];
  /** Whether the files also tell each row's id and commit version, in the last two columns. */
  readonly rowIds: boolean;
  readonly ref: string;
}

export interface ExpectedCommit {
  readonly version: number;
  readonly operation: string;
  /** Milliseconds since 1970 UTC, where the commit itself tells them. */
  readonly timestampMs?: number;
}

export interface TableExpectation {
  /** `<source>/<table>`. */
  readonly name: string;
  readonly folder: string;
  readonly versions: readonly ExpectedVersion[];
  /** What a conforming reader must do: fail, open, or undefined where nothing is said. */
  readonly outcome: "fails" | "opens" | undefined;
  /** Oldest first; undefined where nothing is said. */
  readonly history: readonly ExpectedCommit[] | undefined;
  /** The folder that holds this corpus by the name that its logs know it by, where they name it. */
  readonly place: string | undefined;
  readonly corpus: string;
  /** Versions that Spark could not read, with its words; null = the table. */
  readonly sparkErrors: ReadonlyMap<number | null, string>;
}

interface RawEntry {
  readonly version: number;
  readonly rowCount?: number | null;
  readonly schema?: string | null;
  readonly sparkSchema?: string | null;
  readonly liveFiles?: number | null;
  readonly tableSizeBytes?: number | null;
  readonly expectedParquet?: readonly string[] | null;
  readonly variantAsJson?: readonly string[] | null;
  readonly voidAsString?: readonly string[] | null;
  readonly rowIds?: boolean | null;
  readonly kind?: string;
  readonly ref?: string;
}

interface RawExpectation {
  readonly entries?: readonly RawEntry[];
  readonly expectedError?: readonly string[];
  readonly history?: readonly ExpectedCommit[];
  readonly place?: string;
  readonly errors?: readonly { readonly version: number | null; readonly error: string }[];
}

const unreliable = new Set(["version-checksum-invalid", "reference-test-ignored"]);

/** Every table folder below `<corpus>/tables`, with what is expected of it. */
export function listExpectations(corpus: string): readonly TableExpectation[] {
  const tables = join(corpus, "tables");
  return readdirSync(tables, { withFileTypes: true })
    .filter((source) => source.isDirectory())
    .flatMap((source) =>
      readdirSync(join(tables, source.name), { withFileTypes: true })
        .filter((table) => table.isDirectory())
        .map((table) => readExpectation(corpus, `${source.name}/${table.name}`)),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readExpectation(corpus: string, name: string): TableExpectation {
  const reference = readJson(join(corpus, "expected", `${name}.json`));
  const spark = readJson(join(corpus, "expected-spark", `${name}.json`));
  const byVersion = new Map<number, ExpectedVersion>();
  for (const raw of [...(reference?.entries ?? []), ...(spark?.entries ?? [])]) {
    if (unreliable.has(raw.kind ?? "")) continue;
    byVersion.set(raw.version, complete(byVersion.get(raw.version), toVersion(corpus, raw)));
  }
  return {
    name,
    folder: join(corpus, "tables", name),
    versions: [...byVersion.values()].sort((a, b) => a.version - b.version),
    outcome: outcomeOf(reference?.expectedError ?? []),
    history: reference?.history ?? spark?.history,
    place: reference?.place ?? spark?.place,
    corpus,
    sparkErrors: new Map(
      [...(reference?.errors ?? []), ...(spark?.errors ?? [])].map((entry) => [entry.version, entry.error]),
    ),
  };
}

/** What `first` says stands; `second` fills what it leaves open. */
function complete(first: ExpectedVersion | undefined, second: ExpectedVersion): ExpectedVersion {
  if (first === undefined) return second;
  return {
    version: first.version,
    rowCount: first.rowCount ?? second.rowCount,
    schema: first.schema ?? second.schema,
    columns: first.columns ?? second.columns,
    liveFiles: first.liveFiles ?? second.liveFiles,
    tableSizeBytes: first.tableSizeBytes ?? second.tableSizeBytes,
    parquet: first.parquet ?? second.parquet,
    jsonColumns: first.parquet === undefined ? second.jsonColumns : first.jsonColumns,
    rowIds: first.parquet === undefined ? second.rowIds : first.rowIds,
    ref: first.ref,
  };
}

function toVersion(corpus: string, raw: RawEntry): ExpectedVersion {
  return {
    version: raw.version,
    rowCount: raw.rowCount ?? undefined,
    schema: raw.schema ?? undefined,
    columns: raw.sparkSchema ?? undefined,
    liveFiles: raw.liveFiles ?? undefined,
    tableSizeBytes: raw.tableSizeBytes ?? undefined,
    parquet: raw.expectedParquet?.map((path) => join(corpus, path)),
    jsonColumns: [...(raw.variantAsJson ?? []), ...(raw.voidAsString ?? [])],
    rowIds: raw.rowIds ?? false,
    ref: raw.ref ?? "unnamed",
  };
}

/** The corpus words it freely; these are the phrases it uses. */
function outcomeOf(words: readonly string[]): TableExpectation["outcome"] {
  const text = words.join(" ");
  if (text === "") return undefined;
  if (/must OPEN|goes on|"opens"/.test(text)) return "opens";
  return "fails";
}

function readJson(path: string): RawExpectation | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as RawExpectation) : undefined;
}
