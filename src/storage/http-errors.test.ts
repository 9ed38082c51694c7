import { describe, expect, it } from "vitest";
import { createHttpBody } from "./http-body.ts";
import { readRefusal } from "./http-errors.ts";
import { createTransferMeter } from "./transfer-meter.ts";

const url = "https://h.example/t/_delta_log/00000000000000000000.json";
const nowMs = Date.UTC(2026, 0, 5, 12);

// Bodies as the stores' manuals and their answers show them.
const s3 = (code: string, rest: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code>${rest}<RequestId>4442587FB7D0A2F9</RequestId></Error>`;
const azureAuthenticationFailed = (start: string, expiry: string) =>
  `\ufeff<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code><Message>Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.</Message><AuthenticationErrorDetail>Signature not valid in the specified time frame: Start [${start}] - Expiry [${expiry}] - Current [Mon, 05 Jan 2026 12:00:00 GMT]</AuthenticationErrorDetail></Error>`;

describe("readRefusal", () => {
  it.each([
    {
      name: "S3, a presigned address that ran out",
      status: 403,
      body: s3(
        "AccessDenied",
        "<Message>Request has expired</Message><X-Amz-Expires>60</X-Amz-Expires><Expires>2026-01-05T11:00:00Z</Expires>",
      ),
      error: { tag: "SignatureExpired", context: { expiredMs: Date.UTC(2026, 0, 5, 11) } },
    },
    {
      name: "S3, temporary keys that ran out",
      status: 400,
      body: s3("ExpiredToken", "<Message>The provided token has expired.</Message>"),
      error: { tag: "SignatureExpired" },
    },
    {
      name: "GCS, a signed address that ran out",
      status: 400,
      body: s3("ExpiredToken", "<Message>Invalid argument.</Message><Details>The provided token has expired</Details>"),
      error: { tag: "SignatureExpired" },
    },
    {
      name: "Azure, a SAS that ran out",
      status: 403,
      body: azureAuthenticationFailed("Mon, 05 Jan 2026 09:00:00 GMT", "Mon, 05 Jan 2026 11:00:00 GMT"),
      error: { tag: "SignatureExpired", context: { expiredMs: Date.UTC(2026, 0, 5, 11) } },
    },
    {
      name: "Azure, a SAS that is not valid yet",
      status: 403,
      body: azureAuthenticationFailed("Mon, 05 Jan 2026 13:00:00 GMT", "Mon, 05 Jan 2026 14:00:00 GMT"),
      error: { tag: "AccessDenied" },
    },
    {
      name: "Azure, a container without public access",
      status: 409,
      body: s3(
        "PublicAccessNotPermitted",
        "<Message>Public access is not permitted on this storage account.</Message>",
      ),
      error: { tag: "AccessDenied", context: { status: 409 } },
    },
    {
      name: "S3, a wrong signature",
      status: 403,
      body: s3("SignatureDoesNotMatch", "<Message>The request signature we calculated does not match</Message>"),
      error: { tag: "AccessDenied" },
    },
    { name: "no credential", status: 401, body: "", error: { tag: "AccessDenied", context: { status: 401 } } },
    {
      name: "a JSON API",
      status: 403,
      body: '{"error":{"code":"Forbidden","message":"no"}}',
      error: { tag: "AccessDenied" },
    },
    {
      name: "a busy store",
      status: 503,
      body: s3("SlowDown", ""),
      error: { tag: "StoreUnavailable", context: { status: 503 } },
    },
    {
      name: "S3, a bucket elsewhere",
      status: 301,
      body: s3("PermanentRedirect", ""),
      error: { tag: "StoreUnavailable" },
    },
  ])("understands $name", async ({ status, body, error }) => {
    const refusal = await readRefusal(answerOf(status, body), { url, nowMs });
    expect(refusal).toMatchObject({ kind: "failed", error });
  });

  it.each([
    { name: "S3's denial", body: s3("AccessDenied", "<Message>Access Denied</Message>") },
    { name: "a denial without words", body: "" },
  ])("leaves open whether $name means absence", async ({ body }) => {
    const refusal = await readRefusal(answerOf(403, body), { url, nowMs });
    expect(refusal).toMatchObject({ kind: "denied-or-absent", error: { tag: "AccessDenied" } });
  });

  it.each([404, 410])("takes %d for absence", async (status) => {
    expect(await readRefusal(answerOf(status, ""), { url, nowMs })).toEqual({ kind: "absent" });
  });

  it("quotes nothing of a body but its code", async () => {
    const body = s3(
      "SignatureDoesNotMatch",
      "<StringToSign>canary7Q</StringToSign><SignatureProvided>canary7Q</SignatureProvided>",
    );
    const refusal = await readRefusal(answerOf(403, body), { url, nowMs });
    expect(JSON.stringify(refusal) + ("error" in refusal ? refusal.error.message : "")).not.toContain("canary7Q");
  });

  it.each([
    ["7", 7000],
    ["Mon, 05 Jan 2026 12:00:30 GMT", 30_000],
    ["soon", undefined],
  ])("reads Retry-After: %s", async (header, retryAfterMs) => {
    const refusal = await readRefusal(answerOf(429, "", { "Retry-After": header }), { url, nowMs });
    expect(refusal).toMatchObject({ error: { context: { status: 429, retryAfterMs } } });
  });
});

function answerOf(status: number, body: string, headers: Record<string, string> = {}) {
  const response = new Response(body, { status, headers });
  return {
    status,
    header: (name: string) => response.headers.get(name) ?? undefined,
    body: createHttpBody(response, { url, meter: createTransferMeter(), signal: undefined }),
    grant: undefined,
  };
}
