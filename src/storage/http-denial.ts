// A denial of a log file that may simply be absent: S3 answers 403 for both to callers without ListBucket.

import { readRefusal } from "./http-errors.ts";
import type { HttpAnswer } from "./http-request.ts";
import { isLogProbe } from "./object-key.ts";
import type { ReadRecord } from "./read-record.ts";

export interface DenialOptions {
  readonly reads: ReadRecord;
  readonly nowMs: () => number;
  /** Asks once more for an object that was read before. */
  readonly readAgain: (key: string, range: string) => Promise<{ readonly url: string; readonly answer: HttpAnswer }>;
}

export interface RefusedRequest {
  readonly key: string;
  readonly url: string;
  readonly answer: HttpAnswer;
}

const firstByte = "bytes=0-0";

// As far as S3 lets a clock be wrong.
const clockSkewMs = 15 * 60_000;

/** Returns when the object is absent. Errors: AccessDenied, SignatureExpired, StoreUnavailable, and those of the re-read. */
export async function settleRefusal({ key, url, answer }: RefusedRequest, options: DenialOptions): Promise<void> {
  const refusal = await readRefusal(answer, { url, nowMs: options.nowMs() });
  if (refusal.kind === "absent") {
    return;
  }
  if (refusal.kind === "failed" || !isLogProbe(key)) {
    throw refusal.error;
  }
  const readBefore = await options.reads.findSucceeded();
  if (readBefore === undefined) {
    throw refusal.error;
  }
  if (mayHaveExpired(answer, options.nowMs())) {
    await checkAccessStands(readBefore, options);
  }
}

// CloudFront words an expired signature like any denial. Taken for an absent commit, it would end the log too early.
function mayHaveExpired({ grant }: HttpAnswer, nowMs: number): boolean {
  return grant !== undefined && (grant.expiresMs === undefined || grant.expiresMs - nowMs < clockSkewMs);
}

async function checkAccessStands(readBefore: string, { readAgain, nowMs }: DenialOptions): Promise<void> {
  const { url, answer } = await readAgain(readBefore, firstByte);
  if (isGood(answer.status, firstByte)) {
    await answer.body.cancel();
    return;
  }
  const refusal = await readRefusal(answer, { url, nowMs: nowMs() });
  if (refusal.kind !== "absent") {
    throw refusal.error;
  }
}

/** The object, or to a range request the part asked for, or that the range lies behind the object's end. */
export function isGood(status: number, range: string | undefined): boolean {
  return status === 200 || (range !== undefined && (status === 206 || status === 416));
}
