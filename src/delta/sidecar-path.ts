// `path` of a sidecar (PROTOCOL.md "Sidecar File Information"): sidecars always are in the table's own
// `_delta_log/_sidecars`, so a URI that leads there from anywhere stands for its last part.

import { parseDataPath } from "./data-path.ts";
import { TableError } from "./errors.ts";
import { SIDECAR_FOLDER } from "./log-path.ts";

const FOLDER = `/_delta_log/${SIDECAR_FOLDER}`;

/** The file's name below `_delta_log/`. Errors: ProtocolViolation when the path leads elsewhere. */
export function sidecarName(path: string): string {
  const found = parseDataPath(path);
  if (found.kind === "relative") return SIDECAR_FOLDER + found.key;
  const folder = found.uri.lastIndexOf(FOLDER);
  if (folder < 0) throw outside(path);
  const inside = parseDataPath(found.uri.slice(folder + FOLDER.length));
  if (inside.kind === "absolute") throw outside(path);
  return SIDECAR_FOLDER + inside.key;
}

function outside(path: string): TableError<"ProtocolViolation"> {
  const rule = "sidecars are in the table's own _delta_log/_sidecars";
  return new TableError("ProtocolViolation", `Cannot follow the path of the sidecar ${path}: ${rule}`, {
    rule,
    detail: path,
  });
}
