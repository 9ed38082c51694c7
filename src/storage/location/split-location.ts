// Splits what was pasted: the location for the link, the secret for the worker, and words about it for the screen.

import type { AccessDescription } from "./access-description.ts";
import type { AccessGrant } from "./access-grant.ts";
import { detectAccess } from "./detect-access.ts";
import { parseLocation, type TableLocation } from "./parse-location.ts";
import { stripToRoot } from "./strip-to-root.ts";

export interface PastedLocation {
  readonly table: TableLocation;
  readonly access: AccessDescription;
  /**
   * What the worker is to hold; undefined when there is no secret or it opens no table. Where `access.coversTable` is
   * "ask", only once the user has agreed. The one part that must reach neither link nor screen.
   */
  readonly grant: AccessGrant | undefined;
}

/** A pasted text, which may be signed and may name a file inside the table. Errors: InvalidLocation. */
export function splitLocation(text: string): PastedLocation {
  const pasted = text
    .trim()
    .replace(/^(["'`<])(.*)["'`>]$/s, "$2")
    .trim();
  const [address = "", query = ""] = (pasted.split("#")[0] ?? "").split(/\?(.*)/s);
  const stripped = hasPath(address) ? stripToRoot(address) : { path: address, note: undefined };
  const parsed = parseLocation(stripped.path);
  const table = stripped.note === undefined ? parsed : { ...parsed, notes: [stripped.note, ...parsed.notes] };
  const { grantScope, ...access } = detectAccess(table.rootUrl ?? "", query);
  const secret = access.kind === "azure-sas" ? withoutOperation(query) : query;
  const grant =
    grantScope === undefined || secret === ""
      ? undefined
      : { scope: grantScope, query: secret, expiresMs: access.expiresMs };
  return { table, access, grant };
}

function hasPath(address: string): boolean {
  return /^(https?|s3[an]?|gs|abfss?|wasbs?):\/\//i.test(address);
}

// Azure's tools hand out the address of a container's listing; its signature opens the blobs as well.
function withoutOperation(query: string): string {
  return query
    .split("&")
    .filter((pair) => pair !== "" && !/^(restype|comp)=/i.test(pair))
    .join("&");
}
