import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLocation } from "./parse-location.ts";

describe("parseLocation", () => {
  it.each([
    ["https://h.example/lake/orders/", "https", "https://h.example/lake/orders", "https://h.example/lake/orders/"],
    ["  https://h.example:8443/t ", "https", "https://h.example:8443/t", "https://h.example:8443/t/"],
    ["HTTPS://H.Example/T", "https", "https://h.example/T", "https://h.example/T/"],
    ["http://127.0.0.1:9000/b/t", "https", "http://127.0.0.1:9000/b/t", "http://127.0.0.1:9000/b/t/"],
    ["https://h.example/a%20b/100%25", "https", "https://h.example/a%20b/100%25", "https://h.example/a%20b/100%25/"],
    ["https://h.example/a b", "https", "https://h.example/a%20b", "https://h.example/a%20b/"],
    ["https://h.example", "https", "https://h.example", "https://h.example/"],
    ["https://h.example/t?sig=x#y", "https", "https://h.example/t", "https://h.example/t/"],
    [
      "https://h.example/t/_delta_log/00000000000000000003.json",
      "https",
      "https://h.example/t",
      "https://h.example/t/",
    ],
    ["s3://lake/orders/", "s3", "s3://lake/orders", "https://lake.s3.amazonaws.com/orders/"],
    ["s3a://lake/my orders", "s3", "s3://lake/my orders", "https://lake.s3.amazonaws.com/my%20orders/"],
    ["s3://my.lake/t", "s3", "s3://my.lake/t", "https://s3.amazonaws.com/my.lake/t/"],
    ["s3://lake", "s3", "s3://lake", "https://lake.s3.amazonaws.com/"],
    ["gs://lake/a/b?x=1", "gcs", "gs://lake/a/b", "https://storage.googleapis.com/lake/a/b/"],
    [
      "abfss://lake@acct.dfs.core.windows.net/a/b/",
      "azure",
      "abfss://lake@acct.dfs.core.windows.net/a/b",
      "https://acct.blob.core.windows.net/lake/a/b/",
    ],
    [
      "wasbs://lake@acct.blob.core.windows.net/a?sv=1&sig=x",
      "azure",
      "abfss://lake@acct.dfs.core.windows.net/a",
      "https://acct.blob.core.windows.net/lake/a/",
    ],
    [
      "abfss://ws@onelake.dfs.fabric.microsoft.com/item/Tables/t",
      "azure",
      "abfss://ws@onelake.dfs.fabric.microsoft.com/item/Tables/t",
      "https://onelake.blob.fabric.microsoft.com/ws/item/Tables/t/",
    ],
    ["demo:rides", "demo", "demo:rides", undefined],
    ["local:warehouse/orders", "local", "local:warehouse/orders", undefined],
  ])("reads %s", (text, kind, location, rootUrl) => {
    expect(parseLocation(text)).toMatchObject({ kind, location, rootUrl });
  });

  it.each([
    ["", /empty/],
    ["not a url", /no web address/],
    ["h.example/t", /https:\/\/ before it/],
    ["C:\\data\\orders", /drop the folder/],
    ["\\\\server\\share", /drop the folder/],
    ["/home/me/orders", /drop the folder/],
    ["~/orders", /drop the folder/],
    ["file:///home/me/orders", /drop the folder/],
    ["dbfs:/mnt/orders", /cluster/],
    ["javascript:alert(1)", /no address of an object store/],
    ["data:text/html,x", /no address of an object store/],
    ["JavaScript:alert(1)", /no address of an object store/],
    ["https://user:secret@h.example/t", /user name or a password/],
    ["https://user@h.example/t", /user name or a password/],
    ["https://@h.example/t", /user name or a password/],
    ["https:h.example/t", /not a complete web address/],
    ["https://", /not a complete web address/],
    ["s3://AKIA:secret@lake/t", /holds a key/],
    ["s3:///t", /does not name a bucket/],
    ["s3://lake/../other", /\.\. part/],
    ["abfss://lake/t", /container and account/],
    ["abfss://lake:secret@acct.dfs.core.windows.net/t", /container and account/],
    ["demo:../secret", /letters/],
    ["local:", /dropped or chosen/],
    ["https://a.example/t\nhttps://b.example/t", /more than one line/],
  ])("refuses %s", (text, reason) => {
    expect(() => parseLocation(text)).toThrow(reason);
  });

  it("spells what it has spelled the same way again", () => {
    const locations = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.tuple(fc.constantFrom("s3", "gs"), fc.string()).map(([scheme, path]) => `${scheme}://lake/${path}`),
      fc.string().map((path) => `abfss://lake@acct.dfs.core.windows.net/${path}`),
    );
    fc.assert(
      fc.property(locations, (text) => {
        const first = tryParse(text);
        fc.pre(first !== undefined);
        expect(tryParse(first?.location ?? "")).toMatchObject({ location: first?.location, rootUrl: first?.rootUrl });
      }),
    );
  });

  it("never quotes a secret, whether it understands the text or not", () => {
    const canary = "canary7Q";
    const place = fc.constantFrom(
      `https://h.example/t?sig=${canary}`,
      `https://u:${canary}@h.example/t`,
      `https://${canary}@h.example/t`,
      `h.example/t?sig=${canary}`,
      `s3://AKIA:${canary}@lake/t`,
      `abfss://lake:${canary}@acct.dfs.core.windows.net/t`,
      `javascript:${canary}`,
      `BlobEndpoint=https://a.example/;SharedAccessSignature=sv=1&sig=${canary}`,
      `ftp://u:${canary}@h.example/t`,
    );
    fc.assert(
      fc.property(place, fc.constantFrom("", " ", "\nmore"), (text, end) => {
        expect(JSON.stringify(tryParse(text + end) ?? failureOf(text + end))).not.toContain(canary);
      }),
    );
  });
});

function tryParse(text: string) {
  try {
    return parseLocation(text);
  } catch {
    return undefined;
  }
}

function failureOf(text: string): unknown {
  try {
    return parseLocation(text);
  } catch (error) {
    return error instanceof Error ? { ...error, message: error.message } : error;
  }
}
