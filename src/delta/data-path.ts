// `path` of a file action (PROTOCOL.md "Add File and Remove File": a URI, relative to the table's root or absolute) to
// the key of the object. It is decoded once; a store encodes the key once for its requests.

import { TableError } from "./errors.ts";

export type DataPath =
  /** Below the table's root, decoded, without a slash at its start. */
  | { readonly kind: "relative"; readonly key: string }
  /** In another place: a shallow clone's or a converted table's file. The URI is as in the log. */
  | { readonly kind: "absolute"; readonly uri: string };

/**
 * `roots` are encoded URIs of the table's own root, by each scheme it goes by: an absolute path below one of them is
 * relative.
 * Errors: ProtocolViolation when the path leaves the root or is not UTF-8.
 */
export function parseDataPath(path: string, roots: readonly string[] = []): DataPath {
  const isAbsolute = path.startsWith("/") || SCHEME.test(path);
  if (!isAbsolute) return { kind: "relative", key: toKey(path, decodeOnce(path)) };
  const target = canonicalUri(path);
  for (const root of roots) {
    const prefix = `${canonicalUri(root).replace(/\/+$/, "")}/`;
    if (target.startsWith(prefix)) return { kind: "relative", key: toKey(path, target.slice(prefix.length)) };
  }
  return { kind: "absolute", uri: path };
}

/** `s3://`, `dbfs:/`; not the colon of a name such as `a:b.parquet`. */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\//;
const S3_SCHEME = /^s3[an]:/;
const FILE_SCHEME = /^file:\/+/;
const ESCAPES = /(?:%[0-9A-Fa-f]{2})+/g;

function canonicalUri(uri: string): string {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(uri)?.[0] ?? "";
  const lowered = scheme.toLowerCase() + uri.slice(scheme.length);
  return decodeOnce(lowered).replace(S3_SCHEME, "s3:").replace(FILE_SCHEME, "/");
}

/** A `%` that starts no escape stands for itself: some writers do not encode it. */
function decodeOnce(path: string): string {
  return path.replace(ESCAPES, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch (cause) {
      throw outside(path, "it is not UTF-8", cause);
    }
  });
}

/** As Hadoop's paths: empty and `.` segments vanish, `..` goes up, but never above the root. */
function toKey(path: string, decoded: string): string {
  const segments: string[] = [];
  for (const segment of decoded.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) throw outside(path, "it leaves the table's folder");
  }
  if (segments.length === 0) throw outside(path, "it names no file");
  return segments.join("/");
}

function outside(path: string, reason: string, cause?: unknown): TableError<"ProtocolViolation"> {
  const rule = "a relative path names a file below the table's root";
  const message = `Cannot follow the path ${path}: ${reason}`;
  return new TableError("ProtocolViolation", message, { rule, detail: path }, { cause });
}
