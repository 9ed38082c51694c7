// The port to parquet-wasm. Its two synchronous functions are used, never its asynchronous ParquetFile: that one
// unwraps every failure, so a corrupt page traps the module and the promise never settles; these throw an Error.

import { TableError } from "#delta/errors.ts";

interface IpcSource {
  intoIPCStream(): Uint8Array;
}

/** What is used of parquet-wasm, the same in its Node and browser builds. */
export interface ParquetModule {
  readParquet(file: Uint8Array, options: { batchSize: number; limit: number; offset: number }): IpcSource;
  readSchema(file: Uint8Array): IpcSource;
}

export interface RowSlice {
  readonly start: number;
  readonly count: number;
}

/** Decodes Parquet files held in memory. `name` is for messages. Errors: CorruptParquet. */
export interface ParquetEngine {
  /** The slice's rows of all columns as an Arrow IPC stream of one record batch (none where there is no row). */
  decodeRows(name: string, file: Uint8Array, rows: RowSlice): Uint8Array;
  /** The file's Arrow schema as an Arrow IPC stream without record batches. */
  decodeSchema(name: string, file: Uint8Array): Uint8Array;
}

/** An engine over an initialised parquet-wasm. */
export function createParquetEngine(module: ParquetModule): ParquetEngine {
  return {
    decodeRows(name, file, rows) {
      const options = { batchSize: Math.max(rows.count, 1), limit: rows.count, offset: rows.start };
      return guard(name, () => module.readParquet(file, options).intoIPCStream());
    },
    decodeSchema(name, file) {
      return guard(name, () => module.readSchema(file).intoIPCStream());
    },
  };
}

function guard(name: string, decode: () => Uint8Array): Uint8Array {
  try {
    // Converting to IPC consumes the object in the module's memory, so there is nothing to free.
    return decode();
  } catch (cause) {
    throw corruptParquet(name, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

export function corruptParquet(file: string, reason: string, options?: { cause?: unknown }): TableError {
  return new TableError("CorruptParquet", `Cannot decode ${file}: ${reason}`, { file, reason }, options);
}
