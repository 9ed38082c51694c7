// What kind of credential a pasted query is, what it opens and until when: said before the first request.

import type { DetectedAccess } from "./access-description.ts";
import { detectAzureSas } from "./azure-sas.ts";
import { detectCloudFront } from "./cloudfront-signature.ts";
import { detectOneObject } from "./one-object-signature.ts";
import { parseEpochSeconds, parseQueryFields, type QueryFields } from "./query-fields.ts";

/** `rootUrl` is the table's root with a slash at the end; `query` stands without its `?`. */
export function detectAccess(rootUrl: string, query: string): DetectedAccess {
  const fields = parseQueryFields(query);
  return (
    detectAzureSas(rootUrl, fields) ??
    detectCloudFront(rootUrl, fields) ??
    detectOneObject(fields) ??
    (fields.size === 0 ? describePublic() : describeUnknown(rootUrl, fields))
  );
}

function describePublic(): DetectedAccess {
  return {
    kind: "public",
    label: "Public",
    scope: "",
    rights: [],
    expiresMs: undefined,
    coversTable: "all",
    explanation: "No credential is sent.",
    waysOn: [],
    grantScope: undefined,
  };
}

function describeUnknown(rootUrl: string, fields: QueryFields): DetectedAccess {
  return {
    kind: "token",
    label: "Query",
    scope: "unknown",
    rights: [],
    expiresMs: parseEpochSeconds(fields.get("expires") ?? fields.get("exp")),
    coversTable: "ask",
    explanation:
      "The address has a query of a kind not known here. If it opens every object below this address, it can be sent with each request; otherwise open the table without it.",
    waysOn: [],
    grantScope: rootUrl,
  };
}
