// The footer of a Parquet file as plain data, and what is refused by it. hyparquet parses the Thrift.

import { parquetMetadata, type RowGroup, type SchemaElement } from "hyparquet";
import { isTableError, TableError } from "#delta/errors.ts";
import type { ReadOptions } from "#delta/ports.ts";
import { corruptParquet } from "./parquet-engine.ts";
import type { ParquetSource } from "./parquet-source.ts";

/** Where a column chunk's pages are, and how they are packed. */
export interface ColumnChunk {
  /** Byte range in the file. */
  readonly start: number;
  readonly end: number;
  /** Byte of the first data page; the pages begin with a dictionary where it lies behind `start`. */
  readonly dataStart: number;
  readonly codec: string;
  readonly encodings: readonly string[];
  readonly valueCount: number;
  readonly uncompressedBytes: number;
  /** Undefined where the writer kept no statistics. */
  readonly nullCount: number | undefined;
  /** What of it can't be decoded, as a noun phrase. */
  readonly unreadable: string | undefined;
}

export interface RowGroupLayout {
  /** Position in the file of the first row. */
  readonly firstRow: number;
  readonly rowCount: number;
  readonly uncompressedBytes: number;
  /** One per leaf of the schema, in its order. */
  readonly chunks: readonly ColumnChunk[];
}

export interface TopLevelColumn {
  readonly name: string;
  readonly fieldId: number | undefined;
  /** Its leaves are `firstLeaf` to `firstLeaf + leafCount - 1`; a group without children has none. */
  readonly firstLeaf: number;
  readonly leafCount: number;
}

interface ParquetLeaf {
  /** Names from the top-level column down. */
  readonly path: readonly string[];
  readonly physicalType: string;
}

export interface ParquetFooter {
  readonly createdBy: string | undefined;
  readonly keyValues: ReadonlyMap<string, string>;
  /** The schema flattened depth first, the root first. */
  readonly schema: readonly SchemaElement[];
  readonly leaves: readonly ParquetLeaf[];
  readonly columns: readonly TopLevelColumn[];
  readonly rowGroups: readonly RowGroupLayout[];
  readonly rowCount: number;
  /** Where the footer begins: no page lies behind it. */
  readonly dataEnd: number;
}

export const MAGIC_BYTES = 4;
const LENGTH_BYTES = 4;
const TRAILER_BYTES = LENGTH_BYTES + MAGIC_BYTES;

/** Reads and parses the footer. Errors: CorruptParquet, Unsupported for an encrypted one, and those of the store. */
export async function readFooter(source: ParquetSource, options?: ReadOptions): Promise<ParquetFooter> {
  return parseFooter(source.key, await readFooterBytes(source, options), source.sizeBytes);
}

/** The footer with its length and magic; what `readFooter` read of it is not asked for again. Errors: as readFooter. */
export async function readFooterBytes(source: ParquetSource, options?: ReadOptions): Promise<Uint8Array> {
  const tail = await source.readTail(options);
  // Asked for first all the same: that the file is missing says more.
  if (source.sizeBytes < MAGIC_BYTES + TRAILER_BYTES) {
    throw corruptParquet(source.key, `${source.sizeBytes} bytes are too few for a Parquet file`);
  }
  const footerBytes = footerLength(source.key, tail) + TRAILER_BYTES;
  if (footerBytes + MAGIC_BYTES > source.sizeBytes) {
    throw corruptParquet(source.key, `the footer of ${footerBytes} bytes does not fit in ${source.sizeBytes}`);
  }
  if (footerBytes <= tail.length) {
    return tail.subarray(tail.length - footerBytes);
  }
  const head = await source.read(source.sizeBytes - footerBytes, source.sizeBytes - tail.length, options);
  const whole = new Uint8Array(footerBytes);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}

function footerLength(file: string, tail: Uint8Array): number {
  const magic = String.fromCharCode(...tail.subarray(tail.length - MAGIC_BYTES));
  if (magic === "PARE") {
    const message = `Cannot read ${file}: its footer is encrypted`;
    throw new TableError("Unsupported", message, { what: ENCRYPTED, detail: file });
  }
  if (magic !== "PAR1") {
    throw corruptParquet(file, "it does not end like a Parquet file");
  }
  return new DataView(tail.buffer, tail.byteOffset).getUint32(tail.length - TRAILER_BYTES, true);
}

/** `bytes` are the footer with its length and magic. Errors: CorruptParquet. */
function parseFooter(file: string, bytes: Uint8Array, fileSizeBytes: number): ParquetFooter {
  try {
    return toFooter(file, bytes, fileSizeBytes);
  } catch (cause) {
    if (isTableError(cause)) throw cause;
    // Thrift tells the types of its fields, which need not be those that belong there.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw corruptParquet(file, `its footer can't be parsed, ${reason}`, { cause });
  }
}

