// A commit file's bytes (PROTOCOL.md "Delta Log Entries": newline-delimited JSON) to its actions, in the order written.

import type { Action } from "./actions.ts";
import { malformed, parseAction } from "./parse-action.ts";

export interface NumberedLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

const NEWLINE = 0x0a;
const DECODE_BYTES = 1 << 20;

/**
 * The file's lines without their ends; blank lines are left out but counted. Only LF and CRLF end a line: U+2028 may
 * stand inside a JSON string.
 * Errors: MalformedLog when the bytes are not UTF-8.
 */
export function* readLines(bytes: Uint8Array, file: string): Generator<NumberedLine> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let line = 0;
  let start = hasByteOrderMark(bytes) ? 3 : 0;
  while (start < bytes.length) {
    const end = blockEnd(bytes, start);
    const block = decodeBlock(decoder, bytes.subarray(start, end), { file, line });
    for (const text of block.split("\n")) {
      line += 1;
      const trimmed = text.trim();
      if (trimmed !== "") yield { line, text: trimmed };
    }
    start = end + 1;
  }
}

/** Errors: MalformedLog, naming the line. */
export function* parseCommit(bytes: Uint8Array, file: string): Generator<Action> {
  for (const { line, text } of readLines(bytes, file)) {
    const action = parseAction(text, { file, line });
    if (action !== undefined) yield action;
  }
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The newline that ends the block: about a megabyte on, or as far as one long line needs; the file's end otherwise. */
function blockEnd(bytes: Uint8Array, start: number): number {
  const wanted = start + DECODE_BYTES;
  if (wanted >= bytes.length) return bytes.length;
  const before = bytes.lastIndexOf(NEWLINE, wanted);
  if (before >= start) return before;
  const after = bytes.indexOf(NEWLINE, wanted);
  return after < 0 ? bytes.length : after;
}

function decodeBlock(decoder: TextDecoder, block: Uint8Array, before: { file: string; line: number }): string {
  try {
    return decoder.decode(block);
  } catch (cause) {
    throw malformed({ file: before.file, line: before.line + firstBadLine(block) }, "not valid UTF-8", cause);
  }
}

/** 1-based within the block. */
function firstBadLine(block: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let start = 0;
  while (start < block.length) {
    const newline = block.indexOf(NEWLINE, start);
    const end = newline < 0 ? block.length : newline;
    try {
      decoder.decode(block.subarray(start, end));
    } catch {
      return line;
    }
    line += 1;
    start = end + 1;
  }
  return line;
}
