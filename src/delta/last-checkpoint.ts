// `_last_checkpoint` (PROTOCOL.md "Last Checkpoint File"): a hint. Whatever is wrong with it, the table must open without.

import type { Action, SidecarAction } from "./actions.ts";
import { hintChecksum } from "./hint-checksum.ts";
import { type Fields, isFields } from "./json-fields.ts";
import { parseJsonText } from "./json-text.ts";
import { HINT_NAME } from "./log-path.ts";
import { actionOf } from "./parse-action.ts";

export interface LastCheckpoint {
  readonly version: number;
  /** Actions in the checkpoint. */
  readonly size: number | undefined;
  /** Files of a multi-part checkpoint. */
  readonly parts: number | undefined;
  readonly sizeInBytes: number | undefined;
  readonly numOfAddFiles: number | undefined;
  /** What a V2 checkpoint is made of, which only this tells where the log can't be listed. */
  readonly v2: HintedV2 | undefined;
  /**
   * False when the checksum does not match: then names stand for where to look, and all that would be taken for true
   * without a look (sizes, actions) is left out.
   */
  readonly isIntact: boolean;
}

/** The field `v2Checkpoint`, which Spark writes and the protocol does not list. */
export interface HintedV2 {
  /** The main file's name, below `_delta_log/`. */
  readonly path: string;
  readonly sizeInBytes: number | undefined;
  /** All actions of the main file, sidecars included; undefined where the hint does not repeat them, verifiably. */
  readonly actions: readonly Action[] | undefined;
}

/**
 * Undefined for anything but one JSON object with a version. A checksum is verified where there is one: nothing else
 * tells a torn hint, or one that was edited, from a good one.
 */
export function parseLastCheckpoint(bytes: Uint8Array): LastCheckpoint | undefined {
  const text = decode(bytes);
  const json = text === undefined ? undefined : parseHint(text);
  const version = integer(json, "version");
  if (text === undefined || json === undefined || version === undefined) return undefined;
  const isVerified = json.checksum !== undefined && json.checksum === checksumOf(text);
  const isIntact = isVerified || json.checksum === undefined;
  return {
    version,
    size: isIntact ? integer(json, "size") : undefined,
    parts: integer(json, "parts"),
    sizeInBytes: isIntact ? integer(json, "sizeInBytes") : undefined,
    numOfAddFiles: isIntact ? integer(json, "numOfAddFiles") : undefined,
    v2: parseV2(json.v2Checkpoint, { isIntact, isVerified }),
    isIntact,
  };
}

/** Actions stand for a file of the log: only a checksum makes them as good. */
function parseV2(
  v2: unknown,
  { isIntact, isVerified }: { readonly isIntact: boolean; readonly isVerified: boolean },
): HintedV2 | undefined {
  if (!isFields(v2) || typeof v2.path !== "string") return undefined;
  const actions = isVerified ? parseActions(v2) : undefined;
  return { path: v2.path, sizeInBytes: isIntact ? integer(v2, "sizeInBytes") : undefined, actions };
}

/**
 * Without sidecars the main file holds the adds, and must be read all the same. Writers leave long lists out.
 * Anything unexpected in them makes the main file the one to ask.
 */
function parseActions({ nonFileActions, sidecarFiles }: Fields): readonly Action[] | undefined {
  if (!Array.isArray(nonFileActions) || !Array.isArray(sidecarFiles) || sidecarFiles.length === 0) return undefined;
  const at = { file: HINT_NAME, line: 1 };
  try {
    const actions = nonFileActions
      .map((action: unknown) => actionOf(action, at))
      .filter((action) => action !== undefined);
    const sidecars = sidecarFiles.map((sidecar: unknown) => actionOf({ sidecar }, at)).filter(isSidecar);
    return [...actions, ...sidecars];
  } catch {
    return undefined;
  }
}

function isSidecar(action: Action | undefined): action is SidecarAction {
  return action?.kind === "sidecar";
}

function checksumOf(text: string): string | undefined {
  try {
    return hintChecksum(text);
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseHint(text: string): Fields | undefined {
  try {
    const json = parseJsonText(text, { repeatedKeys: "refuse" });
    return isFields(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function integer(json: Fields | undefined, name: string): number | undefined {
  const value = json?.[name];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
