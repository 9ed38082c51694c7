import { describe, expect, it } from "vitest";
import { splitLocation } from "./split-location.ts";

const azureRoot = "https://acct.blob.core.windows.net/lake/sales/orders";
const sas = "sv=2024-11-04&st=2026-01-05T09%3A00%3A00Z&se=2026-01-05T14%3A20%3A00Z";
const se = Date.UTC(2026, 0, 5, 14, 20);

describe("splitLocation", () => {
  it.each([
    {
      name: "a public address",
      text: "https://h.example/t/",
      access: { kind: "public", coversTable: "all", expiresMs: undefined },
      scope: undefined,
    },
    {
      name: "a container's SAS",
      text: `${azureRoot}?${sas}&sr=c&sp=rl&sig=abc%2Fdef%3D`,
      access: {
        kind: "azure-sas",
        scope: "container lake",
        rights: ["read", "list"],
        coversTable: "all",
        expiresMs: se,
      },
      scope: "https://acct.blob.core.windows.net/lake/",
    },
    {
      name: "a directory's SAS",
      text: `${azureRoot}?${sas}&sr=d&sdd=1&sp=rl&sig=abc`,
      access: { scope: "directory lake/sales", coversTable: "all" },
      scope: "https://acct.blob.core.windows.net/lake/sales/",
    },
    {
      name: "a SAS of a directory that is deeper than the table",
      text: `${azureRoot}?${sas}&sr=d&sdd=3&sp=rl&sig=abc`,
      access: { coversTable: "none" },
      scope: undefined,
    },
    {
      name: "a blob's SAS",
      text: `${azureRoot}/_delta_log/00000000000000000000.json?${sas}&sr=b&sp=r&sig=abc`,
      access: { scope: "one blob", coversTable: "one-object" },
      scope: undefined,
    },
    {
      name: "an account's SAS",
      text: `${azureRoot}?${sas}&ss=bf&srt=sco&sp=rl&sig=abc`,
      access: { scope: "account acct", coversTable: "all" },
      scope: "https://acct.blob.core.windows.net/",
    },
    {
      name: "an account's SAS without objects",
      text: `${azureRoot}?${sas}&ss=b&srt=sc&sp=rl&sig=abc`,
      access: { coversTable: "none" },
      scope: undefined,
    },
    {
      name: "a SAS that does not read",
      text: `${azureRoot}?${sas}&sr=c&sp=cw&sig=abc`,
      access: { coversTable: "none", rights: ["create", "write"] },
      scope: undefined,
    },
    {
      name: "a SAS whose rights are in a stored policy",
      text: `${azureRoot}?sv=2024-11-04&si=readers&sr=c&sig=abc`,
      access: { coversTable: "all", rights: [], expiresMs: undefined },
      scope: "https://acct.blob.core.windows.net/lake/",
    },
    {
      name: "a SAS at an emulator, which has the account in the path",
      text: `http://127.0.0.1:10000/devstoreaccount1/lake/orders?${sas}&sr=c&sp=rl&sig=abc`,
      access: { scope: "container lake", coversTable: "all" },
      scope: "http://127.0.0.1:10000/devstoreaccount1/lake/",
    },
    {
      name: "a SAS behind an abfss location",
      text: `abfss://lake@acct.dfs.core.windows.net/sales/orders?${sas}&sr=c&sp=rl&sig=abc`,
      access: { scope: "container lake", coversTable: "all" },
      scope: "https://acct.blob.core.windows.net/lake/",
    },
    {
      name: "a presigned S3 address",
      text: "https://lake.s3.amazonaws.com/t/_delta_log/0.json?X-Amz-Date=20260105T100000Z&X-Amz-Expires=3600&X-Amz-Signature=ab",
      access: { kind: "s3-presigned", coversTable: "one-object", expiresMs: Date.UTC(2026, 0, 5, 11) },
      scope: undefined,
    },
    {
      name: "a presigned S3 address of the old form",
      text: "https://lake.s3.amazonaws.com/t/a.parquet?AWSAccessKeyId=AK&Signature=ab&Expires=1767607200",
      access: { kind: "s3-presigned", coversTable: "one-object", expiresMs: 1_767_607_200_000 },
      scope: undefined,
    },
    {
      name: "a signed GCS address",
      text: "https://storage.googleapis.com/lake/t/a.parquet?X-Goog-Date=20260105T100000Z&X-Goog-Expires=60&X-Goog-Signature=ab",
      access: { kind: "gcs-signed", coversTable: "one-object", expiresMs: Date.UTC(2026, 0, 5, 10, 1) },
      scope: undefined,
    },
    {
      name: "a CloudFront policy over the table",
      text: `https://d1.cloudfront.net/lake/t?Policy=${policy("https://d1.cloudfront.net/lake/*")}&Signature=ab&Key-Pair-Id=K1`,
      access: {
        kind: "cloudfront",
        coversTable: "all",
        scope: "https://d1.cloudfront.net/lake/*",
        expiresMs: 1_767_607_200_000,
      },
      scope: "https://d1.cloudfront.net/lake/t/",
    },
    {
      name: "a CloudFront policy over any scheme and host",
      text: `https://d1.cloudfront.net/lake/t?Policy=${policy("http*://*/lake/*")}&Signature=ab&Key-Pair-Id=K1`,
      access: { coversTable: "all" },
      scope: "https://d1.cloudfront.net/lake/t/",
    },
    {
      name: "a CloudFront policy over something else",
      text: `https://d1.cloudfront.net/lake/t?Policy=${policy("https://d1.cloudfront.net/other/*")}&Signature=ab&Key-Pair-Id=K1`,
      access: { coversTable: "none" },
      scope: undefined,
    },
    {
      name: "a CloudFront policy over the JSON files alone",
      text: `https://d1.cloudfront.net/lake/t?Policy=${policy("https://d1.cloudfront.net/lake/*.json")}&Signature=ab&Key-Pair-Id=K1`,
      access: { coversTable: "none" },
      scope: undefined,
    },
    {
      name: "a canned CloudFront policy",
      text: "https://d1.cloudfront.net/t/a.parquet?Expires=1767607200&Signature=ab&Key-Pair-Id=K1",
      access: { kind: "cloudfront", coversTable: "one-object", expiresMs: 1_767_607_200_000 },
      scope: undefined,
    },
    {
      name: "a token of an unknown kind",
      text: "https://h.example/t?token=abcdefghij&expires=1767607200",
      access: { kind: "token", coversTable: "ask", expiresMs: 1_767_607_200_000 },
      scope: "https://h.example/t/",
    },
  ])("recognises $name", ({ text, access, scope }) => {
    const pasted = splitLocation(text);
    expect(pasted.access).toMatchObject(access);
    expect(pasted.grant?.scope).toBe(scope);
  });

  it("keeps the query as it was signed, without the listing that it was handed out for", () => {
    const { grant } = splitLocation(`${azureRoot}?restype=container&comp=list&${sas}&sr=c&sp=rl&sig=a%2Bb%3D`);
    expect(grant?.query).toBe(`${sas}&sr=c&sp=rl&sig=a%2Bb%3D`);
  });

  it("says when a credential gives more than reading needs", () => {
    const { access } = splitLocation(`${azureRoot}?${sas}&sr=c&sp=rwdl&sig=abc`);
    expect(access.explanation).toContain("write, delete");
  });

  it.each([
    ["https://h/t/_delta_log/00000000000000000003.json", "https://h/t", 1],
    ["https://h/t/_delta_log/", "https://h/t", 1],
    ["https://h/t/part-00000-ab.snappy.parquet", "https://h/t", 1],
    ["https://h/t/date=2026-01-05/city=K%C3%B6ln/part-0.parquet?token=abcdefghij", "https://h/t", 1],
    ["https://h/t/date%3D2026/part-0.parquet", "https://h/t", 1],
    ["https://h/t/deletion_vector_0a.bin", "https://h/t", 1],
    ["https://h/t/_change_data/cdc-0.parquet", "https://h/t", 1],
    ["https://h/events.parquet/", "https://h/events.parquet", 0],
    ['"https://h/t"', "https://h/t", 0],
    ["<https://h/t>", "https://h/t", 0],
    ["s3://lake/t/_delta_log", "s3://lake/t", 2],
    ["demo:rides", "demo:rides", 0],
  ])("opens %s as %s", (text, location, notes) => {
    const { table } = splitLocation(text);
    expect(table.location).toBe(location);
    expect(table.notes).toHaveLength(notes);
  });

  it("shows no part of the secret", () => {
    const { table, access } = splitLocation(`${azureRoot}?${sas}&sr=c&sp=rl&sig=canary7Q&other=canary7Q`);
    expect(JSON.stringify([table, access])).not.toContain("canary7Q");
    const unknown = splitLocation("https://h.example/t?canary7Q");
    expect(JSON.stringify([unknown.table, unknown.access])).not.toContain("canary7Q");
  });
});

/** As CloudFront writes base64 in a query. */
function policy(resource: string): string {
  const json = { Statement: [{ Resource: resource, Condition: { DateLessThan: { "AWS:EpochTime": 1_767_607_200 } } }] };
  return btoa(JSON.stringify(json)).replaceAll("+", "-").replaceAll("=", "_").replaceAll("/", "~");
}
