// Values of hyparquet in the form of ours, by the table's type. What is converted, and no more:
//
// | type                 | hyparquet gives                       | becomes                                        |
// |----------------------|---------------------------------------|------------------------------------------------|
// | byte, short, integer | number                                | itself                                         |
// | long                 | bigint, number of a narrower column   | bigint                                         |
// | decimal              | integer or big-endian bytes, unscaled | text with the digits of the table's scale      |
// | string               | string; bytes where it has no mark    | string; CHAR(n) padded with spaces             |
// | binary               | bytes, text where a writer marked it  | bytes                                          |
// | date                 | days                                  | itself                                         |
// | timestamp, _ntz      | microseconds                          | itself                                         |
// | struct               | object by name                        | list in the order of the table's fields        |
// | map                  | object by the key's text              | pairs, the key read back from its text         |

import type { DataType, DecimalType, PrimitiveType, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import type { FileSchema } from "./hyparquet-rows.ts";

/** Errors: TypeError for a value that is not of the type. */
export function normalise(value: unknown, type: DataType, file: FileSchema): Value {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case "decimal":
      return toDecimal(value, type, file);
    case "struct":
      return toStruct(value, type, file);
    case "array":
      return itemsOf(value).map((item) => normalise(item, type.element, elementOf(file)));
    case "map": {
      const [key, of] = entryOf(file);
      return Object.entries(value).map(([text, item]) => [
        normalise(readKey(text, type.key), type.key, key),
        normalise(item, type.value, of),
      ]);
    }
    case "unknown":
      throw new TypeError(`no such type ${type.text}`);
    default:
      return toScalar(value, type);
  }
}

function toScalar(value: unknown, type: PrimitiveType): Value {
  switch (type.name) {
    case "string":
      return pad(
        typeof value === "string"
          ? value
          : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOf(value)),
        type,
      );
    case "binary":
      return typeof value === "string" ? new TextEncoder().encode(value) : Uint8Array.from(bytesOf(value));
    case "long":
    case "timestamp":
    case "timestamp_ntz":
      return BigInt(integerOf(value));
    case "boolean":
      return value === true || value === 1;
    case "void":
      return null;
    default:
      return numberOf(value);
  }
}

function pad(text: string, { charLength }: PrimitiveType): string {
  return text + " ".repeat(Math.max(0, (charLength ?? 0) - Array.from(text).length));
}

function toDecimal(value: unknown, { scale }: DecimalType, { element }: FileSchema): string {
  const unscaled = value instanceof Uint8Array ? fromBytes(value) : BigInt(integerOf(value));
  const fileScale = (element.logical_type?.type === "DECIMAL" ? element.logical_type.scale : element.scale) ?? 0;
  const digits = unscaled * 10n ** BigInt(scale - fileScale);
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  return `${digits < 0n ? "-" : ""}${whole}${scale > 0 ? `.${text.slice(text.length - scale)}` : ""}`;
}

function fromBytes(bytes: Uint8Array): bigint {
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString("hex") || "0"}`));
}

function toStruct(value: unknown, { fields }: StructType, file: FileSchema): Value {
  return fields.map(({ name, type }) => {
    const child = findChild(file, name);
    return child === undefined ? null : normalise(Reflect.get(Object(value), child.element.name), type, child);
  });
}

/** A column of the file by its name as written, else by one that differs in case alone. */
export function findChild({ children }: FileSchema, name: string): FileSchema | undefined {
  const is = (text: string) => text.toLowerCase() === name.toLowerCase();
  return children.find(({ element }) => element.name === name) ?? children.find(({ element }) => is(element.name));
}

/** Below a list: of three levels with any names, or of two. */
function elementOf(list: FileSchema): FileSchema {
  const [repeated] = list.children;
  const isThreeLevel = repeated?.children.length === 1;
  const element = isThreeLevel ? repeated.children[0] : repeated;
  if (element === undefined) throw new TypeError("a list without an element");
  return element;
}

function entryOf(map: FileSchema): readonly [FileSchema, FileSchema] {
  const [key, value] = map.children[0]?.children ?? [];
  if (key === undefined || value === undefined) throw new TypeError("a map without keys and values");
  return [key, value];
}

/** The key of an object is a text: of a number its digits. */
function readKey(text: string, type: DataType): unknown {
  if (type.kind !== "primitive") throw new TypeError("a key that has no text of its own");
  switch (type.name) {
    case "string":
      return text;
    case "boolean":
      return text === "true";
    case "long":
    case "timestamp":
    case "timestamp_ntz":
      return BigInt(text);
    case "binary":
      throw new TypeError("a key of bytes, which has no text");
    default:
      return Number(text);
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`not a list: ${String(value)}`);
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`not bytes: ${String(value)}`);
}

function integerOf(value: unknown): bigint | number {
  if (typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value))) return value;
  throw new TypeError(`not an integer: ${String(value)}`);
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  throw new TypeError(`not a number: ${String(value)}`);
}
