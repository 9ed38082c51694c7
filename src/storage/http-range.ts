// Answers to range requests: the exact bytes, or what was wrong with the answer.

import { TableError } from "#delta/errors.ts";
import { checkSize, objectChanged, objectMissing, objectTruncated, sliceRange } from "./byte-slices.ts";
import { type ContentRange, parseContentRange } from "./content-range.ts";
import type { HttpAnswer } from "./http-request.ts";
import type { ByteRange, ObjectHead } from "./object-store.ts";
import type { ObjectVersions } from "./object-versions.ts";

export interface RangeAnswer {
  readonly key: string;
  /** Without credentials. */
  readonly url: string;
  /** Status 200, 206 or 416. */
  readonly answer: HttpAnswer;
  readonly versions: ObjectVersions;
}

export interface RangeAnswerOptions {
  readonly range: ByteRange;
  /** Up to which size a whole object is read in the place of the range. */
  readonly wholeLimitBytes: number;
  readonly keepWhole: (bytes: Uint8Array) => void;
}

/** Exactly the bytes asked for. Errors: as ObjectStore.getRange. */
export async function readRangeAnswer(from: RangeAnswer, options: RangeAnswerOptions): Promise<Uint8Array> {
  const { answer } = from;
  if (answer.status === 200) {
    return await readWholeAnswer(from, options);
  }
  const contentRange = parseContentRange(answer.header("Content-Range"));
  try {
    checkPart(from, contentRange, options.range);
  } catch (error) {
    await answer.body.cancel();
    throw error;
  }
  const { start, end } = options.range;
  const offset = start - (contentRange?.start ?? start);
  const partBytes = contentRange?.end === undefined ? end - start : contentRange.end - start + offset;
  const bytes = await answer.body.readAll(partBytes);
  if (bytes === "too-large") {
    throw rangeIgnored(from.url, contentRange?.sizeBytes);
  }
  if (bytes.length < offset + end - start) {
    throw objectTruncated(from.key, end - start, Math.max(0, bytes.length - offset));
  }
  return offset === 0 && bytes.length === end - start ? bytes : bytes.subarray(offset, offset + end - start);
}

/** The first bytes; undefined when a page of HTML stands in the object's place. */
export async function readHeadAnswer(from: RangeAnswer, lengthBytes: number): Promise<ObjectHead | undefined> {
  const { key, answer, versions } = from;
  if (answer.status === 416) {
    // Only an empty object has no first byte.
    await answer.body.cancel();
    return { bytes: new Uint8Array(), sizeBytes: 0, complete: true };
  }
  const { bytes, ended } = await answer.body.readFirst(lengthBytes);
  if (answer.status === 200) {
    return readFirstOfWhole(from, bytes, ended);
  }
  const sizeBytes = parseContentRange(answer.header("Content-Range"))?.sizeBytes;
  versions.check(key, answer, sizeBytes);
  const expectedBytes = sizeBytes === undefined ? bytes.length : Math.min(lengthBytes, sizeBytes);
  if (bytes.length !== expectedBytes) {
    throw objectTruncated(key, expectedBytes, bytes.length);
  }
  const isShort = bytes.length < lengthBytes;
  const size = sizeBytes ?? (isShort ? bytes.length : undefined);
  return { bytes, sizeBytes: size, complete: size === bytes.length };
}

/** True for the page that hosts of single-page apps answer with where there is no such file. */
export function isHtmlPage(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().toLowerCase();
  return start.startsWith("<!doctype") || start.startsWith("<html");
}

function readFirstOfWhole({ key, answer, versions }: RangeAnswer, bytes: Uint8Array, ended: boolean) {
  if (isHtmlPage(bytes)) {
    return undefined;
  }
  const sizeBytes = ended ? bytes.length : contentLength(answer);
  versions.check(key, answer, sizeBytes);
  return { bytes, sizeBytes, complete: ended };
}

function checkPart(
  { key, url, answer, versions }: RangeAnswer,
  part: ContentRange | undefined,
  range: ByteRange,
): void {
  if (part?.sizeBytes !== undefined) {
    checkSize(key, part.sizeBytes, range);
  }
  if (answer.status === 416) {
    throw range.sizeBytes === undefined
      ? objectTruncated(key, range.end, range.start)
      : objectChanged(key, `it ends before byte ${range.start}, the log says ${range.sizeBytes} bytes`);
  }
  versions.check(key, answer, part?.sizeBytes);
  if (part?.start !== undefined && part.start > range.start) {
    throw rangeIgnored(url, part.sizeBytes);
  }
}

async function readWholeAnswer(from: RangeAnswer, options: RangeAnswerOptions): Promise<Uint8Array> {
  const { key, url, answer, versions } = from;
  const { range } = options;
  const isWholeAsked = range.start === 0 && range.end === range.sizeBytes;
  const limitBytes = isWholeAsked ? Math.max(range.end, options.wholeLimitBytes) : options.wholeLimitBytes;
  const announcedBytes = contentLength(answer) ?? range.sizeBytes;
  if (announcedBytes !== undefined && announcedBytes > limitBytes) {
    await answer.body.cancel();
    throw rangeIgnored(url, announcedBytes);
  }
  const bytes = await answer.body.readAll(limitBytes);
  if (bytes === "too-large") {
    throw rangeIgnored(url, undefined);
  }
  if (isHtmlPage(bytes)) {
    throw objectMissing(key);
  }
  const slice = sliceRange(key, bytes, range);
  versions.check(key, answer, bytes.length);
  options.keepWhole(bytes);
  return slice;
}

function contentLength(answer: HttpAnswer): number | undefined {
  const header = answer.header("Content-Length");
  return header === undefined ? undefined : Number(header);
}

function rangeIgnored(url: string, sizeBytes: number | undefined): TableError {
  const size = sizeBytes === undefined ? "" : ` of ${sizeBytes} bytes`;
  const message = `Cannot read a part of ${url}: the server answers a range request with other bytes or the whole object${size}`;
  return new TableError("RangeIgnored", message, { url, sizeBytes });
}
