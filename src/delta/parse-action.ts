// One line of a commit (PROTOCOL.md "Actions") to an action. Unknown actions and fields are ignored, as the protocol
// asks; a known field of a wrong type is an error that names the line.

import type {
  Action,
  AddAction,
  DeletionVectorDescriptor,
  MetadataAction,
  PartitionValues,
  ProtocolAction,
  RemoveAction,
  TxnAction,
} from "./actions.ts";
import { TableError } from "./errors.ts";
import { type Fields, isFields } from "./json-fields.ts";
import { parseJsonText } from "./json-text.ts";

/** `line` is 1-based. */
export interface LogPosition {
  readonly file: string;
  readonly line: number;
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The action of one line; undefined when it holds none that is known.
 * Errors: MalformedLog.
 */
export function parseAction(text: string, at: LogPosition): Action | undefined {
  return onlyAction(parseObject(text, at), { text, at });
}

/**
 * As `parseAction`, of an object read by `parseJsonText`.
 * Errors: MalformedLog.
 */
export function actionOf(line: unknown, at: LogPosition): Action | undefined {
  if (!isFields(line)) throw malformed(at, "not a JSON object");
  return onlyAction(line, { text: undefined, at });
}

function onlyAction(line: Fields, source: Source): Action | undefined {
  let found: Action | undefined;
  for (const key in line) {
    const fields = line[key];
    if (fields === null || fields === undefined) continue;
    const action = toAction(key, fields, source);
    if (action === undefined) continue;
    if (found !== undefined) throw malformed(source.at, "a line holds two actions");
    found = action;
  }
  return found;
}

/** The error for one line of a log file. */
export function malformed(at: LogPosition, reason: string, cause?: unknown): TableError<"MalformedLog"> {
  const place = at.line > 0 ? `${at.file} line ${at.line}` : at.file;
  return new TableError("MalformedLog", `Cannot parse ${place}: ${reason}`, { ...at, reason }, { cause });
}

interface Source {
  /** The line, for what `JSON.parse` lost of it; undefined where the fields lost nothing. */
  readonly text: string | undefined;
  readonly at: LogPosition;
}

function parseObject(text: string, at: LogPosition): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw malformed(at, "not valid JSON", cause);
  }
  if (!isFields(value)) throw malformed(at, "not a JSON object");
  return value;
}

function toAction(key: string, value: unknown, source: Source): Action | undefined {
  const parse = PARSERS.get(key);
  if (parse === undefined) return undefined;
  if (!isFields(value)) throw malformed(source.at, `${key} is not an object`);
  return parse(value, source);
}

const PARSERS: ReadonlyMap<string, (fields: Fields, source: Source) => Action> = new Map<
  string,
  (fields: Fields, source: Source) => Action
>([
  ["add", toAdd],
  ["remove", toRemove],
  ["metaData", toMetadata],
  ["protocol", toProtocol],
  ["txn", toTxn],
  ["commitInfo", toCommitInfo],
  [
    "cdc",
    (fields, { at }) => ({
      kind: "cdc",
      path: requiredString(fields, "path", at),
      partitionValues: partitionValues(fields, at) ?? new Map(),
      size: requiredSize(fields, at),
    }),
  ],
  [
    "domainMetadata",
    (fields, { at }) => ({
      kind: "domainMetadata",
      domain: requiredString(fields, "domain", at),
      configuration: optionalString(fields, "configuration", at) ?? "",
      removed: fields.removed === true,
    }),
  ],
  [
    "checkpointMetadata",
    (fields, { at }) => {
      const tags = stringMap(fields, "tags", at);
      const version = requiredNumber(fields, "version", at);
      return { kind: "checkpointMetadata", version, ...(tags === undefined ? {} : { tags }) };
    },
  ],
  [
    "sidecar",
    (fields, { at }) => ({
      kind: "sidecar",
      path: requiredString(fields, "path", at),
      sizeInBytes: requiredNumber(fields, "sizeInBytes", at),
      modificationTime: requiredNumber(fields, "modificationTime", at),
    }),
  ],
]);

