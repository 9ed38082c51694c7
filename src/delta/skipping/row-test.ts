// A condition on whole rows: what skipping left is filtered by it, with SQL's three values.

import type { StructType } from "#delta/data-type.ts";
import { TableError } from "#delta/errors.ts";
import { typeText } from "#delta/schema.ts";
import type { Value } from "#delta/value.ts";
import { type Comparable, type ComparableKind, comparableKind, compare, toComparable } from "./comparable.ts";
import { createColumnFinder, type FoundColumn } from "./find-column.ts";
import type { ColumnPath, CompareOperator, Predicate } from "./predicate.ts";

/** True, false, or null where SQL can't tell. The row holds a value for each top-level field of the schema. */
export type RowTest = (row: readonly Value[]) => boolean | null;

/**
 * Errors: Unsupported for a condition that rows can't be tested by: `unknown`, a column that is not there, and a
 * comparison in a type that has no order here.
 */
export function createRowTest(schema: StructType, predicate: Predicate): RowTest {
  const find = createColumnFinder({ schema, partitionColumns: [], columnMapping: "none" });

  function compile(of: Predicate): RowTest {
    switch (of.kind) {
      case "and":
        return combine(of.of.map(compile), false);
      case "or":
        return combine(of.of.map(compile), true);
      case "not": {
        const inside = compile(of.of);
        return (row) => negate(inside(row));
      }
      case "in":
        return combine(
          of.values.map((value) => compile({ kind: "compare", column: of.column, operator: "=", value })),
          true,
        );
      case "unknown":
        throw untestable("a condition that is not known");
      default:
        return compileColumn(of, columnAt(of.column));
    }
  }

  function columnAt(path: ColumnPath): FoundColumn {
    const column = find(path);
    if (column === undefined) throw untestable(`no column "${path.join(".")}"`);
    return column;
  }

  function compileColumn(
    of: Extract<Predicate, { kind: "compare" | "is-null" | "starts-with" }>,
    column: FoundColumn,
  ): RowTest {
    const read = createReader(schema, column);
    if (of.kind === "is-null") return (row) => read(row) === null;
    const kind = comparableKind(column.field.type);
    if (kind === undefined) throw untestable(`a comparison of ${typeText(column.field.type)}`);
    if (of.kind === "starts-with") {
      return (row) => {
        const value = read(row);
        return typeof value === "string" ? value.startsWith(of.prefix) : null;
      };
    }
    const test = comparison(of.operator, of.value, kind);
    return (row) => test(read(row));
  }

  return compile(predicate);
}

function untestable(what: string): TableError {
  return new TableError("Unsupported", `Cannot filter rows: ${what}`, { what, detail: "condition" });
}

/** `decisive` is the value that decides alone: false of AND, true of OR. */
function combine(tests: readonly RowTest[], decisive: boolean): RowTest {
  return (row) => {
    let result: boolean | null = !decisive;
    for (const test of tests) {
      const each = test(row);
      if (each === decisive) return decisive;
      if (each === null) result = null;
    }
    return result;
  };
}

function negate(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function createReader(schema: StructType, { fields }: FoundColumn): (row: readonly Value[]) => Value {
  const places: number[] = [];
  let inside = schema;
  for (const field of fields) {
    places.push(inside.fields.indexOf(field));
    if (field.type.kind === "struct") inside = field.type;
  }
  return (row) => {
    let value: Value = row;
    for (const place of places) value = Array.isArray(value) ? ((value as readonly Value[])[place] ?? null) : null;
    return value;
  };
}

const SIGNS: Readonly<Record<CompareOperator, readonly number[]>> = {
  "=": [0],
  "<=>": [0],
  "!=": [-1, 1],
  "<": [-1],
  "<=": [-1, 0],
  ">": [1],
  ">=": [0, 1],
};

function comparison(operator: CompareOperator, wanted: Value, kind: ComparableKind): (value: Value) => boolean | null {
  const isNullSafe = operator === "<=>";
  const right = wanted === null ? null : exactly(wanted, kind);
  return (value) => {
    if (value === null || right === null) return isNullSafe ? value === right : null;
    return SIGNS[operator].includes(Math.sign(compare(exactly(value, kind), right)));
  };
}

function exactly(value: Value, kind: ComparableKind): Comparable {
  const comparable = toComparable(value, kind);
  if (comparable === undefined)
    throw untestable(`a comparison with ${String(value)}, which is not of its column's type`);
  return comparable;
}
