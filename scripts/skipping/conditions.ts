// Conditions over the rows that a table really holds: their values, and values beside them, so that borders are met.

import fc from "fast-check";
import type { DataType, StructType } from "#delta/data-type.ts";
import type { ColumnPath, CompareOperator, Predicate } from "#delta/skipping/predicate.ts";
import type { Value } from "#delta/value.ts";

interface Column {
  readonly path: ColumnPath;
  readonly type: DataType;
  /** Some of its values; empty for a type without an order. */
  readonly values: readonly Exclude<Value, null>[];
}

const MOST_VALUES = 64;
const OPERATORS: readonly CompareOperator[] = ["=", "!=", "<", "<=", ">", ">=", "<=>"];
const ORDERED = new Set(["string", "long", "integer", "short", "byte", "float", "double", "boolean", "date"]);

/** Undefined for a table without columns; `without` are top-level columns that none asks for. */
export function conditionsOf(
  schema: StructType,
  rows: readonly (readonly Value[])[],
  without: readonly string[] = [],
): fc.Arbitrary<Predicate> | undefined {
  const columns = listColumns(schema, rows, []).filter(({ path: [name = ""] }) => !without.includes(name));
  if (columns.length === 0) return undefined;
  const leaf = fc.constantFrom(...columns).chain(leafOf);
  return fc.letrec<{ condition: Predicate }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2 },
      { weight: 4, arbitrary: leaf },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("not" as const), of: tie("condition") }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constantFrom("and" as const, "or" as const),
          of: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
        }),
      },
    ),
  })).condition;
}

function listColumns(
  { fields }: StructType,
  rows: readonly (readonly Value[])[],
  above: ColumnPath,
): readonly Column[] {
  return fields.flatMap(({ name, type }, place): readonly Column[] => {
    const path = [...above, name];
    const values = rows.map((row) => row[place] ?? null).filter((value) => value !== null);
    const own = { path, type, values: isOrdered(type) ? sample(values) : [] };
    return type.kind === "struct" ? [own, ...listColumns(type, values as (readonly Value[])[], path)] : [own];
  });
}

function isOrdered(type: DataType): boolean {
  if (type.kind === "decimal") return true;
  return type.kind === "primitive" && (ORDERED.has(type.name) || type.name.startsWith("timestamp"));
}

/** The first and last in the table's order, which lie in different files, and some between. */
function sample<T>(values: readonly T[]): readonly T[] {
  const step = Math.max(1, values.length / MOST_VALUES);
  return Array.from(
    { length: Math.min(values.length, MOST_VALUES) },
    (_, index) => values[Math.floor(index * step)] as T,
  );
}

function leafOf({ path: column, type, values }: Column): fc.Arbitrary<Predicate> {
  const isNull = fc.record({ kind: fc.constant("is-null" as const), column: fc.constant(column) });
  if (values.length === 0) return isNull;
  const value = fc.constantFrom(...values).chain((each) => fc.constantFrom(...beside(each, type)));
  const operator = fc.constantFrom(...OPERATORS);
  const operand = fc.option(value, { nil: null, freq: 20 });
  const compare = fc.record({
    kind: fc.constant("compare" as const),
    column: fc.constant(column),
    operator,
    value: operand,
  });
  const list = fc.array(operand, { maxLength: 4 });
  const within = fc.record({ kind: fc.constant("in" as const), column: fc.constant(column), values: list });
  const prefix = fc.tuple(value, fc.nat(6)).map(([text, length]): Predicate => {
    return { kind: "starts-with", column, prefix: Array.from(String(text)).slice(0, length).join("") };
  });
  const isText = type.kind === "primitive" && type.name === "string";
  return fc.oneof(
    { weight: 6, arbitrary: compare },
    { weight: 2, arbitrary: within },
    { weight: 1, arbitrary: isNull },
    ...(isText ? [{ weight: 2, arbitrary: prefix }] : []),
  );
}

function beside(value: Exclude<Value, null>, type: DataType): readonly Value[] {
  if (type.kind === "decimal")
    return [value, `${value}${type.scale > 0 ? "" : ".0"}1`, String(value).replace(/\d$/, "0")];
  switch (typeof value) {
    case "bigint":
      return [value, value - 1n, value + 1n, value - 1000n, value + 1000n];
    case "number":
      return isWhole(type) ? [value, value - 1, value + 1] : [value, value / 2, -value, value + 0.5, Number.NaN];
    case "string":
      return [value, `${value}!`, value.slice(0, -1), `${value}\u{10FFFF}`, `${value}\uFFFD`, value.trimEnd()];
    default:
      return [value];
  }
}

function isWhole(type: DataType): boolean {
  return type.kind === "primitive" && type.name !== "float" && type.name !== "double";
}
