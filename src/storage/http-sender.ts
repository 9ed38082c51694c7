// From a key to a good answer: the address, and what a refusal means for this table.

import { type DenialOptions, isGood, settleRefusal } from "./http-denial.ts";
import type { RangeAnswer } from "./http-range.ts";
import { createHttpRequester, type HttpRequesterOptions } from "./http-request.ts";
import { encodeKey } from "./object-key.ts";
import { createObjectVersions } from "./object-versions.ts";
import { createReadRecord } from "./read-record.ts";

interface Ask {
  /** Value of the Range header. */
  readonly range?: string;
  readonly signal: AbortSignal | undefined;
}

/** Status 200, 206 or 416; undefined for an absent object. */
export type HttpSender = (key: string, ask: Ask) => Promise<RangeAnswer | undefined>;

export interface HttpSenderOptions extends HttpRequesterOptions {
  /** With a slash at the end, without query. */
  readonly rootUrl: string;
  readonly nowMs: () => number;
}

export function createHttpSender(options: HttpSenderOptions): HttpSender {
  const request = createHttpRequester(options);
  const versions = createObjectVersions();
  const reads = createReadRecord();

  async function ask(key: string, { range, signal }: Ask): Promise<RangeAnswer> {
    const url = options.rootUrl + encodeKey(key);
    return { key, url, answer: await request({ url, range, signal }), versions };
  }

  async function askOnRecord(key: string, what: Ask): Promise<RangeAnswer> {
    const settle = reads.begin(key);
    let good = false;
    try {
      const sent = await ask(key, what);
      good = isGood(sent.answer.status, what.range);
      return sent;
    } finally {
      settle(good);
    }
  }

  return async (key, what) => {
    const sent = await askOnRecord(key, what);
    if (isGood(sent.answer.status, what.range)) {
      return sent;
    }
    const denial: DenialOptions = {
      reads,
      nowMs: options.nowMs,
      readAgain: (readBefore, range) => ask(readBefore, { range, signal: what.signal }),
    };
    await settleRefusal(sent, denial);
    return undefined;
  };
}
