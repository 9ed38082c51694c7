// What Spark's table_changes answers, for each version under the schema that the table had then, and for whole ranges.

import { setMaxListeners } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { StructType } from "#delta/data-type.ts";
import { parseSchema, typeText } from "#delta/schema.ts";
import type { Value } from "#delta/value.ts";
import { createChangeMethods } from "#worker/change-pages.ts";
import { createOpenTable } from "#worker/open-table.ts";
import type { CellValue, ChangePage } from "#worker/worker-api.ts";
import { createFileStore } from "../file-store.ts";
import { createNodeParquetEngine } from "../parquet-engine-node.ts";
import { canonicalRows } from "./canonical.ts";
import { createOracle } from "./oracle-rows.ts";

const fixtures = new URL("../../fixtures/changes", import.meta.url).pathname;
const demo = new URL("../../public/demo", import.meta.url).pathname;
const oracle = await createOracle();
const engine = createNodeParquetEngine();

afterAll(() => oracle.close());

interface Answer {
  readonly from: number;
  readonly to: number;
  /** Spark's words where it does not answer. */
  readonly refusal?: string;
  readonly rows?: number;
  readonly schema?: string;
  readonly parquet?: string | null;
}

interface Expectation {
  readonly table: string;
  readonly modifiedMs: Readonly<Record<string, number>>;
  readonly feedSwitchedOnForSpark: boolean;
  readonly ranges: readonly Answer[];
}

const expectations = readdirSync(join(fixtures, "expected"))
  .filter((name) => name.endsWith(".json"))
  .map((name): Expectation => JSON.parse(readFileSync(join(fixtures, "expected", name), "utf8")));

function openChanges({ table, modifiedMs }: Expectation) {
  const folder = table === "customers" ? join(demo, table) : join(fixtures, "tables", table);
  const store = createFileStore(folder);
  // Neither git nor a copy keeps the times of files, which are the clock of a table without in-commit timestamps.
  const asWritten = <T extends { readonly modifiedMs: number | undefined }>(key: string, found: T): T => {
    const version = /^_delta_log\/(\d{20})\.json$/.exec(key)?.[1];
    return { ...found, modifiedMs: modifiedMs[String(Number(version))] };
  };
  const open = createOpenTable({
    store: {
      ...store,
      get: async (key, options) => {
        const object = await store.get(key, options);
        return object && asWritten(key, object);
      },
      list: async (prefix, startAfter, options) => {
        const entries = await store.list(prefix, startAfter, options);
        return entries?.map((entry) => asWritten(entry.key, entry));
      },
    },
    engine,
    emit: () => undefined,
  });
  return createChangeMethods(() => open);
}

const { signal } = new AbortController();
setMaxListeners(0, signal);
const all = { columns: undefined, start: 0, count: 1_000_000 };

async function readPage(expectation: Expectation, range: { readonly from: number; readonly to: number }) {
  return await openChanges(expectation).readChanges({ location: "", ...range, ...all }, { signal });
}

async function readAnswer({ schema = "", parquet }: Answer): Promise<readonly (readonly Value[])[]> {
  const files = parquet === null || parquet === undefined ? [] : [join(fixtures, parquet)];
  return await oracle.readRows(files, parseSchema(schema));
}

/** The page's rows in the columns of a schema, by name; a column that the page lacks fails. */
function rowsIn(page: ChangePage, schema: StructType): readonly (readonly Value[])[] {
  const places = schema.fields.map(({ name }) => page.schema.fields.findIndex((field) => field.name === name));
  expect(places).not.toContain(-1);
  return Array.from({ length: page.rowCount }, (_, row) =>
    places.map((place) => whole(page.columns[place]?.[row] ?? null)),
  );
}

function whole(value: CellValue): Value {
  if (typeof value === "object" && value !== null && "cut" in value) throw new Error("A fixture's value is cut");
  return value;
}

const answered = expectations.flatMap((expectation) =>
  expectation.ranges
    .filter(({ refusal }) => refusal === undefined)
    .map((answer) => ({ name: `${expectation.table} ${answer.from} to ${answer.to}`, expectation, answer })),
);

