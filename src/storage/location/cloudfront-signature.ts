// CloudFront signed URLs: a policy of one's own, with wildcards, or the canned policy for one object.

import { copyToFolder, type DetectedAccess, makePublic } from "./access-description.ts";
import { parseEpochSeconds, type QueryFields } from "./query-fields.ts";

const waysOn = ["Sign a custom policy whose resource ends in /* at the table's folder.", makePublic, copyToFolder];

interface Policy {
  readonly resource: string;
  readonly expiresMs: number | undefined;
}

/** Undefined when the query is no CloudFront signature. */
export function detectCloudFront(rootUrl: string, fields: QueryFields): DetectedAccess | undefined {
  if (!fields.has("signature") || !fields.has("key-pair-id")) {
    return undefined;
  }
  const common = { kind: "cloudfront", label: "CloudFront signed URL", rights: ["read"] } as const;
  const policyText = fields.get("policy");
  if (policyText === undefined) {
    return {
      ...common,
      scope: "one object",
      expiresMs: parseEpochSeconds(fields.get("expires")),
      coversTable: "one-object",
      explanation: "It is signed with the canned policy, which opens a single object. A Delta table is many.",
      waysOn,
      grantScope: undefined,
    };
  }
  const policy = parsePolicy(policyText);
  if (policy === undefined) {
    const explanation = "Its policy can't be read, so what it opens is not known.";
    return {
      ...common,
      scope: "unknown",
      expiresMs: undefined,
      coversTable: "ask",
      explanation,
      waysOn,
      grantScope: rootUrl,
    };
  }
  const coversTable = coversAll(policy.resource, rootUrl);
  return {
    ...common,
    scope: policy.resource,
    expiresMs: policy.expiresMs,
    coversTable: coversTable ? "all" : policy.resource.includes("*") ? "none" : "one-object",
    explanation: coversTable
      ? "Its policy opens every object of this table."
      : `Its policy opens ${policy.resource}, which is not the whole of this table.`,
    waysOn: coversTable ? [] : waysOn,
    grantScope: coversTable ? rootUrl : undefined,
  };
}

function parsePolicy(text: string): Policy | undefined {
  try {
    // CloudFront replaces what base64 and a query disagree on.
    const json: unknown = JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "=").replaceAll("~", "/")));
    const statement = field(field(json, "Statement"), 0);
    const resource = field(statement, "Resource");
    const expires = field(field(field(statement, "Condition"), "DateLessThan"), "AWS:EpochTime");
    // A policy may name a query, which is neither matched nor shown; a lone ? is its wildcard.
    return typeof resource === "string"
      ? { resource: resource.replace(/\?[^?]*=.*$/, ""), expiresMs: parseEpochSeconds(String(expires)) }
      : undefined;
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function coversAll(resource: string, rootUrl: string): boolean {
  const pattern = new RegExp(
    `^${resource
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "s",
  );
  const samples = ["_delta_log/00000000000000000000.json", "part-00000.parquet", "date=2026-01-05/part-00000.parquet"];
  return resource.endsWith("*") && samples.every((key) => pattern.test(rootUrl + key));
}
