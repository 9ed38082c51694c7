// An excerpt: a Parquet file in memory with some columns of one row group of a file, made of the file's own pages under
// a footer of our own. The decoder then reads just these columns, follows our Arrow schema (int96-hint.ts) instead of
// the writer's, and parses a footer as small as what is read.

import type { SchemaElement } from "hyparquet";
import {
  CompressionCodecs,
  ConvertedTypes,
  Encodings,
  FieldRepetitionTypes,
  ParquetTypes,
} from "hyparquet/src/constants.js";
import { toThriftLogicalType } from "./logical-type.ts";
import type { ColumnChunk, ParquetFooter } from "./parquet-footer.ts";
import {
  type ThriftStruct,
  type ThriftValue,
  thriftInteger,
  thriftStruct,
  thriftText,
  writeThrift,
} from "./thrift-writer.ts";

/** The pages of one leaf. */
export interface ExcerptColumn {
  readonly leaf: number;
  readonly chunk: ColumnChunk;
  readonly bytes: Uint8Array;
}

export interface ExcerptRows {
  readonly rowCount: number;
  /** Ascending by leaf; the excerpt's schema holds these leaves and the groups above them. */
  readonly columns: readonly ExcerptColumn[];
}

const MAGIC = Uint8Array.of(0x50, 0x41, 0x52, 0x31);

/** A file without rows whose schema is that of `leaves`. */
export function buildSchemaExcerpt(footer: ParquetFooter, leaves: readonly number[]): Uint8Array {
  return assemble([], describeFile(footer, new Set(leaves), undefined, undefined));
}

/** `arrowSchema` is the value of the key `ARROW:schema`. */
export function buildExcerpt(footer: ParquetFooter, rows: ExcerptRows, arrowSchema: string | undefined): Uint8Array {
  const leaves = new Set(rows.columns.map(({ leaf }) => leaf));
  return assemble(
    rows.columns.map(({ bytes }) => bytes),
    describeFile(footer, leaves, describeRowGroup(footer, rows), arrowSchema),
  );
}

function assemble(pages: readonly Uint8Array[], footer: ThriftStruct): Uint8Array {
  const footerBytes = writeThrift(footer);
  const length = Uint8Array.from([0, 8, 16, 24], (shift) => footerBytes.length >>> shift);
  const parts = [MAGIC, ...pages, footerBytes, length, MAGIC];
  const file = new Uint8Array(parts.reduce((sum, { length: bytes }) => sum + bytes, 0));
  let offset = 0;
  for (const part of parts) {
    file.set(part, offset);
    offset += part.length;
  }
  return file;
}

/** parquet.thrift, FileMetaData. */
function describeFile(
  footer: ParquetFooter,
  leaves: ReadonlySet<number>,
  rowGroup: { readonly rowCount: number; readonly description: ThriftStruct } | undefined,
  arrowSchema: string | undefined,
): ThriftStruct {
  return thriftStruct(
    [1, thriftInteger("i32", 1)],
    [2, { kind: "list", items: pruneSchema(footer.schema, leaves).map(describeElement) }],
    [3, thriftInteger("i64", rowGroup?.rowCount ?? 0)],
    [4, { kind: "list", items: rowGroup === undefined ? [] : [rowGroup.description] }],
    [
      5,
      arrowSchema === undefined ? undefined : { kind: "list", items: [describeKeyValue("ARROW:schema", arrowSchema)] },
    ],
    // Decoders work around faults of known writers by this name.
    [6, footer.createdBy === undefined ? undefined : thriftText(footer.createdBy)],
  );
}

function describeKeyValue(key: string, value: string): ThriftStruct {
  return thriftStruct([1, thriftText(key)], [2, thriftText(value)]);
}

/** The elements of `leaves` and of the groups above them, each group with the count of its children that remain. */
function pruneSchema(schema: readonly SchemaElement[], leaves: ReadonlySet<number>): SchemaElement[] {
  let leaf = 0;
  let index = 0;

  function prune(): SchemaElement[] {
    const element = schema[index];
    index += 1;
    if (element === undefined) {
      return [];
    }
    if (element.type !== undefined) {
      leaf += 1;
      return leaves.has(leaf - 1) ? [element] : [];
    }
    const children = Array.from({ length: element.num_children ?? 0 }, prune).filter(({ length }) => length > 0);
    return children.length === 0 ? [] : [{ ...element, num_children: children.length }, ...children.flat()];
  }

  return prune();
}

/** parquet.thrift, SchemaElement. */
function describeElement(element: SchemaElement): ThriftStruct {
  return thriftStruct(
    [1, indexIn(ParquetTypes, element.type)],
    [2, thriftInteger("i32", element.type_length)],
    [3, indexIn(FieldRepetitionTypes, element.repetition_type)],
    [4, thriftText(element.name)],
    [5, thriftInteger("i32", element.num_children)],
    [6, indexIn(ConvertedTypes, element.converted_type)],
    [7, thriftInteger("i32", element.scale)],
    [8, thriftInteger("i32", element.precision)],
    [9, thriftInteger("i32", element.field_id)],
    [10, toThriftLogicalType(element.logical_type)],
  );
}

function describeRowGroup(footer: ParquetFooter, { rowCount, columns }: ExcerptRows) {
  let offset = MAGIC.length;
  const chunks: ThriftStruct[] = [];
  for (const { leaf, chunk } of columns) {
    chunks.push(describeChunk(footer, leaf, chunk, offset));
    offset += chunk.end - chunk.start;
  }
  const uncompressed = columns.reduce((sum, { chunk }) => sum + chunk.uncompressedBytes, 0);
  const description = thriftStruct(
    [1, { kind: "list", items: chunks }],
    [2, thriftInteger("i64", uncompressed)],
    [3, thriftInteger("i64", rowCount)],
  );
  return { rowCount, description };
}

/** parquet.thrift, ColumnChunk and ColumnMetaData. `offset` is where the chunk lies in the excerpt. */
function describeChunk(footer: ParquetFooter, leaf: number, chunk: ColumnChunk, offset: number): ThriftStruct {
  const { path, physicalType } = footer.leaves[leaf] ?? { path: [], physicalType: undefined };
  const hasDictionary = chunk.dataStart > chunk.start;
  const meta = thriftStruct(
    [1, indexIn(ParquetTypes, physicalType)],
    [2, { kind: "list", items: chunk.encodings.map((encoding) => indexIn(Encodings, encoding)).filter(isPresent) }],
    [3, { kind: "list", items: path.map(thriftText) }],
    [4, indexIn(CompressionCodecs, chunk.codec)],
    [5, thriftInteger("i64", chunk.valueCount)],
    [6, thriftInteger("i64", chunk.uncompressedBytes)],
    [7, thriftInteger("i64", chunk.end - chunk.start)],
    [9, thriftInteger("i64", offset + chunk.dataStart - chunk.start)],
    [11, hasDictionary ? thriftInteger("i64", offset) : undefined],
  );
  return thriftStruct([2, thriftInteger("i64", 0)], [3, meta]);
}

/** The number of a name in one of parquet.thrift's enumerations; undefined for a name that is absent. */
function indexIn(names: readonly string[], name: string | undefined): ThriftValue | undefined {
  return name === undefined ? undefined : thriftInteger("i32", names.indexOf(name));
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
