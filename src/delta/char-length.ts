// CHAR(n) and VARCHAR(n): stored as strings, CHAR without its padding, with the declared type as text in the column's
// metadata.

import type { DataType, StructType } from "./data-type.ts";

/** `text` is a column's `__CHAR_VARCHAR_TYPE_STRING`; a text that is not of the type changes nothing. */
export function withCharLengths(type: DataType, text: string): DataType {
  const read = readType(type, text);
  return read?.rest === "" ? read.type : type;
}

interface Read<T> {
  readonly type: T;
  /** What of the text follows. */
  readonly rest: string;
}

function readType(type: DataType, text: string): Read<DataType> | undefined {
  switch (type.kind) {
    case "struct":
      return readStruct(type, text);
    case "array": {
      const element = open(text, "array<", (inside) => readType(type.element, inside));
      return element && { type: { ...type, element: element.type }, rest: element.rest };
    }
    case "map": {
      const pair = open(text, "map<", (inside) => readPair(type.key, type.value, inside));
      return pair && { type: { ...type, ...pair.type }, rest: pair.rest };
    }
    default:
      return readScalar(type, text);
  }
}

const SCALAR = /^[a-z_ ]+(?:\([^)]*\))?/;
const SIZED = /^(char|varchar)\((\d+)\)$/;

function readScalar(type: DataType, text: string): Read<DataType> | undefined {
  const [word] = SCALAR.exec(text) ?? [];
  if (word === undefined) return undefined;
  const [, name, length] = SIZED.exec(word) ?? [];
  const rest = text.slice(word.length);
  if (name === undefined || type.kind !== "primitive" || type.name !== "string") return { type, rest };
  return { type: { ...type, [name === "char" ? "charLength" : "varcharLength"]: Number(length) }, rest };
}

function readPair(
  keyType: DataType,
  valueType: DataType,
  text: string,
): Read<{ readonly key: DataType; readonly value: DataType }> | undefined {
  const key = readType(keyType, text);
  const value = key?.rest.startsWith(",") ? readType(valueType, key.rest.slice(1)) : undefined;
  return key && value && { type: { key: key.type, value: value.type }, rest: value.rest };
}

/** Names stand unquoted, whatever is in them; after a rename it is the old one that stands there. */
function readStruct(type: StructType, text: string): Read<StructType> | undefined {
  return open(text, "struct<", (inside) => {
    const fields: StructType["fields"][number][] = [];
    let rest = inside;
    for (const field of type.fields) {
      const start = fields.length === 0 ? rest : rest.replace(/^,/, "");
      const named = `${field.name}:`;
      const read = readType(field.type, start.slice(start.startsWith(named) ? named.length : start.indexOf(":") + 1));
      if (read === undefined) return undefined;
      fields.push({ ...field, type: read.type });
      rest = read.rest;
    }
    return { type: { ...type, fields }, rest };
  });
}

function open<T>(text: string, start: string, read: (inside: string) => Read<T> | undefined): Read<T> | undefined {
  const inside = text.startsWith(start) ? read(text.slice(start.length)) : undefined;
  return inside?.rest.startsWith(">") ? { ...inside, rest: inside.rest.slice(1) } : undefined;
}

/** By characters, not UTF-16 units; a longer text stays as it is. */
export function padToLength(text: string, length: number | undefined): string {
  if (length === undefined || text.length >= length * 2) return text;
  let count = 0;
  for (const _ of text) count += 1;
  return text + " ".repeat(Math.max(0, length - count));
}
