// What a location is: which store, which address, and its one canonical spelling, in which no credential can stand.

import { invalidLocation } from "./invalid-location.ts";
import { parseCloudLocation } from "./parse-cloud-location.ts";

type LocationKind = "https" | "s3" | "gcs" | "azure" | "demo" | "local";

export interface TableLocation {
  readonly kind: LocationKind;
  /** Canonical: equal for equal tables, without query, fragment, user and slash at the end. */
  readonly location: string;
  /** The last part of the path, decoded, for a heading. */
  readonly name: string;
  /** The root's HTTP address with a slash at the end; undefined for a demo or a local folder. */
  readonly rootUrl: string | undefined;
  /** What was understood, in sentences, where it is not obvious. */
  readonly notes: readonly string[];
}

/** A location as it stands in a link. Query and fragment are dropped. Errors: InvalidLocation. */
export function parseLocation(text: string): TableLocation {
  const trimmed = text.trim();
  if (trimmed === "") {
    throw invalidLocation(trimmed, "it is empty");
  }
  checkOneLine(trimmed);
  const scheme = trimmed.match(/^([a-z][a-z0-9+.-]*):/i)?.[1]?.toLowerCase();
  // A drive letter is no scheme.
  if (scheme === undefined || scheme.length === 1) {
    throw invalidLocation(trimmed, explainWithoutScheme(trimmed));
  }
  switch (scheme) {
    case "https":
    case "http":
      return parseHttpLocation(trimmed);
    case "demo":
      return parseDemo(trimmed);
    case "local":
      return parseLocal(trimmed);
    default:
      return parseCloudLocation(trimmed, scheme);
  }
}

function parseHttpLocation(text: string): TableLocation {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:\/\//i.test(text)) {
    throw invalidLocation(text, "it is not a complete web address");
  }
  if (url.username !== "" || url.password !== "" || text.slice(0, text.search(/[?#]|$/)).match(/^https?:\/\/[^/]*@/i)) {
    throw invalidLocation(text, "it holds a user name or a password, which browsers do not send and links would leak");
  }
  const path = url.pathname.replace(/\/_delta_log(\/.*)?$/, "").replace(/\/+$/, "");
  return {
    kind: "https",
    location: url.origin + path,
    name: lastPart(path) || url.hostname,
    rootUrl: `${url.origin}${path}/`,
    notes: path === url.pathname.replace(/\/+$/, "") ? [] : ["Opens the table that contains this file."],
  };
}

function parseDemo(text: string): TableLocation {
  const name = text.slice("demo:".length);
  if (!/^[a-z0-9][a-z0-9_-]*$/i.test(name)) {
    throw invalidLocation(text, "a demo table goes by a name of letters, digits, - and _");
  }
  return { kind: "demo", location: `demo:${name}`, name, rootUrl: undefined, notes: [] };
}

function parseLocal(text: string): TableLocation {
  const path = text.slice("local:".length).replace(/^\/+|\/+$/g, "");
  if (path === "" || path.split("/").some((part) => part === "." || part === "..")) {
    throw invalidLocation(text, "a local table goes by the name of a folder that was dropped or chosen here");
  }
  const notes = ["A local folder can be opened on this computer alone."];
  return { kind: "local", location: `local:${path}`, name: lastPart(path), rootUrl: undefined, notes };
}

function checkOneLine(text: string): void {
  // A URL parser drops line breaks, and would make one address out of two.
  if (/[\r\n]/.test(text)) {
    throw invalidLocation(text.split(/[\r\n]/)[0] ?? "", "it has more than one line");
  }
}

function explainWithoutScheme(text: string): string {
  if (/^([a-z]:[\\/]|\\\\|\/|~\/|\.{1,2}[\\/])/i.test(text)) {
    return "it is a path on a computer, which a web page can't open by name: drop the folder here, or choose it";
  }
  if (/^[^\s/?#]+\.[a-z]{2,}([/:?#]|$)/i.test(text)) {
    return "the https:// before it is missing";
  }
  return "it is no web address; write https://…, s3://…, gs://… or abfss://…";
}

function lastPart(path: string): string {
  const part = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
