// `numRecords` of a file's stats (PROTOCOL.md "Per-file Statistics"), found in the bytes: parsing the whole JSON of a
// million files costs seconds, and only the key at the top level counts (a column may have the same name).

import { decodeUtf8 } from "./utf8-column.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const KEY = new TextEncoder().encode('"numRecords"');
const LEADING_KEY = new TextEncoder().encode('{"numRecords":');

/** Physical rows as `bytes[start .. end]` (the JSON of `stats`) tells; NaN where it does not. */
export function numRecordsOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < LEADING_KEY.length || bytes[end - 1] !== 0x7d) return parseWhole(bytes, start, end);
  const value = startsWith(bytes, start, LEADING_KEY) ? start + LEADING_KEY.length : findValue(bytes, start, end);
  const count = value < 0 ? Number.NaN : readCount(bytes, value, end);
  return Number.isNaN(count) ? parseWhole(bytes, start, end) : count;
}

/** Where the value of the top-level key starts; -1 when the bytes are not as plain as expected. */
function findValue(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== QUOTE) {
      depth += nesting(byte);
      continue;
    }
    const close = stringEnd(bytes, at, end);
    if (depth === 1 && bytes[close + 1] === COLON && isKey(bytes, at, close)) return close + 2;
    at = close;
  }
  return -1;
}

/** `[` and `{` differ in one bit, so do `]` and `}`. */
function nesting(byte: number): number {
  if ((byte | 0x20) === 0x7b) return 1;
  return (byte | 0x20) === 0x7d ? -1 : 0;
}

function isKey(bytes: Uint8Array, at: number, close: number): boolean {
  return close - at + 1 === KEY.length && startsWith(bytes, at, KEY);
}

/** The position of the closing quote. */
function stringEnd(bytes: Uint8Array, open: number, end: number): number {
  let at = open + 1;
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Digits up to a comma or a brace; NaN for anything else. */
function readCount(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x2c || byte === 0x7d) return at > start && Number.isSafeInteger(count) ? count : Number.NaN;
    if (byte < 0x30 || byte > 0x39) return Number.NaN;
    count = count * 10 + (byte - 0x30);
  }
  return Number.NaN;
}

function startsWith(bytes: Uint8Array, at: number, prefix: Uint8Array): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix[i]) return false;
  return true;
}

function parseWhole(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start) return Number.NaN;
  try {
    const stats: unknown = JSON.parse(decodeUtf8(bytes, start, end));
    const count = typeof stats === "object" && stats !== null && "numRecords" in stats ? stats.numRecords : undefined;
    return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 ? count : Number.NaN;
  } catch {
    // Stats are advisory: malformed ones tell nothing.
    return Number.NaN;
  }
}
