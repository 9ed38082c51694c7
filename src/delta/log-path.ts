// Names below `_delta_log/` (PROTOCOL.md "File Types"): the only place that knows how they are spelled.

export type LogFile =
  | { readonly kind: "commit"; readonly version: number }
  | { readonly kind: "classic-checkpoint"; readonly version: number }
  | {
      readonly kind: "multipart-checkpoint";
      readonly version: number;
      /** 1-based. */
      readonly part: number;
      readonly parts: number;
    }
  | {
      readonly kind: "uuid-checkpoint";
      readonly version: number;
      readonly uuid: string;
      readonly format: "json" | "parquet";
    }
  /** Replaces the commits `version` to `endVersion`, both inclusive. */
  | { readonly kind: "compaction"; readonly version: number; readonly endVersion: number }
  | { readonly kind: "checksum"; readonly version: number }
  | { readonly kind: "hint" }
  | { readonly kind: "other" };

export const HINT_NAME = "_last_checkpoint";
export const SIDECAR_FOLDER = "_sidecars/";

const VERSIONED = /^(\d{20})\.(.+)$/;
const MULTIPART = /^checkpoint\.(\d{10})\.(\d{10})\.parquet$/;
const UUID_CHECKPOINT = /^checkpoint\.([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\.(json|parquet)$/;
const COMPACTION = /^(\d{20})\.compacted\.json$/;
const OTHER: LogFile = { kind: "other" };

/** What a name says; `other` for names that the protocol does not define, and for versions beyond 2^53. */
export function parseLogFileName(name: string): LogFile {
  if (name === HINT_NAME) return { kind: "hint" };
  const match = VERSIONED.exec(name);
  const version = Number(match?.[1]);
  const rest = match?.[2];
  if (rest === undefined || !Number.isSafeInteger(version)) return OTHER;
  if (rest === "json") return { kind: "commit", version };
  if (rest === "checkpoint.parquet") return { kind: "classic-checkpoint", version };
  if (rest === "crc") return { kind: "checksum", version };
  return parseMultipart(version, rest) ?? parseUuid(version, rest) ?? parseCompaction(version, rest) ?? OTHER;
}

export function commitName(version: number): string {
  return `${padded(version, 20)}.json`;
}

export function classicCheckpointName(version: number): string {
  return `${padded(version, 20)}.checkpoint.parquet`;
}

/** `part` is 1-based. */
export function multipartCheckpointName(version: number, part: number, parts: number): string {
  return `${padded(version, 20)}.checkpoint.${padded(part, 10)}.${padded(parts, 10)}.parquet`;
}

/** Whether a name is that of a checkpoint of the version, in one file. */
export function isCheckpointName(name: string, version: number): boolean {
  const file = parseLogFileName(name);
  return (file.kind === "classic-checkpoint" || file.kind === "uuid-checkpoint") && file.version === version;
}

export function checksumName(version: number): string {
  return `${padded(version, 20)}.crc`;
}

function parseMultipart(version: number, rest: string): LogFile | undefined {
  const match = MULTIPART.exec(rest);
  if (match === null) return undefined;
  const part = Number(match[1]);
  const parts = Number(match[2]);
  return part >= 1 && part <= parts ? { kind: "multipart-checkpoint", version, part, parts } : undefined;
}

function parseUuid(version: number, rest: string): LogFile | undefined {
  const match = UUID_CHECKPOINT.exec(rest);
  const uuid = match?.[1];
  if (uuid === undefined) return undefined;
  return { kind: "uuid-checkpoint", version, uuid, format: match?.[2] === "json" ? "json" : "parquet" };
}

function parseCompaction(version: number, rest: string): LogFile | undefined {
  const endVersion = Number(COMPACTION.exec(rest)?.[1]);
  return Number.isSafeInteger(endVersion) && endVersion > version
    ? { kind: "compaction", version, endVersion }
    : undefined;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
