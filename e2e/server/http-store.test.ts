// The HTTP store against a real server, with real sockets.

import { afterEach, describe, expect, it } from "vitest";
import { isTableError } from "#delta/errors.ts";
import { createAccessKeeper } from "#storage/access.ts";
import { createHttpStore, type HttpStoreOptions } from "#storage/http-store.ts";
import { createTransferMeter } from "#storage/transfer-meter.ts";
import { createWholeObjectPolicy } from "#storage/whole-object-policy.ts";
import type { Mount } from "./mount.ts";
import { startTableServer, type TableServer } from "./table-server.ts";

const commit = "_delta_log/00000000000000000000.json";
const nextCommit = "_delta_log/00000000000000000001.json";
const hint = "_delta_log/_last_checkpoint";
const data = "date=2026-01-05/part-ä 1.parquet";
const canary = "canary0123456789abcdef";

let servers: TableServer[] = [];

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function setup(switches: Partial<Mount> = {}, options: Partial<HttpStoreOptions> = {}) {
  const source = new Map([
    [commit, text('{"commitInfo":{}}\n')],
    [data, Uint8Array.from({ length: 1000 }, (_, index) => index % 251)],
    ["empty.parquet", new Uint8Array()],
  ]);
  const server = await startTableServer({ mounts: { rides: { source, ...switches } } });
  servers.push(server);
  const keeper = createAccessKeeper();
  const meter = createTransferMeter();
  const location = server.url("rides");
  const store = createHttpStore({ location, rootUrl: `${location}/`, keeper, meter, ...options });
  return { server, store, keeper, meter, mount: server.mount("rides"), rootUrl: `${location}/`, source };
}

describe("a store that behaves", () => {
  it("gives whole objects with their modification time", async () => {
    const { store } = await setup();
    const object = await store.get(commit);
    expect(new TextDecoder().decode(object?.bytes)).toBe('{"commitInfo":{}}\n');
    expect(object?.modifiedMs).toBe(Date.UTC(2026, 0, 5, 10));
  });

  it("gives undefined for an absent object", async () => {
    const { store } = await setup();
    expect(await store.get(hint)).toBeUndefined();
    expect(await store.getHead("none.parquet", 10)).toBeUndefined();
    await expect(store.getRange("none.parquet", { start: 0, end: 1 })).rejects.toMatchObject({ tag: "ObjectMissing" });
  });

  it("gives exact ranges of keys that need encoding, by GET alone", async () => {
    const { store, server } = await setup();
    const bytes = await store.getRange(data, { start: 10, end: 20, sizeBytes: 1000 });
    expect([...bytes]).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(server.log.entries).toMatchObject([
      { method: "GET", key: data, range: "bytes=10-19", status: 206, bytes: 10 },
    ]);
  });

  it("asks for nothing to give an empty range", async () => {
    const { store, server } = await setup();
    expect(await store.getRange(data, { start: 5, end: 5 })).toHaveLength(0);
    expect(server.log.entries).toHaveLength(0);
  });

  it.each([
    { name: "part of an object", key: data, ask: 100, bytes: 100, sizeBytes: 1000, complete: false },
    { name: "all of a shorter object", key: data, ask: 2000, bytes: 1000, sizeBytes: 1000, complete: true },
    { name: "an object exactly", key: data, ask: 1000, bytes: 1000, sizeBytes: 1000, complete: true },
    { name: "an empty object", key: "empty.parquet", ask: 10, bytes: 0, sizeBytes: 0, complete: true },
  ])("gives the head of $name", async ({ key, ask, bytes, sizeBytes, complete }) => {
    const { store } = await setup();
    const head = await store.getHead(key, ask);
    expect({ ...head, bytes: head?.bytes.length }).toEqual({ bytes, sizeBytes, complete });
  });

  it("counts exactly the requests and bytes that the server saw", async () => {
    const { store, server, meter } = await setup();
    await Promise.all([
      store.get(commit),
      store.get(hint),
      store.getRange(data, { start: 0, end: 300 }),
      store.getHead(data, 50),
    ]);
    const sent = server.log.entries.filter(({ status }) => status !== 404);
    expect(meter.counts()).toEqual({
      requests: 4,
      bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0),
      inFlight: 0,
    });
    expect(server.log.entries).toHaveLength(4);
  });

  it("passes an abort through as it was given", async () => {
    const { store, meter } = await setup({ latencyMs: 5000 });
    const controller = new AbortController();
    const reading = store.getRange(data, { start: 0, end: 10 }, { signal: controller.signal });
    const reason = new DOMException("The user left", "AbortError");
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(meter.counts().inFlight).toBe(0);
  });
});

