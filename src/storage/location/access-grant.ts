// A secret, and the addresses it may be sent to.

/** A secret query that opens every object below `scope`. */
export interface AccessGrant {
  /** Origin and path prefix, percent-encoded as in a URL: `https://acct.blob.core.windows.net/container/`. */
  readonly scope: string;
  /** Without `?`. */
  readonly query: string;
  /** Milliseconds since 1970 UTC, where the query says it. */
  readonly expiresMs: number | undefined;
}
