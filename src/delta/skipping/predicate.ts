// Conditions on rows as plain data. What a caller can't express is `unknown`, which rules nothing out.

import type { Value } from "#delta/value.ts";

/** Names from the schema's root to a column, through structs. Logical names. */
export type ColumnPath = readonly string[];

/** `<=>` is equality under which null equals null. */
export type CompareOperator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "<=>";

/**
 * SQL's conditions with SQL's three values: true, false, null. Values are in the form of their column's type (see
 * `Value`). NaN is equal to itself and greater than all other numbers, as Spark and DuckDB have it; strings go by their
 * UTF-8 bytes.
 */
export type Predicate =
  | {
      readonly kind: "compare";
      readonly column: ColumnPath;
      readonly operator: CompareOperator;
      readonly value: Value;
    }
  | { readonly kind: "in"; readonly column: ColumnPath; readonly values: readonly Value[] }
  | { readonly kind: "is-null"; readonly column: ColumnPath }
  | { readonly kind: "starts-with"; readonly column: ColumnPath; readonly prefix: string }
  | { readonly kind: "and" | "or"; readonly of: readonly Predicate[] }
  | { readonly kind: "not"; readonly of: Predicate }
  | { readonly kind: "unknown" };

/** Every column that is named, once for each time. */
export function predicateColumns(predicate: Predicate): readonly ColumnPath[] {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.of.flatMap(predicateColumns);
    case "not":
      return predicateColumns(predicate.of);
    case "unknown":
      return [];
    default:
      return [predicate.column];
  }
}