function toAdd(fields: Fields, source: Source): AddAction {
  const { at } = source;
  const add: Draft<AddAction> = {
    kind: "add",
    path: requiredString(fields, "path", at),
    partitionValues: partitionValues(fields, at) ?? NO_PARTITION_VALUES,
    size: requiredSize(fields, at),
    modificationTime: optionalNumber(fields, "modificationTime", at) ?? 0,
    dataChange: fields.dataChange !== false,
  };
  const stats = optionalString(fields, "stats", at);
  if (stats !== undefined) add.stats = stats;
  const tags = stringMap(fields, "tags", at);
  if (tags !== undefined) add.tags = tags;
  const deletionVector = toDeletionVector(fields, at);
  if (deletionVector !== undefined) add.deletionVector = deletionVector;
  const baseRowId = exactInteger(fields, "baseRowId", "add", source);
  if (baseRowId !== undefined) add.baseRowId = baseRowId;
  const defaultRowCommitVersion = optionalNumber(fields, "defaultRowCommitVersion", at);
  if (defaultRowCommitVersion !== undefined) add.defaultRowCommitVersion = defaultRowCommitVersion;
  const clusteringProvider = optionalString(fields, "clusteringProvider", at);
  if (clusteringProvider !== undefined) add.clusteringProvider = clusteringProvider;
  return add;
}

function toRemove(fields: Fields, { at }: Source): RemoveAction {
  const remove: Draft<RemoveAction> = {
    kind: "remove",
    path: requiredString(fields, "path", at),
    dataChange: fields.dataChange !== false,
    extendedFileMetadata: fields.extendedFileMetadata === true,
  };
  const deletionTimestamp = optionalNumber(fields, "deletionTimestamp", at);
  if (deletionTimestamp !== undefined) remove.deletionTimestamp = deletionTimestamp;
  const values = partitionValues(fields, at);
  if (values !== undefined) remove.partitionValues = values;
  const size = optionalNumber(fields, "size", at);
  if (size !== undefined) remove.size = size;
  const stats = optionalString(fields, "stats", at);
  if (stats !== undefined) remove.stats = stats;
  const deletionVector = toDeletionVector(fields, at);
  if (deletionVector !== undefined) remove.deletionVector = deletionVector;
  return remove;
}

function toDeletionVector(fields: Fields, at: LogPosition): DeletionVectorDescriptor | undefined {
  const value = fields.deletionVector;
  if (value === null || value === undefined) return undefined;
  if (!isFields(value)) throw malformed(at, "deletionVector is not an object");
  const descriptor: Draft<DeletionVectorDescriptor> = {
    storageType: requiredString(value, "storageType", at),
    pathOrInlineDv: requiredString(value, "pathOrInlineDv", at),
    sizeInBytes: requiredNumber(value, "sizeInBytes", at),
    cardinality: requiredNumber(value, "cardinality", at),
  };
  const offset = optionalNumber(value, "offset", at);
  if (offset !== undefined) descriptor.offset = offset;
  return descriptor;
}

function toMetadata(fields: Fields, { at }: Source): MetadataAction {
  const format = fields.format ?? {};
  if (!isFields(format)) throw malformed(at, "format is not an object");
  const metadata: Draft<MetadataAction> = {
    kind: "metaData",
    id: requiredString(fields, "id", at),
    format: {
      provider: optionalString(format, "provider", at) ?? "parquet",
      options: stringMap(format, "options", at) ?? new Map(),
    },
    // Spark leaves it out for a table without columns.
    schemaString: optionalString(fields, "schemaString", at) ?? "",
    partitionColumns: stringList(fields, "partitionColumns", at) ?? [],
    configuration: stringMap(fields, "configuration", at) ?? new Map(),
  };
  const name = optionalString(fields, "name", at);
  if (name !== undefined) metadata.name = name;
  const description = optionalString(fields, "description", at);
  if (description !== undefined) metadata.description = description;
  const createdTime = optionalNumber(fields, "createdTime", at);
  if (createdTime !== undefined) metadata.createdTime = createdTime;
  return metadata;
}

function toProtocol(fields: Fields, { at }: Source): ProtocolAction {
  const protocol: Draft<ProtocolAction> = {
    kind: "protocol",
    minReaderVersion: requiredNumber(fields, "minReaderVersion", at),
    minWriterVersion: requiredNumber(fields, "minWriterVersion", at),
  };
  const readerFeatures = stringList(fields, "readerFeatures", at);
  if (readerFeatures !== undefined) protocol.readerFeatures = readerFeatures;
  const writerFeatures = stringList(fields, "writerFeatures", at);
  if (writerFeatures !== undefined) protocol.writerFeatures = writerFeatures;
  return protocol;
}

