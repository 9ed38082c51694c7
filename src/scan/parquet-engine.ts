// The port to parquet-wasm. Its two synchronous functions are used, never its asynchronous ParquetFile: that one
// unwraps every failure, so a corrupt page traps the module and the promise never settles; these throw an Error.

import type { RecordBatch } from "apache-arrow";
import { parseRecordBatch } from "arrow-js-ffi";
import { TableError } from "#delta/errors.ts";

interface IpcSource {
  intoIPCStream(): Uint8Array;
}

interface LendableTable extends IpcSource {
  /** The record batches where they lie in the module's memory. */
  intoFFI(): {
    numArrays(): number;
    arrayAddr(chunk: number): number;
    schemaAddr(): number;
    free(): void;
  };
}

/** What is used of parquet-wasm, the same in its Node and browser builds. */
export interface ParquetModule {
  readParquet(file: Uint8Array, options: { batchSize: number; limit: number; offset: number }): LendableTable;
  readSchema(file: Uint8Array): IpcSource;
  wasmMemory(): unknown;
}

export interface RowSlice {
  readonly start: number;
  readonly count: number;
}

/** Decodes Parquet files held in memory. `name` is for messages. Errors: CorruptParquet. */
export interface ParquetEngine {
  /** The slice's rows of all columns as an Arrow IPC stream of one record batch (none where there is no row). */
  decodeRows(name: string, file: Uint8Array, rows: RowSlice): Uint8Array;
  /**
   * The slice's rows of all columns, without a copy: the batches are views of the decoder's memory, which its next call
   * may move. `use` must be done with them when it returns.
   */
  lendRows<T>(name: string, file: Uint8Array, rows: RowSlice, use: (batches: readonly RecordBatch[]) => T): T;
  /** The file's Arrow schema as an Arrow IPC stream without record batches. */
  decodeSchema(name: string, file: Uint8Array): Uint8Array;
}

/** One that is still starting is waited for when the bytes are there that it is to decode. */
export type SomeEngine = ParquetEngine | Promise<ParquetEngine>;

/**
 * An engine over an initialised parquet-wasm. A panic of it traps: the call fails like any other, but the instance loses
 * the stack that the call stood on, and after some hundreds of them it can't decode anything. So it is replaced by what
 * `renew` gives, and until that is there still used: its heap is whole, since a panic is not within the allocator.
 */
export function createParquetEngine(first: ParquetModule, renew?: () => Promise<ParquetModule>): ParquetEngine {
  let module = first;
  let isRenewing = false;

  function replace(): void {
    if (renew === undefined || isRenewing) return;
    isRenewing = true;
    renew()
      .then((fresh) => {
        module = fresh;
      })
      // Offline, say: the next panic tries again.
      .catch(() => undefined)
      .finally(() => {
        isRenewing = false;
      });
  }

  function guard<T>(name: string, decode: () => T): T {
    try {
      // Both conversions consume the object in the module's memory, so there is nothing to free.
      return decode();
    } catch (cause) {
      if (isTrap(cause)) replace();
      throw corruptParquet(name, reasonOf(cause), { cause });
    }
  }

  return {
    decodeRows: (name, file, rows) => guard(name, () => module.readParquet(file, toOptions(rows)).intoIPCStream()),
    lendRows(name, file, rows, use) {
      const lent = guard(name, () => module.readParquet(file, toOptions(rows)).intoFFI());
      try {
        const { buffer } = module.wasmMemory() as WebAssembly.Memory;
        const addresses = Array.from({ length: lent.numArrays() }, (_, batch) => lent.arrayAddr(batch));
        return use(addresses.map((address) => parseRecordBatch(buffer, address, lent.schemaAddr(), false)));
      } finally {
        lent.free();
      }
    },
    decodeSchema(name, file) {
      return guard(name, () => module.readSchema(file).intoIPCStream());
    },
  };
}

function toOptions({ start, count }: RowSlice) {
  return { batchSize: Math.max(count, 1), limit: count, offset: start };
}

function reasonOf(cause: unknown): string {
  if (isTrap(cause)) return "the decoder stopped at what no Parquet file holds";
  return cause instanceof Error ? cause.message : String(cause);
}

/** Rust's panics are traps; a stack of its own that runs out is a RangeError of the host. */
function isTrap(cause: unknown): boolean {
  return cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError;
}

export function corruptParquet(file: string, reason: string, options?: { cause?: unknown }): TableError {
  return new TableError("CorruptParquet", `Cannot decode ${file}: ${reason}`, { file, reason }, options);
}
