// What an answer that is no success means: absent, denied, expired, unavailable.

import { TableError } from "#delta/errors.ts";
import type { HttpAnswer } from "./http-request.ts";
import type { AccessGrant } from "./location/access-grant.ts";

/** The part of a refusal's body that stores agree on. Safe to show: never more than a code of the store's own. */
interface StoreError {
  readonly code: string | undefined;
  readonly expired: boolean;
  readonly expiredMs: number | undefined;
}

export type Refusal =
  | { readonly kind: "absent" }
  /** Denied in the words that S3 also uses for an absent object, to callers that may not list. */
  | { readonly kind: "denied-or-absent"; readonly error: TableError }
  | { readonly kind: "failed"; readonly error: TableError };

export interface RefusalOptions {
  /** Without credentials. */
  readonly url: string;
  readonly nowMs: number;
}

const bodyLimitBytes = 8192;

export async function readRefusal(answer: HttpAnswer, { url, nowMs }: RefusalOptions): Promise<Refusal> {
  const { status, grant } = answer;
  if (status === 404 || status === 410) {
    await answer.body.cancel();
    return { kind: "absent" };
  }
  const storeError = parseStoreError(await readText(answer), nowMs);
  const isDenial =
    status === 401 || status === 403 || (status === 409 && storeError.code === "PublicAccessNotPermitted");
  if (storeError.expired || (isDenial && hasExpired(grant, nowMs))) {
    return { kind: "failed", error: signatureExpired(url, storeError.expiredMs ?? grant?.expiresMs) };
  }
  if (!isDenial) {
    const retryAfterMs = parseRetryAfter(answer.header("Retry-After"), nowMs);
    return { kind: "failed", error: storeUnavailable(url, status, { code: storeError.code, retryAfterMs }) };
  }
  const error = accessDenied(url, status, storeError.code);
  const maybeAbsent = status === 403 && (storeError.code === "AccessDenied" || storeError.code === undefined);
  return { kind: maybeAbsent ? "denied-or-absent" : "failed", error };
}

// The code alone is worth waiting for; a body that fails halfway tells as much as it told.
async function readText(answer: HttpAnswer): Promise<string> {
  try {
    const { bytes } = await answer.body.readFirst(bodyLimitBytes);
    return new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof TableError) {
      return "";
    }
    throw error;
  }
}

/** The error documents of S3, Azure and GCS (XML), and of JSON APIs. */
function parseStoreError(text: string, nowMs: number): StoreError {
  const code =
    text.match(/<Code>\s*([A-Za-z0-9_.-]{1,64})\s*<\/Code>/i)?.[1] ?? text.match(/"code"\s*:\s*"([\w.-]{1,64})"/)?.[1];
  const expiryText = text.match(/<Expires>([^<]{1,40})<\/Expires>/)?.[1] ?? text.match(/Expiry \[([^\]]{1,60})\]/)?.[1];
  const expiryMs = expiryText === undefined ? Number.NaN : Date.parse(expiryText);
  const expiredMs = Number.isNaN(expiryMs) ? undefined : expiryMs;
  // Azure words "too early" and "too late" alike, and shows both bounds beside its own clock.
  const storeNowMs = Date.parse(text.match(/Current \[([^\]]{1,60})\]/)?.[1] ?? "") || nowMs;
  const outOfFrame =
    /not valid in the specified time frame/i.test(text) && expiredMs !== undefined && expiredMs <= storeNowMs;
  const expired = /^(Expired|ExpiredToken|ExpiredTokenException|RequestExpired|TokenExpired)$/.test(code ?? "");
  return { code, expired: expired || outOfFrame || /<Message>[^<]*\bhas expired\b/i.test(text), expiredMs };
}

function hasExpired(grant: AccessGrant | undefined, nowMs: number): boolean {
  return grant?.expiresMs !== undefined && grant.expiresMs <= nowMs;
}

function parseRetryAfter(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function accessDenied(url: string, status: number, code: string | undefined): TableError {
  return new TableError("AccessDenied", `Cannot read ${url}: access denied (${withCode(status, code)})`, {
    url,
    status,
  });
}

function signatureExpired(url: string, expiredMs: number | undefined): TableError {
  return new TableError("SignatureExpired", `Cannot read ${url}: the signature has expired`, { url, expiredMs });
}

function storeUnavailable(
  url: string,
  status: number,
  { code, retryAfterMs }: { readonly code: string | undefined; readonly retryAfterMs: number | undefined },
): TableError {
  const message = `Cannot read ${url}: the store answers ${withCode(status, code)}`;
  return new TableError("StoreUnavailable", message, { url, status, retryAfterMs });
}

function withCode(status: number, code: string | undefined): string {
  return code === undefined ? String(status) : `${status} ${code}`;
}
