// Answers cut from bytes that are already here: what every store without a network does.

import { TableError } from "#delta/errors.ts";
import type { ByteRange, ObjectHead } from "./object-store.ts";

/** The range of a whole object. Errors: ObjectChanged and ObjectTruncated, as ObjectStore.getRange. */
export function sliceRange(key: string, whole: Uint8Array, range: ByteRange): Uint8Array {
  checkSize(key, whole.length, range);
  return whole.subarray(range.start, range.end);
}

export function sliceHead(whole: Uint8Array, lengthBytes: number): ObjectHead {
  return {
    bytes: whole.subarray(0, lengthBytes),
    sizeBytes: whole.length,
    complete: whole.length <= lengthBytes,
  };
}

/** Errors: ObjectChanged when `sizeBytes` is not what the range says, ObjectTruncated when the range ends behind it. */
export function checkSize(key: string, sizeBytes: number, range: ByteRange): void {
  if (range.sizeBytes !== undefined && range.sizeBytes !== sizeBytes) {
    throw objectChanged(key, `it has ${sizeBytes} bytes, the log says ${range.sizeBytes}`);
  }
  if (range.end > sizeBytes) {
    throw objectTruncated(key, range.end, sizeBytes);
  }
}

export function objectMissing(key: string): TableError<"ObjectMissing"> {
  return new TableError("ObjectMissing", `Cannot read ${key}: the object is not there`, { path: key });
}

export function objectChanged(key: string, reason: string): TableError<"ObjectChanged"> {
  return new TableError("ObjectChanged", `Cannot trust ${key}: ${reason}`, { path: key, reason });
}

export function objectTruncated(key: string, expectedBytes: number, gotBytes: number): TableError<"ObjectTruncated"> {
  const message = `Cannot read ${key}: it ends after ${gotBytes} bytes, ${expectedBytes} were expected`;
  return new TableError("ObjectTruncated", message, { path: key, expectedBytes, gotBytes });
}
