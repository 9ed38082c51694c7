import { expect, it } from "vitest";
import { createChunkBuilder, createStatsBudget } from "#delta/file-chunk.ts";
import {
  type AddThreadPort,
  chunkBuffers,
  type FromAddThread,
  startAddThread,
  type ToAddThread,
} from "./add-thread.ts";

// An empty module: what is sent, not what it does, is looked at here.
const module = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
const group = { file: "f", excerpt: new Uint8Array(8), partitionColumns: [] };
const runs = [{ start: 0, count: 1, statsLimitBytes: 0 }];

function drawChunk() {
  const builder = createChunkBuilder();
  builder.add({
    kind: "add",
    path: "day=1/a.parquet",
    partitionValues: new Map([["day", "1"]]),
    size: 5,
    modificationTime: 6,
    dataChange: true,
    stats: '{"numRecords":3}',
  });
  return builder.finish(createStatsBudget(1000));
}

/** A thread that answers each message with what `script` says. */
function createPort(script: (message: ToAddThread) => readonly FromAddThread[]) {
  const listeners = new Map<string, (event: never) => void>();
  const port = {
    sent: [] as ToAddThread[],
    moved: [] as Transferable[],
    terminated: false,
    postMessage(message: ToAddThread, transfer: Transferable[]) {
      port.sent.push(message);
      port.moved.push(...transfer);
      for (const data of script(message)) queueMicrotask(() => listeners.get("message")?.({ data } as never));
    },
    addEventListener(type: string, listener: (event: never) => void) {
      listeners.set(type, listener);
    },
    terminate() {
      port.terminated = true;
    },
    fail: (message: string) => listeners.get("error")?.({ message } as never),
  };
  return port;
}

const asPort = (port: ReturnType<typeof createPort>) => port as unknown as AddThreadPort;

it("hands over the group's bytes and yields the chunks until the thread is done", async () => {
  const chunk = drawChunk();
  const port = createPort(({ kind }) =>
    kind === "start" ? [{ kind: "done" }] : [{ kind: "chunk", chunk }, { kind: "chunk", chunk }, { kind: "done" }],
  );
  const thread = await startAddThread(asPort(port), module);
  const chunks: unknown[] = [];
  for await (const decoded of thread.decode(group, runs)) chunks.push(decoded);
  expect(chunks).toEqual([chunk, chunk]);
  expect(port.moved).toEqual([group.excerpt.buffer]);
  thread.close();
  expect(port.terminated).toBe(true);
});

it("fails as the decoder did", async () => {
  const error = {
    tag: "CorruptParquet",
    message: "Cannot decode f: bad page",
    context: { file: "f", reason: "bad page" },
  };
  const port = createPort(
    ({ kind }) => (kind === "start" ? [{ kind: "done" }] : [{ kind: "failure", error } as const]) as never,
  );
  const thread = await startAddThread(asPort(port), module);
  await expect(thread.decode(group, runs)[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    tag: "CorruptParquet",
    message: error.message,
    context: error.context,
  });
});

it("is not started, and is ended, where the browser can't start it", async () => {
  const port = createPort(() => []);
  const starting = startAddThread(asPort(port), module);
  port.fail("no such script");
  await expect(starting).rejects.toMatchObject({ tag: "Internal", message: "Decoder stopped: no such script" });
  expect(port.terminated).toBe(true);
});

it("moves every buffer of a chunk once", () => {
  const chunk = drawChunk();
  const moved = chunkBuffers(chunk);
  expect(new Set(moved).size).toBe(moved.length);
  const copy = structuredClone(chunk, { transfer: moved as ArrayBuffer[] });
  expect(copy).toEqual(drawChunk());
  // What did not move would still be here.
  const left = [chunk.sizeBytes, chunk.modificationTimeMs, chunk.numRecords, chunk.paths.bytes, chunk.paths.offsets];
  expect([...left, chunk.paths.hashes, chunk.stats?.bytes].map((array) => array?.byteLength)).toEqual(
    left.concat(chunk.paths.hashes, chunk.paths.hashes).map(() => 0),
  );
});
