import { describe, expect, it } from "vitest";
import { TableError } from "#delta/errors.ts";
import { createWorkerClient } from "./client.ts";
import { type SessionApi, serve } from "./serve.ts";
import { toWireError } from "./wire-error.ts";
import type { FromWorker, ToWorker } from "./worker-api.ts";

/** A client and a session joined by structured clones, as a real worker joins them. */
function join(methods: Partial<SessionApi>) {
  const channel = new MessageChannel();
  const near = channel.port1;
  const far = channel.port2;
  near.start();
  far.start();
  const sent: ToWorker[] = [];
  const client = createWorkerClient({
    postMessage: (message) => {
      sent.push(message);
      near.postMessage(message);
    },
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === "message") near.addEventListener("message", listener as (event: MessageEvent) => void);
    },
  });
  serve(
    {
      postMessage: (message: FromWorker, transfer) => far.postMessage(message, transfer),
      addEventListener: (_type, listener) => far.addEventListener("message", listener),
    },
    methods as SessionApi,
  );
  const emit = (message: FromWorker) => far.postMessage(message);
  return { client, emit, sent, close: () => near.close() };
}

describe("the worker border", () => {
  it("returns the session's result", async () => {
    const { client, close } = join({
      readCommit: async ({ version }) => ({ version, sizeBytes: 3, lines: ["{}"], lineCount: 1, actionCounts: [] }),
    });
    const commit = await client.call("readCommit", { location: "demo:rides", version: 7 });
    expect(commit).toEqual({ version: 7, sizeBytes: 3, lines: ["{}"], lineCount: 1, actionCounts: [] });
    close();
  });

  it("keeps tag, message, context and cause of a tagged error", async () => {
    const { client, close } = join({
      readCommit: async () => {
        throw new TableError(
          "LogGap",
          "Cannot read the log: version 3 is missing",
          { missing: 3, before: 4 },
          {
            cause: new Error("404"),
          },
        );
      },
    });
    const failure = client.call("readCommit", { location: "demo:rides", version: 3 });
    await expect(failure).rejects.toMatchObject({
      tag: "LogGap",
      message: "Cannot read the log: version 3 is missing",
      context: { missing: 3, before: 4 },
      cause: "404",
    });
    close();
  });

  it("gives an untagged failure the tag Internal", () => {
    expect(toWireError(new TypeError("x is not a function"))).toMatchObject({
      tag: "Internal",
      context: { detail: "x is not a function" },
    });
  });

  it("aborts the session's work and rejects with the signal's reason", async () => {
    let seen: AbortSignal | undefined;
    const { client, sent, close } = join({
      readCommit: (_request, { signal }) => {
        seen = signal;
        return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    });
    const controller = new AbortController();
    const call = client.call("readCommit", { location: "demo:rides", version: 1 }, { signal: controller.signal });
    await expect.poll(() => seen).toBeDefined();
    controller.abort(new DOMException("enough", "AbortError"));
    await expect(call).rejects.toThrow("enough");
    await expect.poll(() => seen?.aborted).toBe(true);
    expect(sent.map((message) => message.kind)).toEqual(["request", "cancel"]);
    close();
  });

  it("does not send a request whose signal is aborted already", async () => {
    const { client, sent, close } = join({});
    const call = client.call("readCommit", { location: "demo:rides", version: 1 }, { signal: AbortSignal.abort("no") });
    await expect(call).rejects.toBe("no");
    expect(sent).toEqual([]);
    close();
  });

  it("hands events to subscribers until they leave", async () => {
    const { client, emit, close } = join({});
    const seen: number[] = [];
    const leave = client.subscribe((event) => {
      if (event.kind === "transfer") seen.push(event.transfer.requests);
    });
    const transfer = { bytes: 0, inFlight: 0, cachedBytes: 0 };
    emit({ kind: "event", event: { kind: "transfer", transfer: { ...transfer, requests: 1 } } });
    await expect.poll(() => seen).toEqual([1]);
    leave();
    emit({ kind: "event", event: { kind: "transfer", transfer: { ...transfer, requests: 2 } } });
    emit({ kind: "event", event: { kind: "transfer", transfer: { ...transfer, requests: 3 } } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(seen).toEqual([1]);
    close();
  });
});