describe("changes that Spark tells", () => {
  it("are of tables with and without the feed", () => {
    expect(expectations.map(({ table }) => table).sort()).toEqual([
      "customers",
      "deletion-vectors",
      "four-types",
      "late-feed",
      "mapping-id",
      "mapping-name",
      "no-feed",
      "overwritten",
      "upgraded",
      "widened",
    ]);
  });

  it.each(answered)("$name are ours", async ({ expectation, answer }) => {
    const page = await readPage(expectation, answer);
    const schema = parseSchema(answer.schema ?? "");
    expect(page.versions.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
    expect(page.totals).toEqual({ rows: answer.rows, exact: true });
    expect(canonicalRows(schema, rowsIn(page, schema))).toEqual(canonicalRows(schema, await readAnswer(answer)));
  });
});

function expectationOf(name: string): Expectation {
  const found = expectations.find(({ table }) => table === name);
  if (found === undefined) throw new Error(`There is no expectation of ${name}`);
  return found;
}

function columnsOf(page: ChangePage): readonly string[] {
  return page.schema.fields.slice(0, -3).map(({ name, type }) => `${name}: ${typeText(type)}`);
}

/** Rows of some versions, of the first `width` columns. */
function rowsOf(page: ChangePage, versions: readonly number[], width: number): readonly (readonly Value[])[] {
  const at = page.columns.at(-2) ?? [];
  const rows = Array.from({ length: page.rowCount }, (_, row) =>
    [...page.columns.slice(0, width), ...page.columns.slice(-3, -1)].map((values) => whole(values[row] ?? null)),
  );
  return rows.filter((_, row) => versions.some((version) => at[row] === BigInt(version)));
}

const refused = expectations.filter(({ ranges }) => ranges[0]?.refusal !== undefined);

describe("ranges that Spark refuses for their changes of schema", () => {
  it.each(refused.map((expectation) => ({ name: expectation.table, expectation })))(
    "$name: hold what Spark tells of each version alone",
    async ({ expectation }) => {
      const answers = expectation.ranges.slice(1).filter(({ refusal }) => refusal === undefined);
      const from = Math.min(...answers.map((answer) => answer.from));
      const to = Math.max(...answers.map((answer) => answer.to));
      const { versions, totals } = await readPage(expectation, { from, to });
      const counted = answers.map((answer) => [answer.from, answer.rows]).toReversed();
      const versionsOfSpark = new Set(answers.map((answer) => answer.from));
      expect(versions.filter(({ version }) => versionsOfSpark.has(version)).map((v) => [v.version, v.rows])).toEqual(
        counted,
      );
      expect(totals).toEqual({ rows: versions.reduce((sum, { rows = Number.NaN }) => sum + rows, 0), exact: true });
    },
  );

  it.each(["mapping-name", "mapping-id"])("%s: under the newest names, with what was dropped behind", async (name) => {
    const expectation = expectationOf(name);
    const page = await readPage(expectation, { from: 0, to: 12 });
    expect(columnsOf(page)).toEqual([
      "id: long",
      "a: integer",
      "s: struct<y: string, x: string, x (until version 6): integer>",
      "l: array<struct<k: integer, w: string>>",
      "m: map<string, struct<q: integer, r: string>>",
      "part: integer",
      "b: string",
    ]);
    // What Spark tells of versions 1, 5 and 9, each by the names of then.
    const m = [["m", [1, null]]];
    const one = [[1, "v1"], null];
    expect(canonicalRows(page.schema, rowsOf(page, [1, 5, 9], 7))).toEqual(
      canonicalRows(page.schema, [
        [1n, null, ["y1", null, 1], one, m, 1, "one", "insert", 1n],
        [2n, null, null, null, null, null, "two", "insert", 1n],
        [1n, null, ["y1", null, 1], one, m, 1, "one", "update_preimage", 5n],
        [1n, null, ["y1", null, 1], one, m, 1, "uno", "update_postimage", 5n],
        [3n, 33, ["y3", "text", null], [[3, "w3"]], [["m", [3, "r3"]]], 3, null, "insert", 9n],
      ]),
    );
  });

  it("upgraded: find a column again that got column mapping, and tell it from one of its first name", async () => {
    const page = await readPage(expectationOf("upgraded"), { from: 0, to: 9 });
    expect(columnsOf(page)).toEqual(["id: long", "a: string", "b: string"]);
    expect(rowsOf(page, [2, 5, 8], 3)).toEqual([
      [1n, null, "one", "update_preimage", 2n],
      [1n, null, "uno", "update_postimage", 2n],
      [2n, null, "two", "update_preimage", 5n],
      [2n, null, "due", "update_postimage", 5n],
      [3n, "three", null, "insert", 8n],
    ]);
  });

  it("widened: give old values in the widest types", async () => {
    const page = await readPage(expectationOf("widened"), { from: 0, to: 13 });
    expect(columnsOf(page)).toEqual([
      "id: long",
      "b: long",
      "i: double",
      "f: double",
      "d: decimal(10,4)",
      "t: timestamp_ntz",
      "s: struct<x: long>",
      "l: array<long>",
      "p: decimal(12,2)",
    ]);
    const day = BigInt(Date.UTC(2024, 1, 29)) * 1000n;
    const century = BigInt(Date.UTC(1900, 0, 1)) * 1000n;
    expect(canonicalRows(page.schema, rowsOf(page, [1], 9))).toEqual(
      canonicalRows(page.schema, [
        [1n, 1n, 1, 1.5, "1.2500", day, [1n], [1n, null], "1.00", "insert", 1n],
        [2n, -128n, -2147483648, 0, "-999.9900", century, null, null, null, "insert", 1n],
      ]),
    );
  });

  it("overwritten: read what was removed as it was written, where Spark can't read it as the new type", async () => {
    const expectation = expectationOf("overwritten");
    expect(expectation.ranges.find(({ from, to }) => from === 2 && to === 2)?.refusal).toBeDefined();
    const page = await readPage(expectation, { from: 0, to: 3 });
    expect(columnsOf(page)).toEqual([
      "id: long",
      "amount: string",
      "more: boolean",
      "Amount (until version 1): integer",
      "gone: string",
    ]);
    expect(rowsOf(page, [2, 3], 5)).toEqual([
      [1n, null, null, 1, "x", "delete", 2n],
      [2n, null, null, null, "y", "delete", 2n],
      [1n, "one", true, null, null, "insert", 2n],
      [1n, "one", true, null, null, "delete", 3n],
      [2n, "two", false, null, null, "insert", 3n],
    ]);
  });

  it("customers: keep the renamed and the dropped column, in pages too", { timeout: 30_000 }, async () => {
    const expectation = expectationOf("customers");
    const page = await readPage(expectation, { from: 2, to: 25 });
    const names = columnsOf(page).map((text) => text.split(":")[0]);
    expect(names).toContain("email");
    expect(names).not.toContain("mail");
    expect(names.at(-1)).toBe("legacy_score");
    const changes = openChanges(expectation);
    const email = page.schema.fields.findIndex(({ name }) => name === "email");
    const paged: CellValue[] = [];
    for (let start = 0; start < page.rowCount; start += 700) {
      const window = { location: "", from: 2, to: 25, columns: [email], start, count: 700 };
      paged.push(...((await changes.readChanges(window, { signal })).columns[0] ?? []));
    }
    expect(paged).toEqual(page.columns[email]);
    expect(paged.filter((value) => value !== null).length).toBeGreaterThan(5000);
  });
});

describe("versions without the feed", () => {
  it.each<[table: string, derived: readonly number[], from: "log" | "cdc"]>([
    ["no-feed", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "log"],
    ["late-feed", [0, 1, 2, 5, 6], "log"],
    ["deletion-vectors", [], "log"],
  ])("of %s say that their changes are told from the log", async (table, derived, source) => {
    const { versions } = await readPage(expectationOf(table), { from: 0, to: table === "late-feed" ? 6 : 12 });
    expect(versions.filter((version) => version.derived).map(({ version }) => version)).toEqual(derived);
    expect(versions.filter((version) => version.derived && version.source !== source)).toEqual([]);
  });

  it("tell an update as a delete and an insert", async () => {
    const page = await readPage(expectationOf("late-feed"), { from: 2, to: 4 });
    expect(rowsOf(page, [2, 4], 2)).toEqual([
      [1n, "one", "delete", 2n],
      [2n, "two", "delete", 2n],
      [3n, "three", "delete", 2n],
      [1n, "uno", "insert", 2n],
      [2n, "two", "insert", 2n],
      [3n, "three", "insert", 2n],
      [2n, "two", "update_preimage", 4n],
      [2n, "due", "update_postimage", 4n],
    ]);
  });
});
