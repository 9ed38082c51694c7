// SQL's three-valued logic over whole rows, written for tests alone: it shares no code with what it is held against.

import type { DataType, StructType } from "#delta/data-type.ts";
import type { Predicate } from "#delta/skipping/predicate.ts";
import type { Value } from "#delta/value.ts";

type Truth = "yes" | "no" | "unknown";

export function isMatch(schema: StructType, predicate: Predicate, row: readonly Value[]): boolean {
  return evaluate(schema, predicate, row) === "yes";
}

function evaluate(schema: StructType, predicate: Predicate, row: readonly Value[]): Truth {
  switch (predicate.kind) {
    case "and": {
      const all = predicate.of.map((each) => evaluate(schema, each, row));
      return all.includes("no") ? "no" : all.includes("unknown") ? "unknown" : "yes";
    }
    case "or": {
      const all = predicate.of.map((each) => evaluate(schema, each, row));
      return all.includes("yes") ? "yes" : all.includes("unknown") ? "unknown" : "no";
    }
    case "not":
      return { yes: "no", no: "yes", unknown: "unknown" }[evaluate(schema, predicate.of, row)] as Truth;
    case "unknown":
      return "unknown";
    default: {
      const { type, value } = cell(schema, predicate.column, row);
      return ofCell(predicate, type, value);
    }
  }
}

type CellPredicate = Extract<Predicate, { readonly column: unknown }>;

function ofCell(predicate: CellPredicate, type: DataType, value: Value): Truth {
  switch (predicate.kind) {
    case "is-null":
      return value === null ? "yes" : "no";
    case "starts-with":
      return value === null ? "unknown" : truth(String(value).slice(0, predicate.prefix.length) === predicate.prefix);
    case "in":
      return ofList(predicate.values, type, value);
    case "compare":
      return ofComparison(predicate, type, value);
  }
}

function ofList(values: readonly Value[], type: DataType, value: Value): Truth {
  if (values.length === 0) return "no";
  if (value === null) return "unknown";
  if (values.some((each) => each !== null && order(type, value, each) === 0)) return "yes";
  return values.includes(null) ? "unknown" : "no";
}

function ofComparison(
  { operator, value: wanted }: Extract<Predicate, { kind: "compare" }>,
  type: DataType,
  value: Value,
): Truth {
  if (operator === "<=>" && (value === null || wanted === null)) return truth(value === null && wanted === null);
  if (value === null || wanted === null) return "unknown";
  const sign = order(type, value, wanted);
  if (operator === "=" || operator === "<=>") return truth(sign === 0);
  if (operator === "!=") return truth(sign !== 0);
  if (operator === "<") return truth(sign < 0);
  if (operator === "<=") return truth(sign <= 0);
  return truth(operator === ">" ? sign > 0 : sign >= 0);
}

function truth(holds: boolean): Truth {
  return holds ? "yes" : "no";
}

/** A cell of a column, which a null struct around it makes null. */
function cell(schema: StructType, path: readonly string[], row: readonly Value[]): { type: DataType; value: Value } {
  const [name, ...rest] = path;
  const place = schema.fields.findIndex((field) => field.name === name);
  const type = schema.fields[place]?.type;
  if (type === undefined) throw new Error(`no column ${path.join(".")}`);
  const value = row[place] ?? null;
  if (rest.length === 0) return { type, value };
  if (type.kind !== "struct") throw new Error(`${name} is no struct`);
  return cell(type, rest, value === null ? [] : (value as readonly Value[]));
}

function order(type: DataType, left: Value, right: Value): number {
  if (type.kind === "decimal") return signOf(subtractDecimals(String(left), String(right)));
  if (typeof left === "string") return Buffer.compare(Buffer.from(left), Buffer.from(String(right)));
  if (typeof left === "number" && typeof right === "number") {
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return signOf(BigInt(left as bigint) - BigInt(right as bigint));
}

function signOf(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

function subtractDecimals(left: string, right: string): bigint {
  const fraction = (text: string) => text.split(".")[1] ?? "";
  const digits = Math.max(fraction(left).length, fraction(right).length);
  const unscaled = (text: string) => BigInt(text.split(".")[0] + fraction(text).padEnd(digits, "0"));
  return unscaled(left) - unscaled(right);
}
