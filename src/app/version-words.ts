import { formatInstant } from "#ui/format.ts";
import type { GlyphName } from "#ui/Glyph.tsx";
import type { CommitSummary, SnapshotInfo } from "#worker/worker-api.ts";

/** A version in the top bar: `v41 · 5 Apr 2026 09:58 UTC · MERGE`. */
export function sayVersion(
  version: number,
  snapshot: SnapshotInfo | undefined,
  commit: CommitSummary | undefined,
): string {
  const known = snapshot?.version === version ? snapshot : commit;
  return [
    `v${version}`,
    known?.timestampMs === undefined ? undefined : `${formatInstant(known.timestampMs)} UTC`,
    known?.operation,
  ]
    .filter((part) => part !== undefined)
    .join(" · ");
}

export function glyphOf({ operationClass, unreadable }: CommitSummary): GlyphName {
  if (unreadable !== undefined) return "gone";
  return operationClass === "other" ? "maintain" : operationClass;
}
