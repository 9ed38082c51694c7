import { describe, expect, it } from "vitest";
import type { Predicate } from "#delta/skipping/predicate.ts";
import { schemaOf } from "#testing/parquet-tables.ts";
import { parseWhere } from "./parse-where.ts";

const inner = '{"type":"struct","fields":[{"name":"b","type":"double","nullable":true,"metadata":{}}]}';
const table = {
  schema: schemaOf({ id: "long", name: "string", price: "decimal(9,2)", day: "date", a: inner, "odd `.": "byte" }),
  partitionColumns: [],
  columnMapping: "none" as const,
};

const is = (
  column: string,
  operator: "=" | "<" | ">=" | "<=>",
  value: Extract<Predicate, { value: unknown }>["value"],
) => ({ kind: "compare", column: column.split("."), operator, value }) as const;

describe("a condition", () => {
  it.each<[string, Predicate]>([
    ["id = 9007199254740993", is("id", "=", 9007199254740993n)],
    ["ID >= -5", is("ID", ">=", -5n)],
    ["name = 'it''s'", is("name", "=", "it's")],
    ["name = ''", is("name", "=", "")],
    ["name <=> null", is("name", "<=>", null)],
    ["price < 1.005", is("price", "<", "1.005")],
    ["day = '2024-02-29'", is("day", "=", 19782)],
    ["day = 2024-02-29", is("day", "=", 19782)],
    ["a.b = -0.5", is("a.b", "=", -0.5)],
    ["`odd ``.` = 1", { kind: "compare", column: ["odd `."], operator: "=", value: 1 }],
    ["id IS NULL", { kind: "is-null", column: ["id"] }],
    ["id is not null", { kind: "not", of: { kind: "is-null", column: ["id"] } }],
    ["id in (1, NULL)", { kind: "in", column: ["id"], values: [1n, null] }],
    ["id not in (1)", { kind: "not", of: { kind: "in", column: ["id"], values: [1n] } }],
    [
      "id = 1 or not id = 2 and id = 3",
      {
        kind: "or",
        of: [is("id", "=", 1n), { kind: "and", of: [{ kind: "not", of: is("id", "=", 2n) }, is("id", "=", 3n)] }],
      },
    ],
    [
      "(id = 1 OR id = 2) AND id = 3",
      { kind: "and", of: [{ kind: "or", of: [is("id", "=", 1n), is("id", "=", 2n)] }, is("id", "=", 3n)] },
    ],
  ])("%s is understood", (text, predicate) => {
    expect(parseWhere(text, table)).toEqual(predicate);
  });

  it.each([
    ["id", "an operator is missing at the end"],
    ["id = ", "a value is missing at the end"],
    ["id = 1 2", "AND or OR is missing at 7"],
    ["(id = 1", ") is missing at the end"],
    ["nope = 1", 'there is no column "nope"'],
    ["id = 1.5", '"1.5" is not a long'],
    ["id = ;", "nothing is known that starts at 5"],
    ["", "a column is missing at the end"],
  ])("%s is refused with its reason", (text, reason) => {
    expect(() => parseWhere(text, table)).toThrow(reason);
  });
});
