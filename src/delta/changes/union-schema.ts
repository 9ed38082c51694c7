// One schema for all versions of a range. A column is told apart by what it is stored under, so a rename stays one column
// and a name that was dropped and added again is two; a type that was widened is read as the widest.

import { type ColumnMappingMode, fieldId, storedName } from "#delta/column-mapping.ts";
import type { DataType, DecimalType, PrimitiveType, StructField, StructType } from "#delta/data-type.ts";
import { isWidening } from "#delta/type-widening.ts";

/** A schema and the last version of the range that has it. */
export interface SchemaOfVersion {
  readonly schema: StructType;
  readonly columnMapping: ColumnMappingMode;
  readonly lastVersion: number;
}

/** A field of any of the schemas, by its newest name. */
export interface UnionField {
  readonly field: StructField;
  /** By which fields of the other schemas are found to be the same. */
  readonly identity: FieldIdentity;
  readonly lastVersion: number;
  type: UnionType;
}

export type UnionType =
  | { readonly kind: "struct"; readonly fields: UnionField[] }
  | { readonly kind: "array"; readonly element: UnionType; readonly containsNull: boolean }
  | { readonly kind: "map"; readonly key: UnionType; readonly value: UnionType; readonly valueContainsNull: boolean }
  | { readonly kind: "leaf"; readonly type: Exclude<DataType, { kind: "struct" | "array" | "map" }> };

type UnionStruct = Extract<UnionType, { kind: "struct" }>;

interface FieldIdentity {
  /** In column mapping mode id alone: there files are read by it. */
  readonly id: number | undefined;
  /** The physical name, in lower case. A table that gets column mapping keeps its columns' names as their physical ones. */
  readonly stored: string;
}

/** `schemas` are newest first. */
export function unionSchemas(schemas: readonly SchemaOfVersion[]): UnionStruct {
  const union: UnionStruct = { kind: "struct", fields: [] };
  for (const { schema, ...source } of schemas) addFields(union, schema, source);
  return union;
}

/** The field of the union that values of `field` go to. */
export function findUnionField(
  union: UnionStruct,
  field: StructField,
  mode: ColumnMappingMode,
): UnionField | undefined {
  const identity = identityOf(field, mode);
  return union.fields.find((each) => isSame(each.identity, identity) && holds(each.type, field.type));
}

/** `reserved` are names that no column may have. */
export function unionColumns(union: UnionStruct, reserved: readonly string[] = []): readonly StructField[] {
  const taken = new Set(reserved);
  return union.fields.map((each) => {
    const name = freeName(each, taken);
    taken.add(name.toLowerCase());
    return { name, type: toDataType(each.type), nullable: true, metadata: each.field.metadata };
  });
}

/** Only one column can have the name; older ones tell how long they had it. */
function freeName({ field, lastVersion }: UnionField, taken: ReadonlySet<string>): string {
  const isTaken = (name: string) => taken.has(name.toLowerCase());
  if (!isTaken(field.name)) return field.name;
  const base = `${field.name} (until version ${lastVersion})`;
  let name = base;
  for (let number = 2; isTaken(name); number += 1) name = `${base} ${number}`;
  return name;
}

function toDataType(type: UnionType): DataType {
  switch (type.kind) {
    case "struct":
      return { kind: "struct", fields: unionColumns(type) };
    case "array":
      return { kind: "array", element: toDataType(type.element), containsNull: type.containsNull };
    case "map": {
      const { key, value, valueContainsNull } = type;
      return { kind: "map", key: toDataType(key), value: toDataType(value), valueContainsNull };
    }
    case "leaf":
      return type.type;
  }
}

type Source = Omit<SchemaOfVersion, "schema">;

function addFields(union: UnionStruct, schema: StructType, source: Source): void {
  for (const field of schema.fields) {
    const identity = identityOf(field, source.columnMapping);
    const added = toUnionType(field.type, source);
    const known = union.fields.find((each) => isSame(each.identity, identity) && merge(each.type, added) !== undefined);
    if (known === undefined) union.fields.push({ field, identity, lastVersion: source.lastVersion, type: added });
    else known.type = merge(known.type, added) ?? known.type;
  }
}

function identityOf(field: StructField, mode: ColumnMappingMode): FieldIdentity {
  return { id: mode === "id" ? fieldId(field) : undefined, stored: storedName(field, mode).toLowerCase() };
}

