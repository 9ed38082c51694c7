// What a column's metadata says beyond its type (PROTOCOL.md "Column Metadata"): how writers fill it and what they check.

import type { StructField } from "#delta/data-type.ts";
import { isFields } from "#delta/json-fields.ts";

export type ColumnFact =
  | { readonly kind: "comment"; readonly text: string }
  /** Writers compute it from other columns. */
  | { readonly kind: "generated"; readonly expression: string }
  /** Writers number the rows. */
  | {
      readonly kind: "identity";
      readonly start: bigint;
      readonly step: bigint;
      readonly highWaterMark: bigint | undefined;
      readonly allowsExplicitValues: boolean;
    }
  /** What writers put where no value is given. */
  | { readonly kind: "default"; readonly expression: string }
  /** A condition on every row that is written. */
  | { readonly kind: "invariant"; readonly expression: string }
  /** The declared type of a string of limited length. */
  | { readonly kind: "declared-type"; readonly type: string }
  /** Paths inside the column, with their collation; the empty path is the column itself. */
  | { readonly kind: "collations"; readonly byPath: ReadonlyMap<string, string> }
  | { readonly kind: "mapping"; readonly id: number | undefined; readonly physicalName: string | undefined }
  /** Ids of the items of lists and of the keys and values of maps inside the column, by their stored path. */
  | { readonly kind: "nested-ids"; readonly byPath: ReadonlyMap<string, string> }
  /** Oldest first (PROTOCOL.md "Type Widening"). Files that were not rewritten since hold the older types. */
  | { readonly kind: "type-changes"; readonly changes: readonly TypeChange[] };

export interface TypeChange {
  readonly from: string;
  readonly to: string;
  /** Where inside a list or map: `element`, `key`, `value.element`; undefined for the column itself. */
  readonly fieldPath: string | undefined;
  /** Older writers name the version that made the change. */
  readonly tableVersion: number | undefined;
}

/** Keys that have a fact of their own; others are shown as they are. */
const KNOWN_KEYS: ReadonlySet<string> = new Set([
  "comment",
  "delta.generationExpression",
  "CURRENT_DEFAULT",
  "EXISTS_DEFAULT",
  "delta.invariants",
  "__CHAR_VARCHAR_TYPE_STRING",
  "delta.identity.start",
  "delta.identity.step",
  "delta.identity.highWaterMark",
  "delta.identity.allowExplicitInsert",
  "__COLLATIONS",
  "delta.columnMapping.id",
  "delta.columnMapping.physicalName",
  "delta.columnMapping.nested.ids",
  "delta.typeChanges",
]);

/** What the metadata holds beyond the facts of `describeColumn`, values as JSON. */
export function otherMetadata({ metadata }: StructField): readonly (readonly [key: string, json: string])[] {
  return [...metadata].filter(([key]) => !KNOWN_KEYS.has(key)).map(([key, value]) => [key, exactJson(value)] as const);
}

export function describeColumn({ metadata }: StructField): readonly ColumnFact[] {
  const facts: ColumnFact[] = [];
  const withText = (key: string, toFact: (text: string) => ColumnFact | undefined) => {
    const value = metadata.get(key);
    const fact = typeof value === "string" ? toFact(value) : undefined;
    if (fact !== undefined) facts.push(fact);
  };
  withText("comment", (text) => ({ kind: "comment", text }));
  withText("delta.generationExpression", (expression) => ({ kind: "generated", expression }));
  withText("CURRENT_DEFAULT", (expression) => ({ kind: "default", expression }));
  withText("delta.invariants", (text) => {
    const expression = invariantOf(text);
    return expression === undefined ? undefined : { kind: "invariant", expression };
  });
  withText("__CHAR_VARCHAR_TYPE_STRING", (type) => ({ kind: "declared-type", type }));
  facts.push(...identityOf(metadata), ...collationsOf(metadata), ...mappingOf(metadata));
  facts.push(...nestedIdsOf(metadata), ...typeChangesOf(metadata));
  return facts;
}

/** Constraints on rows, by name (PROTOCOL.md "CHECK Constraints"). */
export function checkConstraints(configuration: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const prefix = "delta.constraints.";
  return [...configuration].flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
  );
}

type Metadata = StructField["metadata"];

/** `{"expression":{"expression":"x > 3"}}`. */
function invariantOf(text: string): string | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const inner = isFields(json) && isFields(json.expression) ? json.expression.expression : undefined;
    return typeof inner === "string" ? inner : undefined;
  } catch {
    return undefined;
  }
}

function identityOf(metadata: Metadata): readonly ColumnFact[] {
  const start = integer(metadata.get("delta.identity.start"));
  const step = integer(metadata.get("delta.identity.step"));
  if (start === undefined || step === undefined) return [];
  const highWaterMark = integer(metadata.get("delta.identity.highWaterMark"));
  const allowsExplicitValues = metadata.get("delta.identity.allowExplicitInsert") === true;
  return [{ kind: "identity", start, step, highWaterMark, allowsExplicitValues }];
}

function collationsOf(metadata: Metadata): readonly ColumnFact[] {
  const value = metadata.get("__COLLATIONS");
  if (!isFields(value)) return [];
  const byPath = new Map(Object.entries(value).map(([path, collation]) => [path, String(collation)]));
  return [{ kind: "collations", byPath }];
}

function mappingOf(metadata: Metadata): readonly ColumnFact[] {
  const id = metadata.get("delta.columnMapping.id");
  const physicalName = metadata.get("delta.columnMapping.physicalName");
  if (id === undefined && physicalName === undefined) return [];
  return [
    {
      kind: "mapping",
      id: typeof id === "number" ? id : undefined,
      physicalName: typeof physicalName === "string" ? physicalName : undefined,
    },
  ];
}

function nestedIdsOf(metadata: Metadata): readonly ColumnFact[] {
  const value = metadata.get("delta.columnMapping.nested.ids");
  if (!isFields(value)) return [];
  return [{ kind: "nested-ids", byPath: new Map(Object.entries(value).map(([path, id]) => [path, String(id)])) }];
}

function typeChangesOf(metadata: Metadata): readonly ColumnFact[] {
  const value = metadata.get("delta.typeChanges");
  const changes = Array.isArray(value) ? value.flatMap((one: unknown) => toTypeChange(one) ?? []) : [];
  return changes.length === 0 ? [] : [{ kind: "type-changes", changes }];
}

function toTypeChange(value: unknown): TypeChange | undefined {
  if (!isFields(value) || typeof value.fromType !== "string" || typeof value.toType !== "string") return undefined;
  return {
    from: value.fromType,
    to: value.toType,
    fieldPath: typeof value.fieldPath === "string" ? value.fieldPath : undefined,
    tableVersion: typeof value.tableVersion === "number" ? value.tableVersion : undefined,
  };
}

function exactJson(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? String(item) : item)) ?? "";
}

function integer(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}
