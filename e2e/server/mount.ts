// What a mount serves, and the ways in which it may misbehave. Every switch may be flipped while the server runs.

export interface Mount {
  /** A folder, or objects by key. */
  readonly source: string | ReadonlyMap<string, Uint8Array>;
  /** When an object in memory was written; the same time for all unless given. */
  readonly modifiedMs: ((key: string) => number) | undefined;
  /** Access-Control-Allow-Origin: *, on good answers and on errors. */
  cors: boolean;
  /** False: errors lack the CORS headers, as nginx has it unless told otherwise. */
  corsOnErrors: boolean;
  /** Lets pages see ETag and Content-Range. */
  exposeHeaders: boolean;
  /** A query whose every field each request must carry, else 403. */
  requiredQuery: string | undefined;
  /** Answers 403 with S3's ExpiredToken document. */
  expired: boolean;
  /** What a request for an absent object gets: 403 is S3's answer to callers without ListBucket. */
  absentStatus: 404 | 403 | 401;
  /** Answered with 200 where an object is absent, as hosts of single-page apps do. */
  fallbackPage: string | undefined;
  /** Answers every range request with 200 and the whole object. */
  ignoreRange: boolean;
  /** Added to each request before its answer begins: one round trip. */
  latencyMs: number;
  /** So many requests are answered with `failStatus` first. */
  failTimes: number;
  failStatus: number;
  retryAfter: string | undefined;
  /** Answers so many more requests, then destroys every connection until it is set anew. */
  answersUntilCut: number | undefined;
  /** Keys that are absent whatever the source holds. */
  readonly missing: Set<string>;
  /** Ends the body after so many bytes: "short" announces the short length, "cut" the whole one. */
  readonly truncated: Map<string, { readonly bytes: number; readonly how: "short" | "cut" }>;
  /** Replaces the bytes of an object, to corrupt it. */
  readonly edited: Map<string, (bytes: Uint8Array) => Uint8Array>;
  /** After so many reads an object has other validators, and the bytes that `replace` makes. */
  readonly changed: Map<string, { readonly afterReads: number; readonly replace: (bytes: Uint8Array) => Uint8Array }>;
}

/** A mount that behaves well but for what `options` say. */
export function createMount(options: Partial<Mount> & Pick<Mount, "source">): Mount {
  return {
    modifiedMs: undefined,
    cors: true,
    corsOnErrors: true,
    exposeHeaders: true,
    requiredQuery: undefined,
    expired: false,
    absentStatus: 404,
    fallbackPage: undefined,
    ignoreRange: false,
    latencyMs: 0,
    failTimes: 0,
    failStatus: 503,
    retryAfter: undefined,
    answersUntilCut: undefined,
    missing: new Set(),
    truncated: new Map(),
    edited: new Map(),
    changed: new Map(),
    ...options,
  };
}