function isSame(a: FieldIdentity, b: FieldIdentity): boolean {
  return a.id !== undefined && b.id !== undefined ? a.id === b.id : a.stored === b.stored;
}

function toUnionType(type: DataType, source: Source): UnionType {
  switch (type.kind) {
    case "struct": {
      const union: UnionStruct = { kind: "struct", fields: [] };
      addFields(union, type, source);
      return union;
    }
    case "array":
      return { kind: "array", element: toUnionType(type.element, source), containsNull: type.containsNull };
    case "map": {
      const { key, value, valueContainsNull } = type;
      return { kind: "map", key: toUnionType(key, source), value: toUnionType(value, source), valueContainsNull };
    }
    default:
      return { kind: "leaf", type };
  }
}

/** The type that holds values of both; undefined where none does. */
function merge(a: UnionType, b: UnionType): UnionType | undefined {
  if (a.kind === "struct" && b.kind === "struct") return { kind: "struct", fields: mergeFields(a.fields, b.fields) };
  if (a.kind === "array" && b.kind === "array") {
    const element = merge(a.element, b.element);
    return element && { kind: "array", element, containsNull: a.containsNull || b.containsNull };
  }
  if (a.kind === "map" && b.kind === "map") return mergeMaps(a, b);
  const leaf = a.kind === "leaf" && b.kind === "leaf" ? widest(a.type, b.type) : undefined;
  return leaf && { kind: "leaf", type: leaf };
}

type UnionMap = Extract<UnionType, { kind: "map" }>;

function mergeMaps(a: UnionMap, b: UnionMap): UnionMap | undefined {
  const [key, value] = [merge(a.key, b.key), merge(a.value, b.value)];
  const valueContainsNull = a.valueContainsNull || b.valueContainsNull;
  return key && value && { kind: "map", key, value, valueContainsNull };
}

/** Fields of one name and of types that do not go together stay two fields. */
function mergeFields(newer: readonly UnionField[], older: readonly UnionField[]): UnionField[] {
  const merged = newer.map((field) => ({ ...field }));
  for (const field of older) {
    const known = merged.find(
      (each) => isSame(each.identity, field.identity) && merge(each.type, field.type) !== undefined,
    );
    if (known === undefined) merged.push(field);
    else known.type = merge(known.type, field.type) ?? known.type;
  }
  return merged;
}

type Leaf = Extract<UnionType, { kind: "leaf" }>["type"];

function widest(a: Leaf, b: Leaf): Leaf | undefined {
  if (a.kind === "unknown" || b.kind === "unknown") {
    return a.kind === b.kind && "text" in a && "text" in b && a.text === b.text ? a : undefined;
  }
  if (isVoid(b) || isEqual(a, b)) return a;
  if (isVoid(a)) return b;
  // A CHAR is padded as it is read, so its values are strings.
  if (isString(a) && isString(b)) return { kind: "primitive", name: "string" };
  if (isWidening(b, a)) return a;
  return isWidening(a, b) ? b : undefined;
}

function isVoid(type: Leaf): boolean {
  return type.kind === "primitive" && type.name === "void";
}

function isString(type: Leaf): boolean {
  return type.kind === "primitive" && type.name === "string";
}

function isEqual(a: PrimitiveType | DecimalType, b: PrimitiveType | DecimalType): boolean {
  if (a.kind === "primitive") return b.kind === "primitive" && a.name === b.name && a.charLength === b.charLength;
  return b.kind === "decimal" && a.precision === b.precision && a.scale === b.scale;
}

/** Whether the union's type holds values of a type that went into it. */
function holds(union: UnionType, type: DataType): boolean {
  switch (union.kind) {
    case "struct":
      return type.kind === "struct";
    case "array":
      return type.kind === "array" && holds(union.element, type.element);
    case "map":
      return type.kind === "map" && holds(union.key, type.key) && holds(union.value, type.value);
    case "leaf":
      return isLeaf(type) && isSameLeaf(widest(union.type, type), union.type);
  }
}

function isLeaf(type: DataType): type is Leaf {
  return type.kind !== "struct" && type.kind !== "array" && type.kind !== "map";
}

function isSameLeaf(a: Leaf | undefined, b: Leaf): boolean {
  return a === b || (a !== undefined && a.kind !== "unknown" && b.kind !== "unknown" && isEqual(a, b));
}
