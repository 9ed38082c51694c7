import { describe, expect, it } from "vitest";
import { createMemoryStore } from "#storage/memory-store.ts";
import { engine, fixtureNames, listFiles, readFixture, toPlain } from "#testing/parquet-tables.ts";
import { createTableReader } from "./read-rows.ts";

/** Columns that are refused, all of a file where none is named. */
const refused: Readonly<Record<string, { readonly column?: string; readonly what: string }>> = {
  "codec-brotli": { what: "Parquet compression BROTLI" },
  "spark-lz4": { what: "Parquet compression LZ4" },
  "legacy-calendar-los-angeles": { column: "at", what: "timestamps before 1900 in the hybrid Julian calendar" },
};

async function readColumn(name: string, column: number): Promise<readonly unknown[]> {
  const { bytes, schema } = readFixture(name);
  const objects = new Map([[name, bytes]]);
  const reader = createTableReader({ store: createMemoryStore(objects), engine, budgetBytes: 1e7 });
  const files = listFiles(objects, [{ path: name }]);
  const snapshot = { schema, partitionColumns: [], columnMapping: "none" as const, files };
  const rows = await reader.readRows(snapshot, { columns: [column], start: 0, count: 1000 });
  return rows.columns[0]?.map(toPlain) ?? [];
}

const cases = fixtureNames().flatMap((name) => {
  const { schema, columns } = readFixture(name);
  return schema.fields.map((field, column) => ({ name, field: field.name, column, expected: columns[column] }));
});

function findRefusal({ name, field }: { readonly name: string; readonly field: string }) {
  const refusal = refused[name];
  return refusal !== undefined && (refusal.column ?? field) === field ? refusal : undefined;
}

describe("data files of reference writers", () => {
  it.each(cases.filter((each) => findRefusal(each) === undefined))(
    "reads column $field of $name as its writer wrote it",
    async ({ name, column, expected }) => {
      expect(await readColumn(name, column)).toEqual(expected);
    },
  );

  it.each(cases.filter((each) => findRefusal(each) !== undefined))(
    "refuses column $field of $name by name",
    async ({ name, field, column }) => {
      const what = findRefusal({ name, field })?.what;
      await expect(readColumn(name, column)).rejects.toMatchObject({ tag: "Unsupported", context: { what } });
    },
  );
});
