// Deletion vectors (PROTOCOL.md "Deletion Vectors"): where a descriptor's bytes are, and what they say. Whatever does not
// agree with the descriptor is an error: a wrong vector shows deleted rows or hides live ones.
//
// A file holds a version byte (1), and at a descriptor's offset:
// | big-endian uint32 size | size bytes of data | big-endian uint32 CRC-32 of the data |

import type { DeletionVectorDescriptor } from "#delta/actions.ts";
import { viewOf } from "#delta/byte-view.ts";
import { type DataPath, parseDataPath } from "#delta/data-path.ts";
import { TableError } from "#delta/errors.ts";
import { decodeBase85 } from "./base85.ts";
import { crc32 } from "./crc32.ts";
import { deletedCount, firstDeletedFrom } from "./deleted-rows.ts";
import { parseRoaring, type RowSet } from "./roaring.ts";

export type VectorPlace =
  | { readonly kind: "inline"; readonly data: Uint8Array }
  | {
      readonly kind: "file";
      readonly path: DataPath;
      /** Of the size field; the whole entry ends at `end`. */
      readonly start: number;
      readonly end: number;
    };

const UUID_CHARACTERS = 20;
const FILE_VERSION = 1;
const FRAME_BYTES = 4;

/**
 * `dataFile` names the add in errors; `roots` are those of parseDataPath.
 * Errors: CorruptDeletionVector, ProtocolViolation for a path that leaves the table.
 */
export function placeOfVector(
  descriptor: DeletionVectorDescriptor,
  dataFile: string,
  roots: readonly string[] = [],
): VectorPlace {
  const { storageType, pathOrInlineDv, offset = 0, sizeInBytes } = descriptor;
  if (![offset, sizeInBytes].every((number) => Number.isSafeInteger(number) && number >= 0)) {
    throw corruptVector(dataFile, `it lies at byte ${offset} with ${sizeInBytes} bytes`);
  }
  switch (storageType) {
    case "i":
      return { kind: "inline", data: inlineData(descriptor, dataFile) };
    case "p":
      return inFile(descriptor, parseDataPath(pathOrInlineDv, roots));
    case "u":
      return inFile(descriptor, { kind: "relative", key: relativeKey(pathOrInlineDv, dataFile) });
    default:
      throw corruptVector(dataFile, `its storage type is "${storageType}"`);
  }
}

/** The entry of a vector's file from `start` to `end`. Errors: CorruptDeletionVector. */
export function unwrapVector(entry: Uint8Array, descriptor: DeletionVectorDescriptor, file: string): Uint8Array {
  const view = viewOf(entry);
  const size = view.getUint32(0);
  if (size !== descriptor.sizeInBytes) {
    throw corruptVector(file, `it has ${size} bytes where the log says ${descriptor.sizeInBytes}`);
  }
  const data = entry.subarray(FRAME_BYTES, FRAME_BYTES + size);
  const checksum = view.getUint32(FRAME_BYTES + size);
  if (crc32(data) !== checksum) throw corruptVector(file, "its checksum does not match");
  return data;
}

/** Errors: CorruptDeletionVector when the file's first byte names another format. */
export function checkFileVersion(firstByte: number | undefined, file: string): void {
  if (firstByte !== FILE_VERSION) throw corruptVector(file, `its format version is ${firstByte}, not ${FILE_VERSION}`);
}

/** Errors: CorruptDeletionVector, which names `file`. */
export function parseVector(data: Uint8Array, descriptor: DeletionVectorDescriptor, file: string): RowSet {
  const rows = parseRows(data, file);
  const count = deletedCount(rows);
  if (count !== descriptor.cardinality) {
    throw corruptVector(file, `it marks ${count} rows where the log says ${descriptor.cardinality}`);
  }
  return rows;
}

/** `physicalRows` are the data file's. Errors: CorruptDeletionVector, which names `file`. */
export function checkWithinFile(rows: RowSet, physicalRows: number, file: string): void {
  if (firstDeletedFrom(rows, physicalRows) !== Number.POSITIVE_INFINITY) {
    throw corruptVector(file, `it marks rows beyond the ${physicalRows} of the data file`);
  }
}

function parseRows(data: Uint8Array, file: string): RowSet {
  try {
    return parseRoaring(data);
  } catch (cause) {
    if (cause instanceof RangeError) throw corruptVector(file, cause.message, cause);
    throw cause;
  }
}

function inFile(descriptor: DeletionVectorDescriptor, path: DataPath): VectorPlace {
  // "When absent, 1": the byte after the version.
  const start = descriptor.offset ?? 1;
  return { kind: "file", path, start, end: start + FRAME_BYTES + descriptor.sizeInBytes + FRAME_BYTES };
}

function inlineData({ pathOrInlineDv, sizeInBytes }: DeletionVectorDescriptor, dataFile: string): Uint8Array {
  const bytes = decodeBase85(pathOrInlineDv);
  if (bytes === undefined || bytes.length < sizeInBytes)
    throw corruptVector(dataFile, "its inline text is not Z85 of its size");
  // What lies behind is padding.
  return bytes.subarray(0, sizeInBytes);
}

/** `<prefix>/deletion_vector_<uuid>.bin`: the last 20 characters are the UUID, what comes before is a folder. */
function relativeKey(text: string, dataFile: string): string {
  const uuid = decodeBase85(text.slice(-UUID_CHARACTERS));
  if (text.length < UUID_CHARACTERS || uuid === undefined)
    throw corruptVector(dataFile, "its file's name is not a UUID in Z85");
  const prefix = text.slice(0, -UUID_CHARACTERS);
  if (prefix.split("/").some((segment) => segment === ".."))
    throw corruptVector(dataFile, "its folder leaves the table");
  const hex = Array.from(uuid, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const name = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  return `${prefix === "" ? "" : `${prefix}/`}deletion_vector_${name}.bin`;
}

/** What can't be relied on of a vector of `file`. */
export function corruptVector(file: string, reason: string, cause?: unknown): TableError<"CorruptDeletionVector"> {
  const message = `Cannot read the deletion vector of ${file}: ${reason}`;
  return new TableError("CorruptDeletionVector", message, { file, reason }, cause === undefined ? {} : { cause });
}
