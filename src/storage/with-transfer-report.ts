// Counts a store's reads as requests. For stores without a network of their own; createHttpStore counts at the wire.

import type { ObjectStore } from "./object-store.ts";
import type { TransferMeter } from "./transfer-meter.ts";

export interface TransferReportOptions {
  readonly meter: TransferMeter;
}

/** Each call is one request; the bytes it hands out are its bytes. */
export function withTransferReport(store: ObjectStore, { meter }: TransferReportOptions): ObjectStore {
  async function count<T>(operation: () => Promise<T>, sizeOf: (result: T) => number): Promise<T> {
    meter.started();
    try {
      const result = await operation();
      meter.received(sizeOf(result));
      return result;
    } finally {
      meter.ended();
    }
  }

  return {
    location: store.location,
    get: (key, options) => count(() => store.get(key, options), sizeOfObject),
    getRange: (key, range, options) => count(() => store.getRange(key, range, options), sizeOfBytes),
    getHead: (key, lengthBytes, options) => count(() => store.getHead(key, lengthBytes, options), sizeOfObject),
    list: (prefix, startAfter, options) =>
      count(
        () => store.list(prefix, startAfter, options),
        () => 0,
      ),
  };
}

function sizeOfBytes(bytes: Uint8Array): number {
  return bytes.length;
}

function sizeOfObject(object: { readonly bytes: Uint8Array } | undefined): number {
  return object?.bytes.length ?? 0;
}
