// PROTOCOL.md "Last Checkpoint File Schema", section "JSON checksum": MD5 of the JSON in a canonical form.

import { parseJsonText } from "./json-text.ts";
import { md5 } from "./md5.ts";

/** What the checksum of `text`, a JSON object, must be. Errors: SyntaxError; URIError for half a surrogate pair. */
export function hintChecksum(text: string): string {
  return md5(new TextEncoder().encode(canonicalForm(text)));
}

/** The leaves with their paths, sorted by path; the top-level `checksum` left out. Errors: as `hintChecksum`. */
export function canonicalForm(text: string): string {
  // A number stands as it is written. Nothing else in JSON is a symbol.
  const json = parseJsonText(text, { number: (digits) => Symbol(digits), repeatedKeys: "refuse" });
  const leaves: Leaf[] = [];
  gather(json, [], leaves);
  return leaves
    .filter(({ path }) => path !== '"checksum"')
    .sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)))
    .map(({ path, value }) => `${path}=${value}`)
    .join(",");
}

interface Leaf {
  /** All ASCII, so that its order by character is its order by byte. */
  readonly path: string;
  readonly value: string;
}

function gather(value: unknown, path: readonly string[], leaves: Leaf[]): void {
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      gather(item, [...path, String(index)], leaves);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) gather(item, [...path, quoted(name)], leaves);
  } else leaves.push({ path: path.join("+"), value: scalar(value) });
}

function scalar(value: unknown): string {
  if (typeof value === "symbol") return value.description ?? "";
  return typeof value === "string" ? quoted(value) : String(value);
}

const RESERVED = /[!'()*]/g;

function quoted(text: string): string {
  const escaped = encodeURIComponent(text);
  return `"${escaped.replace(RESERVED, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}"`;
}
