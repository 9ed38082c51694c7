import { describe, expect, it, vi } from "vitest";
import { createFakeClient } from "#testing/fake-client.ts";
import { createAccessStore } from "./access-store.ts";
import { withCancelAll } from "./cancellable-client.ts";
import { createTableEvents } from "./table-events.ts";

const location = "demo:rides";
const open = { location, at: { kind: "latest" } } as const;

describe("the client that can be cancelled", () => {
  it("counts what runs and how long it took", async () => {
    const client = withCancelAll(createFakeClient({ latencyMs: 5 }));
    const calls = [client.call("openSnapshot", open), client.call("openSnapshot", open)];
    expect(client.activity().running).toBe(2);
    await Promise.all(calls);
    expect(client.activity()).toMatchObject({ running: 0, startedMs: undefined, lastMs: expect.any(Number) });
  });

  it("ends every call, and none that comes later", async () => {
    const client = withCancelAll(createFakeClient({ latencyMs: 20 }));
    const call = client.call("openSnapshot", open);
    client.cancelAll();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    await expect(client.call("openSnapshot", open)).resolves.toMatchObject({ version: 41 });
  });

  it("leaves a caller its own signal", async () => {
    const client = withCancelAll(createFakeClient({ latencyMs: 20 }));
    const controller = new AbortController();
    const call = client.call("openSnapshot", open, { signal: controller.signal });
    controller.abort(new Error("not wanted"));
    await expect(call).rejects.toThrow("not wanted");
  });
});

describe("what the worker tells by itself", () => {
  it("is kept by version, the transfer in all", () => {
    const client = createFakeClient();
    const events = createTableEvents(client);
    const listener = vi.fn();
    events.subscribe(listener);
    const totals = { files: 1, sizeBytes: 2, rows: 3, rowsExact: true, complete: true };
    client.emit({ kind: "totals", location, version: 7, totals });
    client.emit({ kind: "transfer", transfer: { requests: 4, bytes: 5, inFlight: 0, cachedBytes: 6 } });
    expect(events.totals(location, 7)).toEqual(totals);
    expect(events.totals(location, 8)).toBeUndefined();
    expect(events.transfer().requests).toBe(4);
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it("takes a failed file list back once the list goes on", () => {
    const client = createFakeClient();
    const events = createTableEvents(client);
    const error = { tag: "NetworkFailed", message: "Cannot list files: offline", context: {} } as const;
    client.emit({ kind: "files-failed", location, version: 7, error });
    expect(events.filesError(location, 7)).toEqual(error);
    const totals = { files: 1, sizeBytes: 2, rows: 3, rowsExact: false, complete: false };
    client.emit({ kind: "totals", location, version: 7, totals });
    expect(events.filesError(location, 7)).toBeUndefined();
  });
});

describe("the held accesses", () => {
  it("name the narrowest one that covers an address, and never the secret", async () => {
    const client = createFakeClient();
    const access = createAccessStore(client);
    await access.grant({ scope: "https://a.example/lake/", query: "sig=c4n4ry", expiresMs: 5 }, "Azure SAS");
    await access.grant(
      { scope: "https://a.example/lake/silver/", query: "token=c4n4ry", expiresMs: undefined },
      "Query",
    );
    expect(access.find("https://a.example/lake/gold/")?.label).toBe("Azure SAS");
    expect(access.find("https://a.example/lake/silver/rides/")?.label).toBe("Query");
    expect(access.find("https://b.example/")).toBeUndefined();
    expect(JSON.stringify(access.find("https://a.example/lake/gold/"))).not.toContain("c4n4ry");
    expect(client.calls).toHaveLength(2);
  });
});
