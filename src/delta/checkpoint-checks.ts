// What a checkpoint must say of itself (PROTOCOL.md "V2 Checkpoint Table Feature"), so that one cut short is told from a
// whole one.

import type { Action } from "./actions.ts";
import type { FileChunk } from "./file-chunk.ts";
import { corruptCheckpoint } from "./json-checkpoint.ts";
import { parseLogFileName } from "./log-path.ts";
import type { CheckpointCandidate } from "./log-segment.ts";

/** Errors: CorruptCheckpoint when it says that it is of another version, or lacks what every such checkpoint has. */
export function checkHead(candidate: CheckpointCandidate, head: readonly Action[]): void {
  const name = candidate.files[0]?.name ?? "";
  const versions = checkpointVersions(head);
  const other = versions.find((version) => version !== candidate.version);
  if (other !== undefined) throw corruptCheckpoint(name, `it says that it is of version ${other}`);
  if (versions.length === 0 && parseLogFileName(name).kind === "uuid-checkpoint") {
    throw corruptCheckpoint(name, "it holds no checkpointMetadata");
  }
}

/** Whether what the hint repeats is a whole head of the checkpoint. */
export function checkToldHead({ version }: CheckpointCandidate, told: readonly Action[]): boolean {
  const count = (kind: Action["kind"]) => told.filter((action) => action.kind === kind).length;
  const isOwn = checkpointVersions(told).every((found) => found === version);
  return isOwn && count("checkpointMetadata") === 1 && count("protocol") === 1 && count("metaData") === 1;
}

/** Errors: CorruptCheckpoint when fewer or more files came than the checkpoint was written with. */
export function checkTotal(
  candidate: CheckpointCandidate,
  head: readonly Action[],
  chunks: readonly FileChunk[],
): void {
  const expected = toldAdds(head);
  const found = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
  if (expected === undefined || expected === found) return;
  throw corruptCheckpoint(candidate.files[0]?.name ?? "", `it holds ${found} files of ${expected}`);
}

/** Spark's tag of the number of adds. */
function toldAdds(head: readonly Action[]): number | undefined {
  for (const action of head) {
    const count = action.kind === "checkpointMetadata" ? action.tags?.get("numOfAddFiles") : undefined;
    if (count !== undefined && /^\d{1,15}$/.test(count)) return Number(count);
  }
  return undefined;
}

function checkpointVersions(head: readonly Action[]): readonly number[] {
  return head.flatMap((action) => (action.kind === "checkpointMetadata" ? [action.version] : []));
}
