// Strings as bytes with offsets, the layout of Arrow: built from text, read back one at a time.

import type { Utf8Column } from "./ports.ts";

export interface Utf8Builder {
  push(text: string | undefined): void;
  finish(): Utf8Column;
}

export function createUtf8Builder(): Utf8Builder {
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(256);
  let length = 0;
  const offsets: number[] = [0];
  const valid: number[] = [];
  let nulls = 0;
  return {
    push(text) {
      valid.push(text === undefined ? 0 : 1);
      if (text === undefined) nulls += 1;
      else {
        bytes = withRoom(bytes, length, text.length * 3);
        length += encoder.encodeInto(text, bytes.subarray(length)).written;
      }
      offsets.push(length);
    },
    finish() {
      return {
        bytes: bytes.slice(0, length),
        offsets: Int32Array.from(offsets),
        valid: nulls === 0 ? undefined : Uint8Array.from(valid),
      };
    },
  };
}

/** Undefined for a null. */
export function utf8At(column: Utf8Column, row: number): string | undefined {
  if (column.valid !== undefined && column.valid[row] === 0) return undefined;
  return decodeUtf8(column.bytes, column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0);
}

export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  return DECODER.decode(bytes.subarray(start, end));
}

const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

function withRoom(bytes: Uint8Array<ArrayBuffer>, length: number, more: number): Uint8Array<ArrayBuffer> {
  if (length + more <= bytes.length) return bytes;
  const grown = new Uint8Array(Math.max(bytes.length * 2, length + more));
  grown.set(bytes.subarray(0, length));
  return grown;
}
