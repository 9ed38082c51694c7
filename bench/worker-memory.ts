// What the page's workers hold, asked of the workers themselves over the DevTools protocol.
// `Runtime.getHeapUsage` tells the JavaScript heap and the ArrayBuffers; WebAssembly memories are in neither, so each
// worker is told, before its first line runs, to keep note of them. That delays it: do not time what a probe looks at.

import type { CDPSession, Page } from "@playwright/test";

/** Bytes, all workers together. */
export interface WorkerMemory {
  readonly heapBytes: number;
  readonly bufferBytes: number;
  readonly wasmBytes: number;
}

export interface WorkerMemoryProbe {
  /** After a full garbage collection. */
  read(): Promise<WorkerMemory>;
  /** The most of heap and ArrayBuffers seen since the probe was made, garbage included. */
  peakBytes(): number;
  stop(): Promise<void>;
}

export function totalBytes({ heapBytes, bufferBytes, wasmBytes }: WorkerMemory): number {
  return heapBytes + bufferBytes + wasmBytes;
}

export function toMegabytes(bytes: number): number {
  return bytes / 1e6;
}

type Send = <T>(method: string, params?: object) => Promise<T>;

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

const samplingMs = 100;
const answerTimeoutMs = 60_000;

/** Make it before the page is loaded: it attaches to workers as they start. */
export async function probeWorkerMemory(page: Page): Promise<WorkerMemoryProbe> {
  const workers = await attachToWorkers(page);
  let peak = 0;
  let stopped = false;

  async function sample(): Promise<void> {
    while (!stopped) {
      const usages = await Promise.all([...workers.values()].map((send) => send<HeapUsage>("Runtime.getHeapUsage")));
      peak = Math.max(peak, sumOf(usages, heapOf) + sumOf(usages, buffersOf));
      await new Promise((resolve) => setTimeout(resolve, samplingMs));
    }
  }
  // A worker that ends takes its answer with it; what was seen until then stands.
  const sampling = sample().catch(() => undefined);

  return {
    async read() {
      const all = await Promise.all([...workers.values()].map(readOne));
      return {
        heapBytes: sumOf(all, ({ heapBytes }) => heapBytes),
        bufferBytes: sumOf(all, ({ bufferBytes }) => bufferBytes),
        wasmBytes: sumOf(all, ({ wasmBytes }) => wasmBytes),
      };
    },
    peakBytes: () => peak,
    async stop() {
      stopped = true;
      await Promise.race([sampling, new Promise((resolve) => setTimeout(resolve, samplingMs * 5))]);
    },
  };
}

async function readOne(send: Send): Promise<WorkerMemory> {
  await send("HeapProfiler.collectGarbage");
  const usage = await send<HeapUsage>("Runtime.getHeapUsage");
  return { heapBytes: heapOf(usage), bufferBytes: buffersOf(usage), wasmBytes: await readWasmBytes(send) };
}

async function readWasmBytes(send: Send): Promise<number> {
  const { result } = await send<{ result: { value?: number } }>("Runtime.evaluate", {
    expression: "[...self.benchMemories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0)",
    returnByValue: true,
  });
  if (result.value === undefined) throw new Error("Cannot tell the WebAssembly memory: the worker keeps no note of it");
  return result.value;
}

/** Runs in the worker. */
function noteWasmMemories(): void {
  const memories = new Set<WebAssembly.Memory>();
  Reflect.set(globalThis, "benchMemories", memories);
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original: unknown = Reflect.get(WebAssembly, name);
    if (typeof original !== "function") continue;
    Reflect.set(WebAssembly, name, async (...given: unknown[]) => {
      const made: WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource = await original(...given);
      const { exports } = "instance" in made ? made.instance : made;
      for (const value of Object.values(exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
      return made;
    });
  }
}

/** Playwright has no session for a worker, so its messages go through the page's. */
async function attachToWorkers(page: Page): Promise<ReadonlyMap<string, Send>> {
  const session = await page.context().newCDPSession(page);
  const workers = new Map<string, Send>();
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;

  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(`Worker refused: ${error.message}`));
    else asked?.resolve(result as never);
  });
  session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    const send = toSend(session, sessionId);
    if (targetInfo.type === "worker") workers.set(sessionId, send);
    void send("Runtime.evaluate", { expression: `(${noteWasmMemories})()` });
    void send("Runtime.runIfWaitingForDebugger");
  });
  session.on("Target.detachedFromTarget", ({ sessionId }) => {
    workers.delete(sessionId);
  });
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
  return workers;

  function toSend(over: CDPSession, sessionId: string): Send {
    return async (method, params = {}) => {
      lastId += 1;
      const id = lastId;
      const answer = new Promise<never>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        setTimeout(() => reject(new Error(`Worker does not answer: ${method}`)), answerTimeoutMs).unref();
      });
      // Awaited below, after the message is sent; until then a failure must not count as unhandled.
      answer.catch(() => undefined);
      await over.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
      return answer;
    };
  }
}

const heapOf = ({ usedSize, embedderHeapUsedSize }: HeapUsage) => usedSize + embedderHeapUsedSize;
const buffersOf = ({ backingStorageSize }: HeapUsage) => backingStorageSize;

function sumOf<T>(items: readonly T[], toNumber: (item: T) => number): number {
  return items.reduce((sum, item) => sum + toNumber(item), 0);
}
