// One GET: signs the address, counts the request, and tells a CORS refusal from a broken network.

import { TableError } from "#delta/errors.ts";
import type { AccessKeeper } from "./access.ts";
import { createHttpBody, type HttpBody } from "./http-body.ts";
import type { AccessGrant } from "./location/access-grant.ts";
import type { TransferMeter } from "./transfer-meter.ts";

interface HttpRequest {
  /** Without credentials. */
  readonly url: string;
  /** Value of the Range header. */
  readonly range?: string | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Undefined where it is absent or CORS hides it. */
  header(name: string): string | undefined;
  readonly body: HttpBody;
  /** The grant that the request was signed with. */
  readonly grant: AccessGrant | undefined;
}

export interface HttpRequesterOptions {
  readonly fetch: typeof fetch;
  readonly keeper: AccessKeeper;
  readonly meter: TransferMeter;
  /** Undefined outside a browser, where nothing blocks by CORS. */
  readonly pageOrigin: string | undefined;
}

export type HttpRequester = (request: HttpRequest) => Promise<HttpAnswer>;

/** Errors of a request: BlockedByCors, NetworkFailed; every status is an answer. */
export function createHttpRequester(options: HttpRequesterOptions): HttpRequester {
  let answeredBefore = false;
  return async (request) => {
    try {
      const answer = await send(request, options);
      answeredBefore = true;
      return answer;
    } catch (error) {
      request.signal?.throwIfAborted();
      return await sendAgainOrExplain(request, options, { error, answeredBefore });
    }
  };
}

interface Failure {
  readonly error: unknown;
  /** Whether the store let this page read another answer. */
  readonly answeredBefore: boolean;
}

async function send(request: HttpRequest, options: HttpRequesterOptions): Promise<HttpAnswer> {
  const { meter } = options;
  const grant = options.keeper.find(request.url);
  meter.started();
  try {
    const response = await options.fetch(signedUrl(request.url, grant), {
      ...commonInit,
      signal: request.signal ?? null,
      ...(request.range === undefined ? {} : { headers: { Range: request.range } }),
    });
    const body = createHttpBody(response, { url: request.url, meter, signal: request.signal });
    return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, body, grant };
  } catch (error) {
    meter.ended();
    throw error;
  }
}

// fetch rejects with the same TypeError for a refused cross-origin read and for a dead network; only a request without
// CORS, which answers opaquely, can tell them apart.
async function sendAgainOrExplain(
  request: HttpRequest,
  options: HttpRequesterOptions,
  failure: Failure,
): Promise<HttpAnswer> {
  const { pageOrigin } = options;
  if (pageOrigin === undefined || !(await answersOpaquely(request, options))) {
    request.signal?.throwIfAborted();
    throw networkFailed(request.url, pageOrigin, options.keeper.redact(reasonOf(failure.error)));
  }
  try {
    // The network may have failed for the moment of the first try alone.
    return await send(request, options);
  } catch {
    request.signal?.throwIfAborted();
    throw blockedByCors(request.url, pageOrigin, failure);
  }
}

async function answersOpaquely(request: HttpRequest, options: HttpRequesterOptions): Promise<boolean> {
  const { meter } = options;
  const stopper = new AbortController();
  meter.started();
  try {
    await options.fetch(signedUrl(request.url, options.keeper.find(request.url)), {
      ...commonInit,
      mode: "no-cors",
      signal: request.signal === undefined ? stopper.signal : AbortSignal.any([request.signal, stopper.signal]),
    });
    return true;
  } catch {
    return false;
  } finally {
    stopper.abort();
    meter.ended();
  }
}

// no-store: a commit that is absent may appear, the hint changes, no signed address shall stay on the disk, and Chromium
// lets ranges of one address wait for each other at its cache (six at once, 100 ms each: 0.65 s; with no-store 0.14 s).
const commonInit = { method: "GET", cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" } as const;

function signedUrl(url: string, grant: AccessGrant | undefined): string {
  return grant === undefined || grant.query === "" ? url : `${url}?${grant.query}`;
}

function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error && cause.message !== "" ? `${message} (${cause.message})` : message;
}

function networkFailed(url: string, pageOrigin: string | undefined, detail: string): TableError {
  const isMixed = url.startsWith("http:") && pageOrigin?.startsWith("https:");
  const reason = isMixed ? "a page served by https may not read an http address" : detail;
  return new TableError("NetworkFailed", `Cannot reach ${url}: ${reason}`, { url, reason });
}

function blockedByCors(url: string, origin: string, { answeredBefore }: Failure): TableError {
  // nginx, for one, leaves the headers out of errors unless told `always`; what it hides may be a 404 or a failure.
  const state = answeredBefore
    ? `the store let pages of ${origin} read its other answers but not this one; some servers leave CORS headers out of errors`
    : `the store's CORS rules do not let pages of ${origin} read this answer`;
  return new TableError("BlockedByCors", `Cannot read ${url}: ${state}`, { url, origin });
}
