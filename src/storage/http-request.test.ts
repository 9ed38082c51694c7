import { describe, expect, it } from "vitest";
import { createAccessKeeper } from "./access.ts";
import { createHttpRequester } from "./http-request.ts";
import { createTransferMeter } from "./transfer-meter.ts";

const url = "https://store.example/t/a.parquet";

/** A network that answers each request in turn as the script says. */
function setup(
  script: readonly ("ok" | "opaque" | "fails")[],
  { pageOrigin }: { readonly pageOrigin: string | undefined } = { pageOrigin: "https://app.example" },
) {
  const sent: { url: string; init: RequestInit | undefined }[] = [];
  const keeper = createAccessKeeper();
  const meter = createTransferMeter();
  const request = createHttpRequester({
    keeper,
    meter,
    pageOrigin,
    fetch: async (input, init) => {
      const step = script[sent.length];
      sent.push({ url: String(input), init });
      if (step === "fails" || step === undefined) {
        throw new TypeError(`Failed to fetch ${String(input)}`);
      }
      return new Response(step === "ok" ? "bytes" : null);
    },
  });
  return { request, sent, keeper, meter };
}

describe("createHttpRequester", () => {
  it("sends nothing that needs a preflight, a cookie, a referrer or the disk cache", async () => {
    const { request, sent } = setup(["ok"]);
    await request({ url, range: "bytes=0-9", signal: undefined });
    expect(sent[0]?.init).toEqual({
      method: "GET",
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: null,
      headers: { Range: "bytes=0-9" },
    });
  });

  it("says BlockedByCors when only a request without CORS is answered", async () => {
    const { request, sent, meter } = setup(["fails", "opaque", "fails"]);
    await expect(request({ url, signal: undefined })).rejects.toMatchObject({
      tag: "BlockedByCors",
      context: { url, origin: "https://app.example" },
    });
    expect(sent.map(({ init }) => init?.mode)).toEqual([undefined, "no-cors", undefined]);
    expect(meter.counts()).toMatchObject({ requests: 3, inFlight: 0 });
  });

  it("says that the store let other answers be read, where it did", async () => {
    const { request } = setup(["ok", "fails", "opaque", "fails"]);
    await request({ url, signal: undefined });
    await expect(request({ url, signal: undefined })).rejects.toThrow(/its other answers but not this one/);
  });

  it("goes on when the network had failed for a moment", async () => {
    const { request } = setup(["fails", "opaque", "ok"]);
    expect((await request({ url, signal: undefined })).status).toBe(200);
  });

  it("says NetworkFailed when nothing is answered", async () => {
    const { request } = setup(["fails", "fails"]);
    await expect(request({ url, signal: undefined })).rejects.toMatchObject({ tag: "NetworkFailed" });
  });

  it("says NetworkFailed outside a browser, where CORS blocks nothing", async () => {
    const { request, sent } = setup(["fails"], { pageOrigin: undefined });
    await expect(request({ url, signal: undefined })).rejects.toMatchObject({ tag: "NetworkFailed" });
    expect(sent).toHaveLength(1);
  });

  it("explains that a page served by https may not read http", async () => {
    const { request } = setup(["fails", "fails"]);
    await expect(request({ url: "http://store.example/t", signal: undefined })).rejects.toMatchObject({
      context: { reason: "a page served by https may not read an http address" },
    });
  });

  it("keeps the secret out of what a failed request says", async () => {
    const { request, keeper } = setup(["fails", "fails"]);
    keeper.grant({ scope: "https://store.example/t/", query: "sig=canary0123456789", expiresMs: undefined });
    const error: unknown = await request({ url, signal: undefined }).catch((reason: unknown) => reason);
    expect(JSON.stringify(error) + String(error)).not.toContain("canary");
  });
});
