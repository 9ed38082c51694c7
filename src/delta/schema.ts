// PROTOCOL.md "Schema Serialization Format": the text of `schemaString` to types, and a type to the text that people read.

import { withCharLengths } from "./char-length.ts";
import type { DataType, PrimitiveName, StructField, StructType } from "./data-type.ts";
import { TableError } from "./errors.ts";
import { isFields } from "./json-fields.ts";
import { parseJsonText } from "./json-text.ts";

/** A schema without columns; also what an absent `schemaString` means. */
export const EMPTY_SCHEMA: StructType = { kind: "struct", fields: [] };

/**
 * A type that is not known becomes an UnknownType, so that the other columns can still be read. Integers in column
 * metadata that a number can't hold are bigint.
 * Errors: ProtocolViolation when the text is no schema.
 */
export function parseSchema(schemaString: string): StructType {
  if (schemaString === "") return EMPTY_SCHEMA;
  let json: unknown;
  try {
    json = parseJsonText(schemaString);
  } catch (cause) {
    throw invalidSchema("the text is not valid JSON", cause);
  }
  const type = parseType(json);
  if (type.kind !== "struct") throw invalidSchema("the outermost type is not a struct");
  return type;
}

/** The path of the first field whose name differs from a sibling's by case at most; names must be unique so. */
export function findRepeatedName(type: DataType, path = ""): string | undefined {
  switch (type.kind) {
    case "struct":
      return repeatedInStruct(type, path);
    case "array":
      return findRepeatedName(type.element, `${path}.element`);
    case "map":
      return findRepeatedName(type.key, `${path}.key`) ?? findRepeatedName(type.value, `${path}.value`);
    default:
      return undefined;
  }
}

/** Exact spelling first, then ignoring case, as Spark resolves names. */
export function findField(schema: StructType, name: string): StructField | undefined {
  const lower = name.toLowerCase();
  return (
    schema.fields.find((field) => field.name === name) ??
    schema.fields.find((field) => field.name.toLowerCase() === lower)
  );
}

/** For example `struct<id: long, tags: array<string>>`. */
export function typeText(type: DataType): string {
  switch (type.kind) {
    case "primitive":
      if (type.charLength !== undefined) return `char(${type.charLength})`;
      return type.varcharLength === undefined ? type.name : `varchar(${type.varcharLength})`;
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "array":
      return `array<${typeText(type.element)}>`;
    case "map":
      return `map<${typeText(type.key)}, ${typeText(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}: ${typeText(field.type)}`).join(", ")}>`;
    case "unknown":
      return type.text.replace(/^"(.*)"$/, "$1");
  }
}

const PRIMITIVES: ReadonlyMap<string, PrimitiveName> = new Map<string, PrimitiveName>([
  ["string", "string"],
  ["long", "long"],
  ["integer", "integer"],
  ["short", "short"],
  ["byte", "byte"],
  ["float", "float"],
  ["double", "double"],
  ["boolean", "boolean"],
  ["binary", "binary"],
  ["date", "date"],
  ["timestamp", "timestamp"],
  ["timestamp_ltz", "timestamp"],
  ["timestamp_ntz", "timestamp_ntz"],
  ["variant", "variant"],
  ["void", "void"],
  // The name of Spark's NullType before 3.0.
  ["null", "void"],
]);

const INTERVAL = /^interval (year|month|day|hour|minute|second)(?: to (month|hour|minute|second))?$/;
const DECIMAL = /^decimal\(\s*(\d+)\s*,\s*(-?\d+)\s*\)$/;
/** Spark keeps the length in the column's metadata and stores a string. */
const SIZED_STRING = /^(?:var)?char\(\s*\d+\s*\)$/;

function parseType(json: unknown): DataType {
  if (typeof json === "string") return parseTypeName(json);
  if (!isFields(json)) throw invalidSchema("a type is neither a name nor an object");
  switch (json.type) {
    case "struct":
      return { kind: "struct", fields: list(json.fields, "fields").map(parseField) };
    case "array":
      return { kind: "array", element: parseType(json.elementType), containsNull: json.containsNull !== false };
    case "map":
      return {
        kind: "map",
        key: parseType(json.keyType),
        value: parseType(json.valueType),
        valueContainsNull: json.valueContainsNull !== false,
      };
    case "udt":
      // A user-defined type is stored as the SQL type that it names.
      return parseType(json.sqlType);
    default:
      return typeof json.type === "string" ? parseNamedObject(json, json.type) : unknownType(json);
  }
}

/** The type that a schema names by a text alone; an UnknownType for any other text. */
export function parseTypeName(name: string): DataType {
  const primitive = PRIMITIVES.get(name);
  if (primitive !== undefined) return { kind: "primitive", name: primitive };
  if (name === "decimal") return { kind: "decimal", precision: 10, scale: 0 };
  const [, precision, scale] = DECIMAL.exec(name) ?? [];
  if (precision !== undefined && scale !== undefined) return parseDecimal(name, Number(precision), Number(scale));
  const interval = parseInterval(name);
  if (interval !== undefined) return interval;
  return SIZED_STRING.test(name) ? { kind: "primitive", name: "string" } : unknownType(name);
}

/** A narrower spelling (`interval day to hour`) is stored as the widest of its kind is, and read as that. */
function parseInterval(name: string): DataType | undefined {
  const [, first] = INTERVAL.exec(name) ?? [];
  if (first === undefined) return undefined;
  const isMonths = first === "year" || first === "month";
  return { kind: "primitive", name: isMonths ? "interval year to month" : "interval day to second" };
}

/** `{"type": "variant"}`, as examples of the protocol spell a primitive inside an array. */
function parseNamedObject(json: Readonly<Record<string, unknown>>, name: string): DataType {
  const type = parseTypeName(name);
  return type.kind === "unknown" ? unknownType(json) : type;
}

function parseDecimal(name: string, precision: number, scale: number): DataType {
  const isValid = precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
  return isValid ? { kind: "decimal", precision, scale } : unknownType(name);
}

function parseField(json: unknown): StructField {
  if (!isFields(json)) throw invalidSchema("a field is not an object");
  if (typeof json.name !== "string") throw invalidSchema("a field has no name");
  if (json.type === undefined) throw invalidSchema(`field ${json.name} has no type`);
  const metadata = new Map(isFields(json.metadata) ? Object.entries(json.metadata) : []);
  const declared = metadata.get("__CHAR_VARCHAR_TYPE_STRING");
  const type = parseType(json.type);
  return {
    name: json.name,
    type: typeof declared === "string" ? withCharLengths(type, declared) : type,
    nullable: json.nullable !== false,
    metadata,
  };
}

function repeatedInStruct(type: StructType, path: string): string | undefined {
  const seen = new Set<string>();
  for (const field of type.fields) {
    const place = path === "" ? field.name : `${path}.${field.name}`;
    const name = field.name.toLowerCase();
    if (seen.has(name)) return place;
    seen.add(name);
    const nested = findRepeatedName(field.type, place);
    if (nested !== undefined) return nested;
  }
  return undefined;
}

function unknownType(json: unknown): DataType {
  const text = JSON.stringify(json, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  return { kind: "unknown", text };
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalidSchema(`${name} is not a list`);
  return value;
}

function invalidSchema(detail: string, cause?: unknown): TableError<"ProtocolViolation"> {
  const rule = "schemaString holds a struct type";
  return new TableError("ProtocolViolation", `Cannot read the schema: ${detail}`, { rule, detail }, { cause });
}
