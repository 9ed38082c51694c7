// The rows of a Parquet file by hyparquet: a reader in JavaScript that shares no decoder with ours. What it would lose
// is asked for as it stands in the file: times as integers, decimals as their unscaled integer or bytes.

import { type FileMetaData, parquetMetadata, parquetRead, type SchemaElement } from "hyparquet";
import { compressors } from "hyparquet-compressors";

export interface SecondReading {
  readonly rowCount: number;
  readonly keyValues: ReadonlyMap<string, string>;
  /** Of the columns at the top level, by name. */
  readonly columns: ReadonlyMap<string, readonly unknown[]>;
  readonly schema: FileSchema;
}

/** A column of the file and what is below it. */
export interface FileSchema {
  readonly element: SchemaElement;
  readonly children: readonly FileSchema[];
}

/** All times are microseconds, whatever the file's unit. */
const parsers = {
  timestampFromMilliseconds: (value: bigint) => BigInt(value) * 1000n,
  timestampFromMicroseconds: (value: bigint) => BigInt(value),
  timestampFromNanoseconds: (value: bigint) => wholeMicros(BigInt(value)),
  dateFromDays: (days: number) => days,
  jsonFromBytes: (bytes: Uint8Array) => bytes,
  geometryFromBytes: (bytes: Uint8Array) => bytes,
  geographyFromBytes: (bytes: Uint8Array) => bytes,
};

function wholeMicros(nanos: bigint): bigint {
  if (nanos % 1000n !== 0n) throw new RangeError(`${nanos} ns are no whole number of microseconds`);
  return nanos / 1000n;
}

export async function readWithHyparquet(bytes: Uint8Array): Promise<SecondReading> {
  const buffer = bytes.slice().buffer;
  const metadata = parquetMetadata(buffer, { geoparquet: false });
  const plain = { ...metadata, schema: metadata.schema.map(withoutDecimal) };
  const rows = await readRows(buffer, plain);
  const schema = toTree(metadata.schema);
  const names = schema.children.map(({ element }) => element.name);
  return {
    rowCount: Number(metadata.num_rows),
    keyValues: new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value ?? ""])),
    columns: new Map(names.map((name, column) => [name, rows.map((row) => row[column])])),
    schema,
  };
}

async function readRows(file: ArrayBuffer, metadata: FileMetaData): Promise<readonly (readonly unknown[])[]> {
  let rows: readonly (readonly unknown[])[] = [];
  const onComplete = (complete: unknown[][]) => {
    rows = complete;
  };
  // Without text in them, bytes stay bytes.
  await parquetRead({ file, metadata, compressors, parsers, utf8: false, rowFormat: "array", onComplete } as never);
  return rows;
}

function withoutDecimal(element: SchemaElement): SchemaElement {
  const { converted_type, logical_type, ...rest } = element;
  const isDecimal = converted_type === "DECIMAL" || logical_type?.type === "DECIMAL";
  return isDecimal ? (rest as SchemaElement) : element;
}

function toTree(schema: readonly SchemaElement[]): FileSchema {
  let index = 0;
  function next(): FileSchema {
    const element = schema[index] ?? { name: "" };
    index += 1;
    return { element, children: Array.from({ length: element.num_children ?? 0 }, next) };
  }
  return next();
}
