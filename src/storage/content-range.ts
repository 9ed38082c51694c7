// RFC 9110, Content-Range: which bytes an answer holds, and of how many.

export interface ContentRange {
  /** Undefined in the answer to an unsatisfiable range. */
  readonly start: number | undefined;
  /** Exclusive. */
  readonly end: number | undefined;
  /** Undefined where the server does not tell. */
  readonly sizeBytes: number | undefined;
}

/** Undefined for a header that is absent, hidden or not of this form. */
export function parseContentRange(header: string | undefined): ContentRange | undefined {
  const match = header?.match(/^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/i);
  if (!match) {
    return undefined;
  }
  const [, first, last, size] = match;
  return {
    start: first === undefined ? undefined : Number(first),
    end: last === undefined ? undefined : Number(last) + 1,
    sizeBytes: size === undefined || size === "*" ? undefined : Number(size),
  };
}
