// `_last_checkpoint` (PROTOCOL.md "Last Checkpoint File"): a hint. Whatever is wrong with it, the table must open without.

import { parseJsonText } from "./json-text.ts";

export interface LastCheckpoint {
  readonly version: number;
  /** Actions in the checkpoint. */
  readonly size: number | undefined;
  /** Files of a multi-part checkpoint. */
  readonly parts: number | undefined;
  readonly sizeInBytes: number | undefined;
  readonly numOfAddFiles: number | undefined;
  /** The file of a V2 checkpoint, which only this tells where the log can't be listed. */
  readonly v2CheckpointPath: string | undefined;
}

/**
 * Undefined for anything but one JSON object with a version.
 *
 * The `checksum` is not verified. Nothing that the hint says is trusted beyond where to look first: a wrong version
 * names a checkpoint that is absent or older than need be, and a wrong size fails the read of a checkpoint, which then
 * falls back. So MD5 would save time on torn hints only, which no store with atomic writes has.
 */
export function parseLastCheckpoint(bytes: Uint8Array): LastCheckpoint | undefined {
  const json = parseHint(bytes);
  const version = integer(json, "version");
  if (json === undefined || version === undefined) return undefined;
  const v2 = json.v2Checkpoint;
  const path = isObject(v2) && typeof v2.path === "string" ? v2.path : undefined;
  return {
    version,
    size: integer(json, "size"),
    parts: integer(json, "parts"),
    sizeInBytes: integer(json, "sizeInBytes"),
    numOfAddFiles: integer(json, "numOfAddFiles"),
    v2CheckpointPath: path,
  };
}

function parseHint(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const json = parseJsonText(text, { repeatedKeys: "refuse" });
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function integer(json: Readonly<Record<string, unknown>> | undefined, name: string): number | undefined {
  const value = json?.[name];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
