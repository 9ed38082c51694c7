// Which ranges of one object are worth a single request.

import type { ByteRange } from "./object-store.ts";

export interface MergeLimits {
  /** Bytes between two ranges that are cheaper to read than another request. */
  readonly gapBytes: number;
  readonly mergedBytes: number;
}

export interface MergedRange<Member> {
  readonly range: ByteRange;
  readonly members: readonly Member[];
}

/** Every member stands in exactly one merged range, which covers it; the merged ranges ascend. */
export function planMerges<Member extends { readonly range: ByteRange }>(
  members: readonly Member[],
  limits: MergeLimits,
): readonly MergedRange<Member>[] {
  const sorted = [...members].sort((left, right) => left.range.start - right.range.start);
  const merged: { range: ByteRange; members: Member[] }[] = [];
  for (const member of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && belongsTo(last.range, member.range, limits)) {
      last.members.push(member);
      last.range = cover(last.range, member.range);
    } else {
      merged.push({ range: member.range, members: [member] });
    }
  }
  return merged;
}

function belongsTo(merged: ByteRange, next: ByteRange, { gapBytes, mergedBytes }: MergeLimits): boolean {
  if (merged.sizeBytes !== next.sizeBytes) {
    return false;
  }
  // What the request brings anyway is free, however large it is.
  const isInside = next.end <= merged.end;
  const isNear = next.start - merged.end <= gapBytes && next.end - merged.start <= mergedBytes;
  return isInside || isNear;
}

function cover(left: ByteRange, right: ByteRange): ByteRange {
  return { ...left, end: Math.max(left.end, right.end) };
}
