// Type Widening (PROTOCOL.md "Type Widening"): the changes of type that a table has seen are listed in its schema, and a
// reader must know each of them, since older files hold values of the older types.

import type { ProtocolAction } from "./actions.ts";
import type { DataType, DecimalType, PrimitiveName, StructField, StructType } from "./data-type.ts";
import { TableError } from "./errors.ts";
import { parseTypeName } from "./schema.ts";

const FEATURES: ReadonlySet<string> = new Set(["typeWidening", "typeWidening-preview"]);

/** Why old files can't be read as this schema; undefined when they can. Only where the protocol has the feature. */
export function findWideningFault(protocol: ProtocolAction, schema: StructType): TableError | undefined {
  const isSupported = protocol.readerFeatures?.some((name) => FEATURES.has(name)) === true;
  const detail = isSupported ? faultIn(schema, "") : undefined;
  if (detail === undefined) return undefined;
  return new TableError("Unsupported", `Cannot read this version: ${detail}`, { what: "type change", detail });
}

function faultIn(type: DataType, path: string): string | undefined {
  switch (type.kind) {
    case "struct":
      return firstFault(type.fields, (field) => {
        const inside = path === "" ? field.name : `${path}.${field.name}`;
        return faultOfField(field, inside) ?? faultIn(field.type, inside);
      });
    case "array":
      return faultIn(type.element, `${path}.element`);
    case "map":
      return faultIn(type.key, `${path}.key`) ?? faultIn(type.value, `${path}.value`);
    default:
      return undefined;
  }
}

function firstFault<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const fault = find(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The changes of elements, keys and values stand at the nearest field, with the way down as `fieldPath`. */
function faultOfField(field: StructField, path: string): string | undefined {
  const changes = field.metadata.get("delta.typeChanges");
  if (changes === undefined || changes === null) return undefined;
  if (!Array.isArray(changes)) return `the type changes of ${path} are not a list`;
  return firstFault(changes as readonly unknown[], (change) => {
    const [from, to, below] = ["fromType", "toType", "fieldPath"].map((key) => textOf(change, key));
    const place = below === undefined ? path : `${path}.${below}`;
    if (from === undefined || to === undefined) return `a type change of ${place} does not name its types`;
    return isWidening(parseTypeName(from), parseTypeName(to)) ? undefined : `${place} went from ${from} to ${to}`;
  });
}

function textOf(change: unknown, key: string): string | undefined {
  const value: unknown = typeof change === "object" && change !== null ? Reflect.get(change, key) : undefined;
  return typeof value === "string" ? value : undefined;
}

const WIDER: ReadonlyMap<PrimitiveName, readonly PrimitiveName[]> = new Map<PrimitiveName, readonly PrimitiveName[]>([
  ["byte", ["short", "integer", "long", "double"]],
  ["short", ["integer", "long", "double"]],
  ["integer", ["long", "double"]],
  ["float", ["double"]],
  ["date", ["timestamp_ntz"]],
]);

/**
 * The narrowest decimal that an integer type may become. The protocol asks for ten digits before the point for a byte
 * and a short too, but writers of the preview took as many as the type's values have, which loses nothing either.
 */
const AS_DECIMAL: ReadonlyMap<PrimitiveName, DecimalType> = new Map<PrimitiveName, DecimalType>([
  ["byte", { kind: "decimal", precision: 3, scale: 0 }],
  ["short", { kind: "decimal", precision: 5, scale: 0 }],
  ["integer", { kind: "decimal", precision: 10, scale: 0 }],
  ["long", { kind: "decimal", precision: 20, scale: 0 }],
]);

/** PROTOCOL.md, "the following type changes". */
export function isWidening(from: DataType, to: DataType): boolean {
  if (to.kind === "primitive") return from.kind === "primitive" && WIDER.get(from.name)?.includes(to.name) === true;
  const least = from.kind === "primitive" ? AS_DECIMAL.get(from.name) : from;
  if (to.kind !== "decimal" || least?.kind !== "decimal") return false;
  return to.scale >= least.scale && to.precision - to.scale >= least.precision - least.scale;
}
