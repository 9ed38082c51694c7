import { isTableError } from "#delta/errors.ts";
import type { AccessDescription } from "#storage/location/access-description.ts";
import type { AccessGrant } from "#storage/location/access-grant.ts";
import { splitLocation } from "#storage/location/split-location.ts";

export type ReadAccess =
  | { readonly kind: "grant"; readonly grant: AccessGrant; readonly access: AccessDescription }
  | { readonly kind: "refused"; readonly reason: string; readonly waysOn: readonly string[] };

/** An access for the table at `rootUrl`, from a pasted signed URL or its query alone. */
export function readAccess(rootUrl: string, pasted: string): ReadAccess {
  const text = pasted.trim();
  const query = queryOf(text);
  if (query === "") return refuse("There is no signature in this: an address has it behind a question mark.");
  if (/^https?:/i.test(text) && originOf(text) !== originOf(rootUrl)) {
    return refuse(
      `This signature is for ${originOf(text) ?? "another address"}, and the table is at ${originOf(rootUrl)}.`,
    );
  }
  try {
    const { access, grant } = splitLocation(`${rootUrl}?${query}`);
    // Pasted for this very table, a token of an unknown kind is meant for all of it.
    if (grant !== undefined && access.coversTable !== "none" && access.coversTable !== "one-object") {
      return { kind: "grant", grant, access };
    }
    return refuse(access.explanation, access.waysOn);
  } catch (error) {
    if (isTableError(error, "InvalidLocation")) return refuse(error.context.reason);
    throw error;
  }
}

function refuse(reason: string, waysOn: readonly string[] = []): ReadAccess {
  return { kind: "refused", reason, waysOn };
}

function queryOf(text: string): string {
  const mark = text.indexOf("?");
  const query = mark >= 0 ? text.slice(mark + 1) : text;
  return query.includes("=") && !query.includes("://") ? (query.split("#")[0] ?? "") : "";
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
