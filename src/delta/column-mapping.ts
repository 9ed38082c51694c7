// Column Mapping (PROTOCOL.md "Column Mapping"): the names and ids under which columns are stored, so that a rename or a
// drop rewrites no file. A name that was dropped and added again is another stored column.

import type { MetadataAction, ProtocolAction } from "./actions.ts";
import type { DataType, StructField, StructType } from "./data-type.ts";
import { TableError } from "./errors.ts";

export type ColumnMappingMode = "none" | "name" | "id";

const MODES: ReadonlySet<string> = new Set<ColumnMappingMode>(["none", "name", "id"]);

/** `none` where the protocol does not support the feature, whatever the property says, and for an unknown mode. */
export function columnMappingMode(protocol: ProtocolAction, metadata: MetadataAction): ColumnMappingMode {
  const mode = modeText(protocol, metadata);
  return isMode(mode) ? mode : "none";
}

/** Why a table of this mode can't be read; undefined when it can. */
export function findModeFault(protocol: ProtocolAction, metadata: MetadataAction): TableError | undefined {
  const mode = modeText(protocol, metadata);
  if (isMode(mode)) return undefined;
  const message = `Cannot read this version: its column mapping mode is "${mode}"`;
  return new TableError("Unsupported", message, { what: "column mapping mode", detail: mode });
}

/** Writers are known that list the feature for writers alone, and map the columns all the same. */
function modeText(protocol: ProtocolAction, metadata: MetadataAction): string {
  const { minReaderVersion, readerFeatures = [], writerFeatures = [] } = protocol;
  const isListed = [...readerFeatures, ...writerFeatures].includes("columnMapping");
  const isSupported = minReaderVersion === 2 || (minReaderVersion === 3 && isListed);
  const mode = isSupported ? metadata.configuration.get("delta.columnMapping.mode") : undefined;
  return mode?.toLowerCase() ?? "none";
}

function isMode(text: string): text is ColumnMappingMode {
  return MODES.has(text);
}

/** The name in files, partition values and statistics: the physical one; like Spark the column's own where it has none. */
export function storedName(field: StructField, mode: ColumnMappingMode): string {
  const name = mode === "none" ? undefined : field.metadata.get("delta.columnMapping.physicalName");
  return typeof name === "string" ? name : field.name;
}

/** The Parquet `field_id` of the column; undefined where the schema gives none. */
export function fieldId(field: StructField): number | undefined {
  const id = field.metadata.get("delta.columnMapping.id");
  return typeof id === "number" ? id : undefined;
}

/**
 * Why values of this schema can't be told apart: two fields of a struct that are stored as one, or a field without the
 * id that its mode needs. Undefined when they can.
 */
export function findMappingFault(
  schema: StructType,
  mode: ColumnMappingMode,
): TableError<"ProtocolViolation"> | undefined {
  if (mode === "none") return undefined;
  const detail = faultIn(schema, { mode, path: "" });
  if (detail === undefined) return undefined;
  const rule = "every column has a physical name and an id of its own";
  return new TableError("ProtocolViolation", `Cannot read this version: ${detail}`, { rule, detail });
}

interface Place {
  readonly mode: ColumnMappingMode;
  /** Names down to the type, for messages. */
  readonly path: string;
}

function faultIn(type: DataType, place: Place): string | undefined {
  switch (type.kind) {
    case "struct":
      return faultInStruct(type, place);
    case "array":
      return faultIn(type.element, below(place, "element"));
    case "map":
      return faultIn(type.key, below(place, "key")) ?? faultIn(type.value, below(place, "value"));
    default:
      return undefined;
  }
}

function faultInStruct(type: StructType, place: Place): string | undefined {
  const seen = new Map<string | number, string>();
  for (const field of type.fields) {
    const inside = below(place, field.name);
    const stored = place.mode === "id" ? fieldId(field) : storedName(field, place.mode);
    if (stored === undefined) return `column ${inside.path} has no id, which mode id needs`;
    const other = seen.get(stored);
    if (other !== undefined) return `columns ${other} and ${inside.path} are both stored as ${stored}`;
    seen.set(stored, inside.path);
    const nested = faultIn(field.type, inside);
    if (nested !== undefined) return nested;
  }
  return undefined;
}

function below(place: Place, name: string): Place {
  return { ...place, path: place.path === "" ? name : `${place.path}.${name}` };
}
