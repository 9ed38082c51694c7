// The actions of a checkpoint that are not about files (PROTOCOL.md, Checkpoint Schema), from rows to actions.

import type { Data } from "apache-arrow";
import type { Action } from "#delta/actions.ts";
import type { DataType, PrimitiveName, StructType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import { createValueReader } from "./arrow-values.ts";
import { corruptCheckpoint } from "./checkpoint-adds.ts";

/** Columns of a checkpoint, each with the field that is never null in an action of its kind. */
export const NON_FILE_COLUMNS: ReadonlyMap<string, string> = new Map([
  ["protocol", "minReaderVersion"],
  ["metaData", "id"],
  ["txn", "appId"],
  ["domainMetadata", "domain"],
  ["checkpointMetadata", "version"],
  ["sidecar", "path"],
]);

const TEXT = primitive("string");
const LONG = primitive("long");
const TEXTS: DataType = { kind: "array", element: TEXT, containsNull: true };
const TEXT_MAP: DataType = { kind: "map", key: TEXT, value: TEXT, valueContainsNull: true };

function primitive(name: PrimitiveName): DataType {
  return { kind: "primitive", name };
}

function struct(fields: Readonly<Record<string, DataType>>): StructType {
  return {
    kind: "struct",
    fields: Object.entries(fields).map(([name, type]) => ({ name, type, nullable: true, metadata: new Map() })),
  };
}

const types: ReadonlyMap<string, StructType> = new Map([
  [
    "protocol",
    struct({ minReaderVersion: LONG, minWriterVersion: LONG, readerFeatures: TEXTS, writerFeatures: TEXTS }),
  ],
  [
    "metaData",
    struct({
      id: TEXT,
      name: TEXT,
      description: TEXT,
      format: struct({ provider: TEXT, options: TEXT_MAP }),
      schemaString: TEXT,
      partitionColumns: TEXTS,
      createdTime: LONG,
      configuration: TEXT_MAP,
    }),
  ],
  ["txn", struct({ appId: TEXT, version: LONG, lastUpdated: LONG })],
  ["domainMetadata", struct({ domain: TEXT, configuration: TEXT, removed: primitive("boolean") })],
  ["checkpointMetadata", struct({ version: LONG, tags: TEXT_MAP })],
  ["sidecar", struct({ path: TEXT, sizeInBytes: LONG, modificationTime: LONG })],
]);

/** The actions in one decoded column, in the order of its rows. Errors: CorruptCheckpoint, Unsupported. */
export function readActions(file: string, column: string, data: Data): readonly Action[] {
  const type = types.get(column);
  const convert = converters.get(column);
  if (type === undefined || convert === undefined || data.nullCount === data.length) {
    return [];
  }
  const context = { file, path: [column], leaf: 0, findRebase: () => undefined };
  const read = createValueReader(context, type, data);
  const actions: Action[] = [];
  for (let row = 0; row < data.length; row += 1) {
    // Some writers fill the other actions' structs with nulls instead of leaving them null.
    const fields = data.getValid(row) ? createFields(file, column, { type, value: read(row) }) : undefined;
    if (fields?.has(NON_FILE_COLUMNS.get(column) ?? "")) {
      actions.push(convert(fields));
    }
  }
  return actions;
}

/** The fields of one action. A getter with a fallback is for a field that the protocol requires but writers leave out. */
interface Fields {
  has(name: string): boolean;
  text(name: string): string;
  number(name: string): number;
  long(name: string): bigint;
  flag(name: string): boolean;
  texts(name: string): readonly string[];
  textMap(name: string): ReadonlyMap<string, string>;
  /** `{ [name]: value }`, or nothing where the field is null. */
  optional<Name extends string, T>(name: Name, get: (name: string) => T): { readonly [K in Name]?: T };
  struct(name: string): Fields;
}

function createFields(file: string, path: string, { type, value }: { type: StructType; value: Value }): Fields {
  const values = new Map(type.fields.map(({ name }, index) => [name, Array.isArray(value) ? value[index] : null]));

  function get(name: string): Exclude<Value, null> {
    const found = values.get(name) ?? undefined;
    if (found === undefined) {
      throw corruptCheckpoint(file, `${path}.${name} is null`);
    }
    return found;
  }

  const fields: Fields = {
    has: (name) => (values.get(name) ?? undefined) !== undefined,
    text: (name) => String(get(name)),
    number: (name) => Number(get(name)),
    long: (name) => BigInt(String(get(name))),
    flag: (name) => get(name) === true,
    texts: (name) => toList(values.get(name)).map(String),
    textMap: (name) => new Map(toList(values.get(name)).map((entry) => toPair(entry))),
    optional: (name, read) => (fields.has(name) ? { [name]: read(name) } : {}) as never,
    struct(name) {
      const inner = type.fields.find((field) => field.name === name)?.type;
      const innerType: StructType = inner?.kind === "struct" ? inner : { kind: "struct", fields: [] };
      return createFields(file, `${path}.${name}`, { type: innerType, value: values.get(name) ?? null });
    },
  };
  return fields;
}

function toList(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function toPair(entry: Value): [string, string] {
  const [key, value] = toList(entry);
  return [String(key), String(value ?? "")];
}

const converters: ReadonlyMap<string, (fields: Fields) => Action> = new Map([
  [
    "protocol",
    (fields: Fields): Action => ({
      kind: "protocol",
      minReaderVersion: fields.number("minReaderVersion"),
      minWriterVersion: fields.number("minWriterVersion"),
      ...fields.optional("readerFeatures", fields.texts),
      ...fields.optional("writerFeatures", fields.texts),
    }),
  ],
  [
    "metaData",
    (fields: Fields): Action => {
      const format = fields.struct("format");
      return {
        kind: "metaData",
        id: fields.text("id"),
        ...fields.optional("name", fields.text),
        ...fields.optional("description", fields.text),
        format: {
          provider: format.has("provider") ? format.text("provider") : "parquet",
          options: format.textMap("options"),
        },
        // As in a commit: a table that never got columns may have none.
        schemaString: fields.has("schemaString") ? fields.text("schemaString") : "",
        partitionColumns: fields.texts("partitionColumns"),
        ...fields.optional("createdTime", fields.number),
        configuration: fields.textMap("configuration"),
      };
    },
  ],
  [
    "txn",
    (fields: Fields): Action => ({
      kind: "txn",
      appId: fields.text("appId"),
      version: fields.long("version"),
      ...fields.optional("lastUpdated", fields.number),
    }),
  ],
  [
    "domainMetadata",
    (fields: Fields): Action => ({
      kind: "domainMetadata",
      domain: fields.text("domain"),
      configuration: fields.has("configuration") ? fields.text("configuration") : "",
      removed: fields.has("removed") && fields.flag("removed"),
    }),
  ],
  [
    "checkpointMetadata",
    (fields: Fields): Action => ({
      kind: "checkpointMetadata",
      version: fields.number("version"),
      ...fields.optional("tags", fields.textMap),
    }),
  ],
  [
    "sidecar",
    (fields: Fields): Action => ({
      kind: "sidecar",
      path: fields.text("path"),
      sizeInBytes: fields.number("sizeInBytes"),
      modificationTime: fields.number("modificationTime"),
    }),
  ],
]);
