// The URIs of the clouds, and the HTTP addresses at which browsers reach the same objects.

import { invalidLocation } from "./invalid-location.ts";
import type { TableLocation } from "./parse-location.ts";

interface BucketPath {
  readonly bucket: string;
  /** Raw key prefix without slashes at its ends; these URIs are not percent-encoded. */
  readonly path: string;
}

/** `scheme` is in lower case. Errors: InvalidLocation for schemes that name no object store. */
export function parseCloudLocation(text: string, scheme: string): TableLocation {
  switch (scheme) {
    case "s3":
    case "s3a":
    case "s3n":
      return parseS3(text);
    case "gs":
      return parseGcs(text);
    case "abfss":
    case "abfs":
    case "wasbs":
    case "wasb":
      return parseAzure(text, scheme);
    default:
      throw invalidLocation(text, explainScheme(scheme));
  }
}

function parseS3(text: string): TableLocation {
  const { bucket, path } = parseBucketPath(text);
  // A bucket's dots do not match the wildcard of S3's certificate.
  const host = bucket.includes(".") ? `s3.amazonaws.com/${bucket}` : `${bucket}.s3.amazonaws.com`;
  return toLocation("s3", join(`s3://${bucket}`, path), join(`https://${host}`, encodePath(path)));
}

function parseGcs(text: string): TableLocation {
  const { bucket, path } = parseBucketPath(text);
  return toLocation(
    "gcs",
    join(`gs://${bucket}`, path),
    join(`https://storage.googleapis.com/${bucket}`, encodePath(path)),
  );
}

function parseAzure(text: string, scheme: string): TableLocation {
  const match = text.match(/^[a-z]+:\/\/([^@/:?#]+)@([a-z0-9.-]+\.[a-z0-9.-]+)(\/[^?#]*)?([?#].*)?$/i);
  if (!match) {
    throw invalidLocation(
      text,
      `it does not name container and account: write ${scheme}://container@account.dfs.core.windows.net/path`,
    );
  }
  const [, container = "", authority = "", rawPath = ""] = match;
  const account = authority.toLowerCase();
  const path = tablePath(text, rawPath);
  // The blob endpoint serves the same objects as the dfs one, and is the one that CORS rules and most signatures are for.
  const host = account.replace(".dfs.", ".blob.");
  const location = join(`abfss://${container}@${account.replace(".blob.", ".dfs.")}`, path);
  return toLocation("azure", location, join(`https://${host}/${encodePath(container)}`, encodePath(path)));
}

function parseBucketPath(text: string): BucketPath {
  const match = text.match(/^[a-z0-9]+:\/\/([^/?#]*)(\/[^?#]*)?([?#].*)?$/i);
  const bucket = match?.[1] ?? "";
  if (bucket.includes("@")) {
    throw invalidLocation(text, "it holds a key, which a link would leak");
  }
  if (!/^[a-z0-9][a-z0-9._-]{1,220}$/i.test(bucket)) {
    throw invalidLocation(text, "it does not name a bucket");
  }
  return { bucket, path: tablePath(text, match?.[2] ?? "") };
}

function tablePath(text: string, rawPath: string): string {
  const path = rawPath.replace(/\/_delta_log(\/.*)?$/, "").replace(/^\/+|[/\s]+$/g, "");
  if (path.split("/").some((part) => part === "." || part === "..")) {
    throw invalidLocation(text, "it has a . or .. part");
  }
  return path;
}

function toLocation(kind: TableLocation["kind"], location: string, root: string): TableLocation {
  const name = location.slice(location.lastIndexOf("/") + 1);
  return { kind, location, name, rootUrl: `${root}/`, notes: [`Read at ${root}/.`] };
}

function join(base: string, path: string): string {
  return path === "" ? base : `${base}/${path}`;
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function explainScheme(scheme: string): string {
  switch (scheme) {
    case "file":
      return "a web page can't open files by their path: drop the folder here, or choose it";
    case "dbfs":
    case "hdfs":
    case "adl":
      return `${scheme} is reachable from inside its cluster alone: give the address of the object store behind it`;
    case "az":
      return "it does not name the storage account: write abfss://container@account.dfs.core.windows.net/path";
    default:
      return `${scheme}: is no address of an object store`;
  }
}
