// Presigned URLs of S3 and Google Cloud Storage: each opens one object.

import { type AccessKind, copyToFolder, type DetectedAccess, makePublic } from "./access-description.ts";
import { parseEpochSeconds, parseIsoTime, type QueryFields } from "./query-fields.ts";

/** Undefined when the query is no presigned URL of either. */
export function detectOneObject(fields: QueryFields): DetectedAccess | undefined {
  if (fields.has("x-amz-signature")) {
    return describeOneObject("s3-presigned", signedUntil(fields.get("x-amz-date"), fields.get("x-amz-expires")));
  }
  if (fields.has("x-goog-signature")) {
    return describeOneObject("gcs-signed", signedUntil(fields.get("x-goog-date"), fields.get("x-goog-expires")));
  }
  if (fields.has("signature") && fields.has("awsaccesskeyid")) {
    return describeOneObject("s3-presigned", parseEpochSeconds(fields.get("expires")));
  }
  if (fields.has("signature") && fields.has("googleaccessid")) {
    return describeOneObject("gcs-signed", parseEpochSeconds(fields.get("expires")));
  }
  return undefined;
}

function describeOneObject(kind: AccessKind & ("s3-presigned" | "gcs-signed"), expiresMs: number | undefined) {
  const isS3 = kind === "s3-presigned";
  return {
    kind,
    label: isS3 ? "S3 presigned URL" : "Google Cloud Storage signed URL",
    scope: "one object",
    rights: ["read"],
    expiresMs,
    coversTable: "one-object",
    explanation: "It opens a single object. A Delta table is many: its log, its checkpoints and its data files.",
    waysOn: [
      ...(isS3 ? ["Serve the table's folder through CloudFront and sign a policy whose resource ends in /*."] : []),
      makePublic,
      copyToFolder,
    ],
    grantScope: undefined,
  } as const;
}

// The signing time is written without separators: 20260105T100000Z.
function signedUntil(date: string | undefined, seconds: string | undefined): number | undefined {
  const iso = date?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const startMs = parseIsoTime(iso);
  return startMs === undefined || seconds === undefined ? undefined : startMs + Number(seconds) * 1000;
}