describe("denials", () => {
  it("is access denied on the first read", async () => {
    const { store } = await setup({ absentStatus: 403 });
    await expect(store.get(nextCommit)).rejects.toMatchObject({ tag: "AccessDenied", context: { status: 403 } });
  });

  it("is absence of a log file once a read of the same table was good", async () => {
    const { store } = await setup({ absentStatus: 403 });
    await store.get(commit);
    expect(await store.get(nextCommit)).toBeUndefined();
  });

  it("is absence when the good read is still under way", async () => {
    const { store } = await setup({ absentStatus: 403 });
    const [present, absent] = await Promise.all([store.get(commit), store.get(nextCommit)]);
    expect(present).toBeDefined();
    expect(absent).toBeUndefined();
  });

  it("is access denied for all when none of the reads under way is good", async () => {
    const { store } = await setup({ requiredQuery: "sig=other", absentStatus: 403 });
    const results = await Promise.allSettled([store.get(commit), store.get(nextCommit)]);
    expect(
      results.map((result) => result.status === "rejected" && isTableError(result.reason, "AccessDenied")),
    ).toEqual([true, true]);
  });

  it("never makes a data file absent", async () => {
    const { store } = await setup({ absentStatus: 403 });
    await store.get(commit);
    await expect(store.getRange("gone.parquet", { start: 0, end: 1 })).rejects.toMatchObject({ tag: "AccessDenied" });
  });

  it("is an expired signature where the store says so, even for a log file after a good read", async () => {
    const { store, mount } = await setup();
    await store.get(commit);
    mount.expired = true;
    await expect(store.get(nextCommit)).rejects.toMatchObject({ tag: "SignatureExpired" });
  });

  it("is an expired signature where the grant's time is over", async () => {
    const { store, keeper, rootUrl } = await setup({ requiredQuery: "sig=other" }, { nowMs: () => 2000 });
    keeper.grant({ scope: rootUrl, query: `sig=${canary}`, expiresMs: 1500 });
    await expect(store.get(commit)).rejects.toMatchObject({ tag: "SignatureExpired", context: { expiredMs: 1500 } });
  });

  it("does not take a denial for absence when a signature without known end may be over", async () => {
    const { store, keeper, rootUrl, mount } = await setup({ requiredQuery: `sig=${canary}`, absentStatus: 403 });
    keeper.grant({ scope: rootUrl, query: `sig=${canary}`, expiresMs: undefined });
    await store.get(commit);
    expect(await store.get(nextCommit)).toBeUndefined();
    // CloudFront's words for an expired signature are those for any denial.
    mount.missing.add(commit);
    mount.requiredQuery = undefined;
    await expect(store.get(nextCommit)).rejects.toMatchObject({ tag: "AccessDenied" });
  });
});

