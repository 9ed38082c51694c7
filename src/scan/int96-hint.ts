// INT96, Spark's default for timestamps, decoded as microseconds. Left alone it becomes nanoseconds, which wrap silently
// outside 1677 to 2262; the decoder follows an Arrow schema in the file's metadata, so the excerpt carries one.

import {
  type DataType,
  type Field,
  List,
  Map_,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  tableFromIPC,
  tableToIPC,
} from "apache-arrow";
import { toBase64 } from "./base64.ts";
import { buildSchemaExcerpt } from "./excerpt-file.ts";
import type { ParquetEngine } from "./parquet-engine.ts";
import type { ParquetFooter } from "./parquet-footer.ts";

/** The value for the key `ARROW:schema`; undefined where none of `leaves` is INT96. */
export function buildInt96Hint(
  engine: ParquetEngine,
  file: string,
  { footer, leaves }: { readonly footer: ParquetFooter; readonly leaves: readonly number[] },
): string | undefined {
  if (!leaves.some((leaf) => footer.leaves[leaf]?.physicalType === "INT96")) {
    return undefined;
  }
  const excerpt = buildSchemaExcerpt(footer, leaves);
  const { schema } = tableFromIPC(engine.decodeSchema(file, excerpt));
  // Arrow and Parquet order their leaves alike, which spares the rules for lists and maps here.
  const order = leaves.map((leaf) => footer.leaves[leaf]?.physicalType === "INT96").values();
  const fields = schema.fields.map((field) => mapLeaves(field, order));
  return toBase64(tableToIPC(new Table(new Schema(fields)), "stream"));
}

function mapLeaves(field: Field, isInt96: Iterator<boolean, unknown>): Field {
  const type: DataType = field.type;
  const children = (type.children ?? []) as Field[];
  if (children.length === 0) {
    return isInt96.next().value === true ? field.clone({ type: new TimestampMicrosecond("UTC") }) : field;
  }
  const mapped = children.map((child) => mapLeaves(child, isInt96));
  return field.clone({ type: withChildren(type, mapped) });
}

function withChildren(type: DataType, children: Field[]): DataType {
  const [first] = children;
  if (type instanceof List && first !== undefined) {
    return new List(first);
  }
  if (type instanceof Map_ && first !== undefined) {
    return new Map_(first as ConstructorParameters<typeof Map_>[0], type.keysSorted);
  }
  return new Struct(children);
}
