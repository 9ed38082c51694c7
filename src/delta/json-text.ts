// JSON read from its text where `JSON.parse` loses something: integers beyond 2^53, the spelling of a number, repeated
// keys. Slower than `JSON.parse`, so only for the few lines that need it.

export interface JsonTextOptions {
  /** Turns a number's text into a value; by default a number, or a bigint where an integer is beyond 2^53. */
  readonly number?: (text: string) => unknown;
  /** A key that occurs twice in one object: the last one counts, or the text is refused. */
  readonly repeatedKeys?: "last" | "refuse";
}

/** Errors: SyntaxError. Objects have own properties only, `__proto__` included. */
export function parseJsonText(text: string, options: JsonTextOptions = {}): unknown {
  const cursor = { text, at: 0, number: options.number ?? exactNumber, refuse: options.repeatedKeys === "refuse" };
  const value = readValue(cursor);
  if (nextToken(cursor) !== "") throw unexpected(cursor);
  return value;
}

/** A number, or a bigint where the text is an integer that a number can't hold. */
function exactNumber(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(text) ? value : BigInt(text);
}

interface Cursor {
  readonly text: string;
  at: number;
  readonly number: (text: string) => unknown;
  readonly refuse: boolean;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

function readValue(cursor: Cursor): unknown {
  const token = nextToken(cursor);
  if (token === "{") return readObject(cursor);
  if (token === "[") return readArray(cursor);
  if (token === '"') return readString(cursor);
  const word = take(cursor, WORD);
  if (word !== undefined) return JSON.parse(word);
  const number = take(cursor, NUMBER);
  if (number === undefined) throw unexpected(cursor);
  return cursor.number(number);
}

function readObject(cursor: Cursor): unknown {
  const entries = new Map<string, unknown>();
  cursor.at += 1;
  while (nextToken(cursor) !== "}") {
    if (entries.size > 0) expect(cursor, ",");
    if (nextToken(cursor) !== '"') throw unexpected(cursor);
    const key = readString(cursor);
    if (cursor.refuse && entries.has(key)) throw new SyntaxError(`Repeated key in JSON: ${key}`);
    expect(cursor, ":");
    entries.set(key, readValue(cursor));
  }
  cursor.at += 1;
  return Object.fromEntries(entries);
}

function readArray(cursor: Cursor): unknown {
  const items: unknown[] = [];
  cursor.at += 1;
  while (nextToken(cursor) !== "]") {
    if (items.length > 0) expect(cursor, ",");
    items.push(readValue(cursor));
  }
  cursor.at += 1;
  return items;
}

function readString(cursor: Cursor): string {
  const text = take(cursor, STRING);
  if (text === undefined) throw unexpected(cursor);
  return String(JSON.parse(text));
}

function nextToken(cursor: Cursor): string {
  take(cursor, SPACE);
  return cursor.text.charAt(cursor.at);
}

function expect(cursor: Cursor, token: string): void {
  if (nextToken(cursor) !== token) throw unexpected(cursor);
  cursor.at += 1;
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

function unexpected(cursor: Cursor): SyntaxError {
  return new SyntaxError(`Unexpected text in JSON at position ${cursor.at}`);
}
