// A table over HTTP, by GET and Range alone: no HEAD, no listing, no suffix range, and no header that needs a preflight.

import type { AccessKeeper } from "./access.ts";
import { objectMissing, sliceRange } from "./byte-slices.ts";
import { isHtmlPage, readHeadAnswer, readRangeAnswer } from "./http-range.ts";
import { createHttpSender } from "./http-sender.ts";
import { isMutableKey } from "./object-key.ts";
import type { ObjectStore } from "./object-store.ts";
import { createTransferMeter, type TransferMeter } from "./transfer-meter.ts";
import { createWholeObjectPolicy, type WholeObjectPolicy } from "./whole-object-policy.ts";
import { createWholeObjects } from "./whole-objects.ts";

export interface HttpStoreOptions {
  /** As the user knows it; without credentials. */
  readonly location: string;
  /** The root's address, without query. */
  readonly rootUrl: string;
  readonly keeper: AccessKeeper;
  readonly meter?: TransferMeter | undefined;
  readonly wholeObjects?: WholeObjectPolicy | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Undefined outside a browser. */
  readonly pageOrigin?: string | undefined;
  readonly nowMs?: (() => number) | undefined;
}

export function createHttpStore(options: HttpStoreOptions): ObjectStore {
  const send = createHttpSender({
    rootUrl: options.rootUrl.replace(/\/*$/, "/"),
    keeper: options.keeper,
    meter: options.meter ?? createTransferMeter(),
    // Called as another object's method, the browser's fetch throws.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    pageOrigin: options.pageOrigin,
    nowMs: options.nowMs ?? Date.now,
  });
  const policy = options.wholeObjects ?? createWholeObjectPolicy();
  const wholes = createWholeObjects();
  const { origin } = new URL(options.rootUrl);

  return {
    location: options.location,
    async get(key, readOptions) {
      const sent = await send(key, { signal: readOptions?.signal });
      const bytes = await sent?.answer.body.readAll();
      if (sent === undefined || !(bytes instanceof Uint8Array) || isStandInPage(key, bytes)) {
        return undefined;
      }
      if (!isMutableKey(key)) {
        sent.versions.check(key, sent.answer, bytes.length);
      }
      return { bytes, modifiedMs: parseTime(sent.answer.header("Last-Modified")) };
    },
    async getRange(key, range, readOptions) {
      const { start, end } = range;
      if (start >= end) {
        return new Uint8Array();
      }
      const whole = wholes.find(key);
      if (whole !== undefined) {
        return sliceRange(key, whole, range);
      }
      const sent = await send(key, { range: `bytes=${start}-${end - 1}`, signal: readOptions?.signal });
      if (sent === undefined) {
        throw objectMissing(key);
      }
      const wholeLimitBytes = policy.limitBytes(origin);
      const keepWhole = (bytes: Uint8Array) => wholes.keep(key, bytes, wholeLimitBytes);
      return await readRangeAnswer(sent, { range, wholeLimitBytes, keepWhole });
    },
    async getHead(key, lengthBytes, readOptions) {
      const sent = await send(key, { range: `bytes=0-${Math.max(1, lengthBytes) - 1}`, signal: readOptions?.signal });
      return sent === undefined ? undefined : await readHeadAnswer(sent, lengthBytes);
    },
    list: async () => undefined,
  };
}

// Hosts of single-page apps answer 200 with their page where there is no such file. No log file is HTML.
function isStandInPage(key: string, bytes: Uint8Array): boolean {
  return key.startsWith("_delta_log/") && isHtmlPage(bytes);
}

function parseTime(header: string | undefined): number | undefined {
  const ms = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(ms) ? undefined : ms;
}