function toFooter(file: string, bytes: Uint8Array, fileSizeBytes: number): ParquetFooter {
  const metadata = parquetMetadata(bytes, { parsers: rawBounds, geoparquet: false });
  if (metadata.schema.some(({ num_children }) => (num_children ?? 0) >= metadata.schema.length)) {
    throw corruptParquet(file, "its schema has a group with more children than there are elements");
  }
  if (metadata.schema.slice(1).some(({ name }) => typeof name !== "string")) {
    throw corruptParquet(file, "its schema has a column without a name");
  }
  const leaves = listLeaves(metadata.schema);
  let firstRow = 0;
  const rowGroups = metadata.row_groups.map((group) => {
    const layout = toLayout(file, group, { firstRow, leafCount: leaves.length });
    firstRow += layout.rowCount;
    return layout;
  });
  if (firstRow !== Number(metadata.num_rows)) {
    throw corruptParquet(file, `its row groups hold ${firstRow} rows, its footer says ${metadata.num_rows}`);
  }
  return {
    createdBy: metadata.created_by,
    keyValues: new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value ?? ""])),
    schema: metadata.schema,
    leaves,
    columns: listColumns(metadata.schema),
    rowGroups,
    rowCount: firstRow,
    dataEnd: fileSizeBytes - bytes.length,
  };
}

/** Bounds in the statistics are not used; parsing them as dates or text could only fail. */
const rawBounds = {
  timestampFromMilliseconds: identity,
  timestampFromMicroseconds: identity,
  timestampFromNanoseconds: identity,
  dateFromDays: identity,
  stringFromBytes: identity,
  jsonFromBytes: identity,
  geometryFromBytes: identity,
  geographyFromBytes: identity,
  uuidFromBytes: identity,
};

function identity<T>(value: T): T {
  return value;
}

function listLeaves(schema: readonly SchemaElement[]): ParquetLeaf[] {
  const leaves: ParquetLeaf[] = [];
  const open: { name: string; childrenLeft: number }[] = [];
  for (const element of schema.slice(1)) {
    while (open.length > 0 && open.at(-1)?.childrenLeft === 0) {
      open.pop();
    }
    const parent = open.at(-1);
    if (parent !== undefined) {
      parent.childrenLeft -= 1;
    }
    if (element.type === undefined) {
      open.push({ name: element.name, childrenLeft: element.num_children ?? 0 });
    } else {
      leaves.push({ path: [...open.map(({ name }) => name), element.name], physicalType: element.type });
    }
  }
  return leaves;
}

function listColumns(schema: readonly SchemaElement[]): TopLevelColumn[] {
  const columns: TopLevelColumn[] = [];
  let leaf = 0;
  let index = 1;
  while (index < schema.length) {
    const end = endOfElement(schema, index);
    const leafCount = schema.slice(index, end).filter(({ type }) => type !== undefined).length;
    const { name = "", field_id: fieldId } = schema[index] ?? {};
    columns.push({ name, fieldId, firstLeaf: leaf, leafCount });
    leaf += leafCount;
    index = end;
  }
  return columns;
}

/** The index after the element at `index` and all below it. */
function endOfElement(schema: readonly SchemaElement[], index: number): number {
  let end = index + 1;
  for (let child = 0; child < (schema[index]?.num_children ?? 0); child += 1) {
    end = endOfElement(schema, end);
  }
  return end;
}

interface LayoutContext {
  readonly firstRow: number;
  readonly leafCount: number;
}

function toLayout(file: string, group: RowGroup, { firstRow, leafCount }: LayoutContext): RowGroupLayout {
  if (group.columns.length !== leafCount) {
    throw corruptParquet(file, `a row group has ${group.columns.length} column chunks for ${leafCount} columns`);
  }
  const chunks = group.columns.map((column) => toChunk(column));
  return { firstRow, rowCount: Number(group.num_rows), uncompressedBytes: Number(group.total_byte_size), chunks };
}

function toChunk(column: RowGroup["columns"][number]): ColumnChunk {
  const meta = column.meta_data;
  const unreadable = findUnreadable(column);
  if (meta === undefined || unreadable === ELSEWHERE) {
    return { ...emptyChunk, unreadable: unreadable ?? ENCRYPTED };
  }
  const dataStart = Number(meta.data_page_offset);
  // Some writers put 0 where there is no dictionary.
  const start = Math.min(Number(meta.dictionary_page_offset) || dataStart, dataStart);
  const end = start + Number(meta.total_compressed_size);
  return {
    start,
    end,
    dataStart,
    codec: meta.codec,
    encodings: meta.encodings,
    valueCount: Number(meta.num_values),
    uncompressedBytes: Number(meta.total_uncompressed_size),
    nullCount: meta.statistics?.null_count === undefined ? undefined : Number(meta.statistics.null_count),
    unreadable,
  };
}

const ENCRYPTED = "Parquet encryption";
const ELSEWHERE = "Parquet column chunks in other files";
/** Not LZ4, Hadoop's framing: the decoder fails on a page of more than one block of it. */
const READ_CODECS: ReadonlySet<string | undefined> = new Set(["UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"]);

function findUnreadable(column: RowGroup["columns"][number]): string | undefined {
  if (column.crypto_metadata !== undefined || column.encrypted_column_metadata !== undefined) {
    return ENCRYPTED;
  }
  if (column.file_path !== undefined) {
    return ELSEWHERE;
  }
  const codec = column.meta_data?.codec;
  return READ_CODECS.has(codec) ? undefined : `Parquet compression ${codec}`;
}

const emptyChunk = {
  start: 0,
  end: 0,
  dataStart: 0,
  codec: "",
  encodings: [],
  valueCount: 0,
  uncompressedBytes: 0,
  nullCount: undefined,
};
