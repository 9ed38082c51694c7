// Arrow columns to a Parquet file, by parquet-wasm's writer.

import { type Data, Field, makeData, RecordBatch, Schema, Struct, Table, tableToIPC } from "apache-arrow";
import { Compression, Table as WasmTable, WriterPropertiesBuilder, writeParquet } from "parquet-wasm/node";

export interface NamedData {
  readonly name: string;
  readonly data: Data;
}

export interface ParquetOptions {
  readonly compression: "snappy" | "zstd";
  readonly rowGroupRows: number;
}

/** `batches` hold the same columns, each batch its run of rows. */
export function toParquet(batches: readonly (readonly NamedData[])[], options: ParquetOptions): Uint8Array {
  const fields = (batches[0] ?? []).map(({ name, data }) => new Field(name, data.type, true));
  const schema = new Schema(fields);
  const records = batches.map((columns) => {
    const children = columns.map(({ data }) => data);
    const length = children[0]?.length ?? 0;
    return new RecordBatch(schema, makeData({ type: new Struct(fields), length, nullCount: 0, children }));
  });
  const table = WasmTable.fromIPCStream(tableToIPC(new Table(schema, records), "stream"));
  const properties = new WriterPropertiesBuilder()
    .setCompression(options.compression === "zstd" ? Compression.ZSTD : Compression.SNAPPY)
    .setMaxRowGroupSize(options.rowGroupRows)
    .setCreatedBy("deltarium bench")
    .build();
  return writeParquet(table, properties);
}