function toTxn(fields: Fields, source: Source): TxnAction {
  const version = exactInteger(fields, "version", "txn", source);
  if (version === undefined) throw malformed(source.at, "version is missing");
  const txn: Draft<TxnAction> = { kind: "txn", appId: requiredString(fields, "appId", source.at), version };
  const lastUpdated = optionalNumber(fields, "lastUpdated", source.at);
  if (lastUpdated !== undefined) txn.lastUpdated = lastUpdated;
  return txn;
}

function toCommitInfo(fields: Fields, { text }: Source): Action {
  const exact = text !== undefined && /\d{16}/.test(text) ? inner(parseJsonText(text), "commitInfo") : fields;
  return { kind: "commitInfo", fields: new Map(Object.entries(exact)) };
}

/** A 64-bit integer; its text is read again where `JSON.parse` could not hold it. */
function exactInteger(fields: Fields, name: string, action: string, source: Source): bigint | undefined {
  const value = fields[name];
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  const exact = source.text === undefined ? value : inner(parseJsonText(source.text), action)[name];
  if (typeof exact !== "bigint") throw malformed(source.at, `${name} is not an integer`);
  return exact;
}

function inner(line: unknown, action: string): Fields {
  const fields = isFields(line) ? line[action] : undefined;
  return isFields(fields) ? fields : {};
}

const NO_PARTITION_VALUES: PartitionValues = new Map();

function partitionValues(fields: Fields, at: LogPosition): PartitionValues | undefined {
  const value = fields.partitionValues;
  if (value === null || value === undefined) return undefined;
  if (!isFields(value)) throw malformed(at, "partitionValues is not an object");
  const entries = Object.entries(value);
  if (entries.length === 0) return NO_PARTITION_VALUES;
  const values = new Map<string, string | null>();
  for (const [column, text] of entries) {
    if (text !== null && typeof text !== "string") throw malformed(at, `partition value of ${column} is not a string`);
    values.set(column, text);
  }
  return values;
}

/** Nulls are left out: a property without a value is not set. */
function stringMap(fields: Fields, name: string, at: LogPosition): ReadonlyMap<string, string> | undefined {
  const value = fields[name];
  if (value === null || value === undefined) return undefined;
  if (!isFields(value)) throw malformed(at, `${name} is not an object`);
  const map = new Map<string, string>();
  for (const [key, text] of Object.entries(value)) {
    if (text === null) continue;
    map.set(key, typeof text === "string" ? text : JSON.stringify(text));
  }
  return map;
}

function stringList(fields: Fields, name: string, at: LogPosition): readonly string[] | undefined {
  const value = fields[name];
  if (value === null || value === undefined) return undefined;
  if (!Array.isArray(value)) throw malformed(at, `${name} is not a list`);
  return value.map((item: unknown) => {
    if (typeof item !== "string") throw malformed(at, `${name} holds something that is not a string`);
    return item;
  });
}

function requiredString(fields: Fields, name: string, at: LogPosition): string {
  const value = optionalString(fields, name, at);
  if (value === undefined) throw malformed(at, `${name} is missing`);
  return value;
}

function optionalString(fields: Fields, name: string, at: LogPosition): string | undefined {
  const value = fields[name];
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "string") throw malformed(at, `${name} is not a string`);
  return value;
}

function requiredNumber(fields: Fields, name: string, at: LogPosition): number {
  const value = optionalNumber(fields, name, at);
  if (value === undefined) throw malformed(at, `${name} is missing`);
  return value;
}

function requiredSize(fields: Fields, at: LogPosition): number {
  const size = requiredNumber(fields, "size", at);
  if (!Number.isSafeInteger(size) || size < 0) throw malformed(at, "size is not a number of bytes");
  return size;
}

function optionalNumber(fields: Fields, name: string, at: LogPosition): number | undefined {
  const value = fields[name];
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "number") throw malformed(at, `${name} is not a number`);
  return value;
}
