import { isTableError } from "#delta/errors.ts";
import type { AccessDescription } from "#storage/location/access-description.ts";
import type { AccessGrant } from "#storage/location/access-grant.ts";
import type { TableLocation } from "#storage/location/parse-location.ts";
import { splitLocation } from "#storage/location/split-location.ts";
import { formatDuration } from "#ui/format.ts";

/** What a text in the box is, before any request. Nothing in it is secret. */
export type Recognition =
  | { readonly kind: "empty" }
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "known"; readonly table: TableLocation; readonly access: AccessDescription };

export interface Recognised {
  readonly recognition: Recognition;
  /** The secret part, for the worker alone. */
  readonly grant: AccessGrant | undefined;
}

export function recognise(text: string): Recognised {
  if (text.trim() === "") return { recognition: { kind: "empty" }, grant: undefined };
  try {
    const { table, access, grant } = splitLocation(text);
    return { recognition: { kind: "known", table, access }, grant };
  } catch (error) {
    if (!isTableError(error, "InvalidLocation")) throw error;
    return { recognition: { kind: "invalid", reason: error.context.reason }, grant: undefined };
  }
}

/** The recognition in a few words each, the first of them the heading. */
export function sayRecognition(table: TableLocation, access: AccessDescription, nowMs: number): string[] {
  const { kind, label, scope, rights, expiresMs } = access;
  const heading = kind === "public" ? KINDS[table.kind] : label;
  return [
    heading,
    kind === "public" || kind === "token" ? "" : scope,
    rights.join(" + "),
    sayExpiry(expiresMs, nowMs),
    ...table.notes.map((note) => note.replace(/\.$/, "")),
    sayKeeping(access),
  ].filter((part) => part !== "");
}

function sayKeeping({ kind, coversTable }: AccessDescription): string {
  if (kind === "public" || coversTable === "ask") return "";
  return coversTable === "all" ? "the signature stays in this tab’s memory" : "the signature is not kept";
}

function sayExpiry(expiresMs: number | undefined, nowMs: number): string {
  if (expiresMs === undefined) return "";
  const left = expiresMs - nowMs;
  return left <= 0 ? `expired ${formatDuration(-left)} ago` : `expires in ${formatDuration(left)}`;
}

const KINDS: { readonly [Kind in TableLocation["kind"]]: string } = {
  https: "Web address, opened without an access",
  s3: "Amazon S3",
  gcs: "Google Cloud Storage",
  azure: "Azure storage",
  demo: "Demo table",
  local: "Folder on this computer",
};
