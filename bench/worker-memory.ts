// What the page's workers hold, and the threads they start, asked of themselves over the DevTools protocol.
// `Runtime.getHeapUsage` tells the JavaScript heap and the ArrayBuffers; WebAssembly memories are in neither, so each
// worker is told, before its first line runs, to keep note of them. That delays it: do not time what a probe looks at.

import type { Page } from "@playwright/test";
import { attachToWorkers, type Send } from "./worker-sessions.ts";

/** Bytes, all workers together. */
export interface WorkerMemory {
  readonly heapBytes: number;
  readonly bufferBytes: number;
  readonly wasmBytes: number;
}

export interface WorkerMemoryProbe {
  /** After a full garbage collection. */
  read(): Promise<WorkerMemory>;
  /** The most of all three seen since the probe was made, garbage included. */
  peakBytes(): number;
  stop(): Promise<void>;
}

export function totalBytes({ heapBytes, bufferBytes, wasmBytes }: WorkerMemory): number {
  return heapBytes + bufferBytes + wasmBytes;
}

export function toMegabytes(bytes: number): number {
  return bytes / 1e6;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

const samplingMs = 100;
const wasmExpression = `[...self.benchInstances]
  .flatMap(({ exports }) => Object.values(exports))
  .reduce((sum, value) => sum + (value instanceof WebAssembly.Memory ? value.buffer.byteLength : 0), 0)`;

/** Make it before the page is loaded: it attaches to workers as they start. */
export async function probeWorkerMemory(page: Page): Promise<WorkerMemoryProbe> {
  const workers = await attachToWorkers(page, `(${noteWasmInstances})()`);
  let peak = 0;
  let stopped = false;

  async function sample(): Promise<void> {
    while (!stopped) {
      // A worker that ends takes its answer with it.
      const held = await Promise.allSettled([...workers.values()].map(readHeld));
      peak = Math.max(
        peak,
        sumOf(held, (result) => (result.status === "fulfilled" ? totalBytes(result.value) : 0)),
      );
      await new Promise((resolve) => setTimeout(resolve, samplingMs));
    }
  }
  const sampling = sample();

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
  return await readHeld(send);
}

async function readHeld(send: Send): Promise<WorkerMemory> {
  const usage = await send<HeapUsage>("Runtime.getHeapUsage");
  return { heapBytes: heapOf(usage), bufferBytes: buffersOf(usage), wasmBytes: await readWasmBytes(send) };
}

async function readWasmBytes(send: Send): Promise<number> {
  const { result } = await send<{ result: { value?: number } }>("Runtime.evaluate", {
    expression: wasmExpression,
    returnByValue: true,
  });
  if (result.value === undefined) throw new Error("Cannot tell the WebAssembly memory: the worker keeps no note of it");
  return result.value;
}

/** Runs in the worker, as text: no function in it may have a name, which the build would tell to a helper. */
function noteWasmInstances(): void {
  const instances = new Set<WebAssembly.Instance>();
  Reflect.set(globalThis, "benchInstances", instances);
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original: unknown = Reflect.get(WebAssembly, name);
    if (typeof original !== "function") continue;
    Reflect.set(WebAssembly, name, async (...given: unknown[]) => {
      const made: WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource = await original(...given);
      instances.add("instance" in made ? made.instance : made);
      return made;
    });
  }
  const handler: ProxyHandler<typeof WebAssembly.Instance> = {
    construct(target, given, newTarget) {
      const made: WebAssembly.Instance = Reflect.construct(target, given, newTarget);
      instances.add(made);
      return made;
    },
  };
  Reflect.set(WebAssembly, "Instance", new Proxy(WebAssembly.Instance, handler));
}

const heapOf = ({ usedSize, embedderHeapUsedSize }: HeapUsage) => usedSize + embedderHeapUsedSize;
const buffersOf = ({ backingStorageSize }: HeapUsage) => backingStorageSize;

function sumOf<T>(items: readonly T[], toNumber: (item: T) => number): number {
  return items.reduce((sum, item) => sum + toNumber(item), 0);
}
