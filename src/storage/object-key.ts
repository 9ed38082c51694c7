// Names of objects: which ones a store may be asked for, how they stand in a URL, how they sort.

import { TableError } from "#delta/errors.ts";

const loneSurrogate = /\p{Surrogate}/u;

/** The key as a URL's path, percent-encoded once. Errors: InvalidLocation, as `checkKey`. */
export function encodeKey(key: string): string {
  checkKey(key);
  // Partition folders hold `=`, which needs no escape; static hosts are known that look files up by the path as sent.
  return key.split("/").map(encodeURIComponent).join("/").replaceAll("%3D", "=");
}

/** Errors: InvalidLocation for a key that would leave the table's root, or that is no text. */
export function checkKey(key: string): void {
  // A URL parser and a file system both resolve dot segments, so such a key would name an object outside the table.
  if (key.split("/").some((segment) => segment === "." || segment === "..")) {
    throw invalidKey(key, "it has a . or .. segment");
  }
  if (loneSurrogate.test(key)) {
    throw invalidKey(key.replace(loneSurrogate, "\ufffd"), "it is not well-formed Unicode");
  }
}

/** True for the one object that is overwritten in place (PROTOCOL.md, Last Checkpoint File). */
export function isMutableKey(key: string): boolean {
  return key === "_delta_log/_last_checkpoint";
}

/** True for a log file that may not be there yet: the hint, a commit, a checksum. */
export function isLogProbe(key: string): boolean {
  return key.startsWith("_delta_log/") && !key.endsWith(".parquet");
}

/** True for a checkpoint's Parquet file, which is read once into columns of our own. */
export function isCheckpointFile(key: string): boolean {
  return key.startsWith("_delta_log/") && key.endsWith(".parquet");
}

/** UTF-8 byte order, which is code point order; JavaScript's own compares UTF-16 units. */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) {
      return codePointRank(a) - codePointRank(b);
    }
  }
  return left.length - right.length;
}

function codePointRank(unit: number): number {
  if (unit < 0xd800) {
    return unit;
  }
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

function invalidKey(key: string, reason: string): TableError {
  return new TableError("InvalidLocation", `Cannot read ${key}: ${reason}`, { location: key, reason });
}
