// The URIs by which a log may name the root that a table is read from: writers know stores by other schemes than browsers.

/** `location` itself first. */
export function listRootUris(location: string): readonly string[] {
  const place = findBucket(location) ?? findContainer(location);
  return place === undefined ? [location] : [location, ...place];
}

const S3_HOST = /^https:\/\/(?:([^/]+)\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?(\/.*)?$/;
const GCS_HOST = /^https:\/\/(?:([^/]+)\.)?storage\.(?:googleapis|cloud\.google)\.com(\/.*)?$/;

/** The bucket stands before the store's host, or first in the path. */
function findBucket(location: string): readonly string[] | undefined {
  for (const [host, scheme] of [
    [S3_HOST, "s3"],
    [GCS_HOST, "gs"],
  ] as const) {
    const match = host.exec(location);
    if (match !== null) {
      const [, bucket, path = ""] = match;
      return [bucket === undefined ? `${scheme}:/${path}` : `${scheme}://${bucket}${path}`];
    }
  }
  return undefined;
}

const AZURE_HTTPS = /^https:\/\/([^./]+)\.(?:blob|dfs)\.(core\.[^/]+)\/([^/]+)(\/.*)?$/;
const AZURE_HADOOP = /^(?:abfss?|wasbs?):\/\/([^@/]+)@([^./]+)\.(?:blob|dfs)\.(core\.[^/]+)(\/.*)?$/;

/** One container has a host for each of two services, and a secure and a plain scheme for each. */
function findContainer(location: string): readonly string[] | undefined {
  const [, account, domain, container, path = ""] = AZURE_HTTPS.exec(location) ?? reorder(AZURE_HADOOP.exec(location));
  if (account === undefined) {
    return undefined;
  }
  return ["abfss", "abfs", "wasbs", "wasb"].map((scheme) => {
    const service = scheme.startsWith("abfs") ? "dfs" : "blob";
    return `${scheme}://${container}@${account}.${service}.${domain}${path}`;
  });
}

function reorder(match: RegExpExecArray | null): readonly (string | undefined)[] {
  const [whole, container, account, domain, path] = match ?? [];
  return [whole, account, domain, container, path];
}
