// One answer: first the faults that hide the object, then the object or its part.

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { contentType } from "./content-type.ts";
import type { Mount } from "./mount.ts";
import type { LoggedRequest } from "./request-log.ts";
import { findObject, type ServedObject } from "./source.ts";

export interface Exchange {
  readonly mount: Mount;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly entry: LoggedRequest;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
  /** Writes the head and part of the body, then destroys the connection. */
  readonly cutAtByte?: number;
}

export async function answer(exchange: Exchange): Promise<void> {
  const { mount, response, entry } = exchange;
  if (mount.latencyMs > 0) {
    await sleep(mount.latencyMs);
  }
  if (isCut(mount)) {
    entry.endedMs = performance.now();
    response.destroy();
    return;
  }
  const reply = findFault(exchange) ?? (await findReply(exchange));
  const body = exchange.request.method === "HEAD" ? "" : reply.body;
  const isError = reply.status >= 400;
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(mount.cors && (!isError || mount.corsOnErrors) ? corsHeaders(mount) : {}),
    "Content-Length": String(Buffer.byteLength(body)),
  });
  entry.status = reply.status;
  entry.bytes = reply.cutAtByte ?? Buffer.byteLength(body);
  // Ended before the bytes leave, so that what the client asks next never seems to have begun earlier.
  entry.endedMs = performance.now();
  if (reply.cutAtByte === undefined) {
    response.end(body);
  } else {
    response.write(Buffer.from(body).subarray(0, reply.cutAtByte), () => response.destroy());
  }
}

function isCut(mount: Mount): boolean {
  if (mount.answersUntilCut === undefined || mount.answersUntilCut > 0) {
    mount.answersUntilCut = mount.answersUntilCut === undefined ? undefined : mount.answersUntilCut - 1;
    return false;
  }
  return true;
}

function corsHeaders({ exposeHeaders }: Mount): Record<string, string> {
  return {
    "Access-Control-Allow-Origin": "*",
    ...(exposeHeaders ? { "Access-Control-Expose-Headers": "ETag, Content-Range, Accept-Ranges" } : {}),
  };
}

function findFault({ mount, query, request }: Exchange): Reply | undefined {
  if (request.method === "OPTIONS") {
    // No read of ours may need a preflight, so none is granted.
    return xmlError(403, "PreflightRefused", "This server grants no preflight.");
  }
  if (request.method !== "GET") {
    return xmlError(403, "AccessDenied", `${request.method} is not allowed here.`);
  }
  if (mount.failTimes > 0) {
    mount.failTimes -= 1;
    const fault = xmlError(mount.failStatus, "SlowDown", "Please reduce your request rate.");
    return mount.retryAfter === undefined
      ? fault
      : { ...fault, headers: { ...fault.headers, "Retry-After": mount.retryAfter } };
  }
  if (mount.expired) {
    return xmlError(403, "ExpiredToken", "The provided token has expired.");
  }
  const required = [...new URLSearchParams(mount.requiredQuery ?? "")];
  if (required.some(([name, value]) => query.get(name) !== value)) {
    return xmlError(403, "SignatureDoesNotMatch", "The request signature does not match.");
  }
  return undefined;
}

async function findReply(exchange: Exchange): Promise<Reply> {
  const { mount, key } = exchange;
  const object = mount.missing.has(key) ? undefined : await findObject(mount, key);
  if (object !== undefined) {
    return await partOf(exchange, object);
  }
  if (mount.fallbackPage !== undefined) {
    return { status: 200, headers: { "Content-Type": "text/html" }, body: mount.fallbackPage };
  }
  return mount.absentStatus === 404
    ? xmlError(404, "NoSuchKey", "The specified key does not exist.")
    : xmlError(mount.absentStatus, "AccessDenied", "Access Denied");
}

async function partOf({ mount, key, request }: Exchange, object: ServedObject): Promise<Reply> {
  const { sizeBytes } = object;
  const headers = {
    "Content-Type": contentType(key),
    "Last-Modified": object.modified,
    ETag: object.etag,
    "Accept-Ranges": "bytes",
  };
  const match = mount.ignoreRange ? null : request.headers.range?.match(/^bytes=(\d+)-(\d+)$/);
  if (!match) {
    return truncate(mount, key, { status: 200, headers, body: await object.read(0, sizeBytes) });
  }
  const start = Number(match[1]);
  const end = Math.min(Number(match[2]) + 1, sizeBytes);
  if (start >= sizeBytes) {
    return {
      ...xmlError(416, "InvalidRange", "The requested range is not satisfiable"),
      headers: { "Content-Range": `bytes */${sizeBytes}` },
    };
  }
  const partHeaders = { ...headers, "Content-Range": `bytes ${start}-${end - 1}/${sizeBytes}` };
  return truncate(mount, key, { status: 206, headers: partHeaders, body: await object.read(start, end) });
}

function truncate(mount: Mount, key: string, reply: Reply): Reply {
  const truncation = mount.truncated.get(key);
  if (truncation === undefined || truncation.bytes >= Buffer.byteLength(reply.body)) {
    return reply;
  }
  return truncation.how === "cut"
    ? { ...reply, cutAtByte: truncation.bytes }
    : { ...reply, body: Buffer.from(reply.body).subarray(0, truncation.bytes) };
}

function xmlError(status: number, code: string, message: string): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "Content-Type": "application/xml" }, body };
}