describe("signed stores", () => {
  it("sends the secret with every request below its scope", async () => {
    const { store, keeper, rootUrl, server } = await setup({ requiredQuery: `sig=${canary}` });
    keeper.grant({ scope: rootUrl, query: `sv=2024&sig=${canary}`, expiresMs: undefined });
    await store.get(commit);
    await store.getRange(data, { start: 0, end: 10 });
    expect(server.log.entries.map(({ status }) => status)).toEqual([200, 206]);
  });

  it.each<{ name: string; switches: Partial<Mount>; key: string }>([
    { name: "denied", switches: { requiredQuery: "sig=other" }, key: commit },
    { name: "expired", switches: { expired: true }, key: commit },
    { name: "failing", switches: { failTimes: 9 }, key: commit },
    { name: "cut", switches: { answersUntilCut: 0 }, key: commit },
    { name: "missing", switches: {}, key: "none.parquet" },
    { name: "truncated", switches: { truncated: new Map([[data, { bytes: 3, how: "short" }]]) }, key: data },
    { name: "cut in the body", switches: { truncated: new Map([[data, { bytes: 3, how: "cut" }]]) }, key: data },
    { name: "ignoring ranges", switches: { ignoreRange: true }, key: data },
  ])("keep the secret out of the error of a store that is $name", async ({ switches, key }) => {
    const wholeObjects = createWholeObjectPolicy(10);
    const { store, keeper, rootUrl } = await setup(switches, { wholeObjects });
    keeper.grant({ scope: rootUrl, query: `sv=2024&sig=${canary}`, expiresMs: undefined });
    const error: unknown = await store.getRange(key, { start: 0, end: 10 }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(isTableError(error)).toBe(true);
    expect(everythingIn(error)).not.toContain(canary);
  });
});

describe("servers at fault", () => {
  it("cuts the range from a small object that is served whole, and fetches it once", async () => {
    const { store, server } = await setup({ ignoreRange: true });
    expect([...(await store.getRange(data, { start: 2, end: 4, sizeBytes: 1000 }))]).toEqual([2, 3]);
    expect([...(await store.getRange(data, { start: 900, end: 902 }))]).toEqual([900 % 251, 901 % 251]);
    expect(server.log.entries).toHaveLength(1);
  });

  it("refuses a large object that is served whole, until the user allows its size", async () => {
    const wholeObjects = createWholeObjectPolicy(500);
    const { store, server } = await setup({ ignoreRange: true }, { wholeObjects });
    const range = { start: 2, end: 4, sizeBytes: 1000 };
    await expect(store.getRange(data, range)).rejects.toMatchObject({
      tag: "RangeIgnored",
      context: { sizeBytes: 1000 },
    });
    wholeObjects.allow(server.origin, 1000);
    expect([...(await store.getRange(data, range))]).toEqual([2, 3]);
  });

  it("gives the head of an object that is served whole", async () => {
    const { store } = await setup({ ignoreRange: true });
    const head = await store.getHead(data, 10);
    expect([head?.bytes.length, head?.sizeBytes, head?.complete]).toEqual([10, 1000, false]);
  });

  it.each([
    { name: "a short body that is announced", how: "short", tag: "ObjectTruncated" },
    { name: "a connection that ends early", how: "cut", tag: "NetworkFailed" },
  ] as const)("notices $name", async ({ how, tag }) => {
    const { store, meter } = await setup({ truncated: new Map([[data, { bytes: 3, how }]]) });
    await expect(store.getRange(data, { start: 0, end: 10 })).rejects.toMatchObject({ tag });
    expect(meter.counts().inFlight).toBe(0);
  });

  it.each([
    {
      name: "bytes of the same size under other validators",
      replace: (bytes: Uint8Array) => bytes.map((byte) => byte ^ 1),
    },
    { name: "another size", replace: (bytes: Uint8Array) => bytes.subarray(0, 900) },
  ])("notices that an object became $name", async ({ replace }) => {
    const { store } = await setup({ changed: new Map([[data, { afterReads: 1, replace }]]) });
    await store.getRange(data, { start: 0, end: 10 });
    await expect(store.getRange(data, { start: 20, end: 30 })).rejects.toMatchObject({ tag: "ObjectChanged" });
  });

  it.each([
    { name: "another size than the log says", range: { start: 0, end: 10, sizeBytes: 999 }, tag: "ObjectChanged" },
    { name: "an end before the range", range: { start: 990, end: 1010 }, tag: "ObjectTruncated" },
    { name: "an end before the range's start", range: { start: 2000, end: 2010 }, tag: "ObjectTruncated" },
  ])("notices $name", async ({ range, tag }) => {
    const { store } = await setup();
    await expect(store.getRange(data, range)).rejects.toMatchObject({ tag });
  });

  it("lets the hint be overwritten", async () => {
    const replace = () => text('{"version":20,"size":1}');
    const { store, source } = await setup({ changed: new Map([[hint, { afterReads: 1, replace }]]) });
    source.set(hint, text('{"version":10,"size":1}'));
    await store.get(hint);
    expect(new TextDecoder().decode((await store.get(hint))?.bytes)).toContain("20");
  });

  it("takes the page of a single-page host for an absent log file and an absent data file", async () => {
    const { store } = await setup({ fallbackPage: "<!DOCTYPE html><html></html>" });
    expect(await store.get(nextCommit)).toBeUndefined();
    await expect(store.getRange("gone.parquet", { start: 0, end: 9 })).rejects.toMatchObject({ tag: "ObjectMissing" });
  });

  it("tells the status of a failing store, and how long it asks to wait", async () => {
    const { store } = await setup({ failTimes: 1, retryAfter: "3" });
    await expect(store.get(commit)).rejects.toMatchObject({
      tag: "StoreUnavailable",
      context: { status: 503, retryAfterMs: 3000 },
    });
  });

  it("calls a dead network by its name", async () => {
    const { store } = await setup({ answersUntilCut: 0 });
    await expect(store.get(commit)).rejects.toMatchObject({ tag: "NetworkFailed" });
  });
});

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

/** Message, context, stack and causes of an error, as one text. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return [error.message, JSON.stringify(error), error.stack, everythingIn(error.cause)].join("\n");
}
