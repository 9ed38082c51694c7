// Which outcomes a condition can have over all rows of which only bounds are known: a set of SQL's three values, never
// too small. Where it lacks `true`, no row matches.

import type { Value } from "#delta/value.ts";
import { type Comparable, type ComparableKind, compare, toComparable } from "./comparable.ts";
import type { ColumnPath, CompareOperator, Predicate } from "./predicate.ts";

/** What is known of a column's values in some rows. Too wide is right, too narrow is not. */
export interface ColumnBounds {
  /** Undefined where its values can't be compared. */
  readonly kind: ComparableKind | undefined;
  /** No value is below; undefined = not known. */
  readonly min: Comparable | undefined;
  /** No value is above, NaN excepted; undefined = not known. */
  readonly max: Comparable | undefined;
  readonly mayBeNull: boolean;
  readonly mayBePresent: boolean;
}

/** Undefined for a column of which nothing is known. */
export type FindBounds = (column: ColumnPath) => ColumnBounds | undefined;

/** Whether a row may match. */
export function mayBeTrue(predicate: Predicate, findBounds: FindBounds): boolean {
  return (outcomes(predicate, findBounds) & TRUE) !== 0;
}

/** Bits of the outcomes that a row may give. */
type Outcomes = number;
const TRUE = 1;
const FALSE = 2;
const NULL = 4;
const ANY = TRUE | FALSE | NULL;

function outcomes(predicate: Predicate, findBounds: FindBounds): Outcomes {
  switch (predicate.kind) {
    case "and":
      return predicate.of.reduce((all, each) => combine(all, outcomes(each, findBounds), and), TRUE);
    case "or":
      return predicate.of.reduce((all, each) => combine(all, outcomes(each, findBounds), or), FALSE);
    case "not":
      return negate(outcomes(predicate.of, findBounds));
    case "unknown":
      return ANY;
    default: {
      const bounds = findBounds(predicate.column);
      return bounds === undefined ? ANY : ofColumn(predicate, bounds);
    }
  }
}

type ColumnPredicate = Exclude<Predicate, { readonly kind: "and" | "or" | "not" | "unknown" }>;

function ofColumn(predicate: ColumnPredicate, bounds: ColumnBounds): Outcomes {
  switch (predicate.kind) {
    case "is-null":
      return isNull(bounds);
    case "compare":
      return ofComparison(predicate.operator, predicate.value, bounds);
    case "in": {
      const each = predicate.values.map((value) => ofComparison("=", value, bounds));
      return each.reduce((all, one) => combine(all, one, or), FALSE);
    }
    case "starts-with":
      return withNull(bounds, ofPrefix(predicate.prefix, bounds));
  }
}

function isNull({ mayBeNull, mayBePresent }: ColumnBounds): Outcomes {
  return (mayBeNull ? TRUE : 0) | (mayBePresent ? FALSE : 0);
}

/** `present` are the outcomes for a value; for null there is no telling. */
function withNull({ mayBeNull, mayBePresent }: ColumnBounds, present: Outcomes): Outcomes {
  return (mayBeNull ? NULL : 0) | (mayBePresent ? present : 0);
}

function ofComparison(operator: CompareOperator, value: Value, bounds: ColumnBounds): Outcomes {
  if (operator === "<=>") {
    if (value === null) return isNull(bounds);
    const plain = ofComparison("=", value, bounds);
    return (plain & NULL) === 0 ? plain : (plain & ~NULL) | FALSE;
  }
  if (value === null) return withNull(bounds, NULL);
  const wanted = bounds.kind && toComparable(value, bounds.kind);
  return withNull(bounds, wanted === undefined ? TRUE | FALSE : ofOrder(operator, wanted, bounds));
}

type OrderOperator = Exclude<CompareOperator, "<=>">;
type Possible = (value: Comparable, bounds: ColumnBounds) => boolean;

/** When a comparison with a value may hold, and when it may not. */
const POSSIBLE: Readonly<Record<OrderOperator, readonly [holds: Possible, fails: Possible]>> = {
  "<": [mayBeBelow, mayBeAtLeast],
  ">=": [mayBeAtLeast, mayBeBelow],
  "<=": [mayBeAtMost, mayBeAbove],
  ">": [mayBeAbove, mayBeAtMost],
  "=": [mayBeEqual, mayDiffer],
  "!=": [mayDiffer, mayBeEqual],
};

function ofOrder(operator: OrderOperator, value: Comparable, bounds: ColumnBounds): Outcomes {
  const [holds, fails] = POSSIBLE[operator];
  return (holds(value, bounds) ? TRUE : 0) | (fails(value, bounds) ? FALSE : 0);
}

function mayBeBelow(value: Comparable, { min }: ColumnBounds): boolean {
  return min === undefined || compare(min, value) < 0;
}

function mayBeAtMost(value: Comparable, { min }: ColumnBounds): boolean {
  return min === undefined || compare(min, value) <= 0;
}

/** Statistics pass over NaN, which is above all: floating point columns have no upper bound in this order. */
function mayBeAbove(value: Comparable, { kind, max }: ColumnBounds): boolean {
  return kind === "floating" || max === undefined || compare(max, value) > 0;
}

function mayBeAtLeast(value: Comparable, { kind, max }: ColumnBounds): boolean {
  return kind === "floating" || max === undefined || compare(max, value) >= 0;
}

function mayBeEqual(value: Comparable, bounds: ColumnBounds): boolean {
  if (Number.isNaN(value)) return true;
  const { max } = bounds;
  return mayBeAtMost(value, bounds) && (max === undefined || compare(max, value) >= 0);
}

function mayDiffer(value: Comparable, { kind, min, max }: ColumnBounds): boolean {
  if (kind === "floating" || min === undefined || max === undefined) return true;
  return compare(min, value) !== 0 || compare(max, value) !== 0;
}

function ofPrefix(prefix: string, { kind, min, max }: ColumnBounds): Outcomes {
  if (kind !== "text") return TRUE | FALSE;
  const isMinInside = typeof min === "string" && min.startsWith(prefix);
  const isMaxInside = typeof max === "string" && max.startsWith(prefix);
  const isAllBefore = max !== undefined && compare(max, prefix) < 0;
  const isAllBehind = min !== undefined && !isMinInside && compare(min, prefix) > 0;
  return (isAllBefore || isAllBehind ? 0 : TRUE) | (isMinInside && isMaxInside ? 0 : FALSE);
}

function negate(of: Outcomes): Outcomes {
  return (of & TRUE ? FALSE : 0) | (of & FALSE ? TRUE : 0) | (of & NULL);
}

/** Every outcome of one with every outcome of the other. */
function combine(a: Outcomes, b: Outcomes, operator: (a: Outcomes, b: Outcomes) => Outcomes): Outcomes {
  let all = 0;
  for (const left of EACH) {
    for (const right of EACH) if ((a & left) !== 0 && (b & right) !== 0) all |= operator(left, right);
  }
  return all;
}

const EACH: readonly Outcomes[] = [TRUE, FALSE, NULL];

function and(a: Outcomes, b: Outcomes): Outcomes {
  if (a === FALSE || b === FALSE) return FALSE;
  return a === NULL || b === NULL ? NULL : TRUE;
}

function or(a: Outcomes, b: Outcomes): Outcomes {
  if (a === TRUE || b === TRUE) return TRUE;
  return a === NULL || b === NULL ? NULL : FALSE;
}
