import { Field, Int64, Struct, Utf8 } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { TableError } from "#delta/errors.ts";
import { createStatsBudget, type FileChunk } from "#delta/file-chunk.ts";
import { pathAt } from "#delta/path-column.ts";
import { engine, writeArrow } from "#testing/parquet-tables.ts";
import { type AddThread, decodeAdds } from "./add-group.ts";
import { streamAddChunks } from "./add-stream.ts";
import { readFooter } from "./parquet-footer.ts";
import { createMemorySource } from "./parquet-source.ts";

const addType = new Struct([
  new Field("path", new Utf8(), true),
  new Field("size", new Int64(), true),
  new Field("modificationTime", new Int64(), true),
  new Field("stats", new Utf8(), true),
]);
const ROWS = 30_000;
const paths = Array.from({ length: ROWS }, (_, row) => `part-${row}.parquet`);
const pad = "x".repeat(2000);

/** Statistics of 2 KB a file: 60 MB in four row groups. */
const large = writeArrow(
  {
    add: [
      paths.map((path, row) => ({
        path,
        size: BigInt(row),
        modificationTime: 1n,
        stats: `{"numRecords":${row},"pad":"${row}${pad}"}`,
      })),
      addType,
    ],
  },
  8000,
);

interface FakeThread extends AddThread {
  readonly decoded: string[][];
  isClosed: boolean;
}

/** Decodes here, what would have gone to the thread and back. */
function createThread(delayMs = 0): FakeThread {
  const thread: FakeThread = {
    decoded: [],
    isClosed: false,
    async *decode(group, runs) {
      const sent = structuredClone({ group, runs }, { transfer: [group.excerpt.buffer as ArrayBuffer] });
      for (const run of sent.runs) {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        const chunk = decodeAdds(engine, sent.group, run);
        if (chunk === undefined) continue;
        thread.decoded.push(pathsOf(chunk));
        yield structuredClone(chunk);
      }
    },
    close() {
      thread.isClosed = true;
    },
  };
  return thread;
}

function pathsOf({ rowCount, paths: column }: FileChunk): string[] {
  return Array.from({ length: rowCount }, (_, row) => pathAt(column, row));
}

async function stream(threads: readonly AddThread[], limitBytes = 1e9) {
  const source = createMemorySource("large", large);
  const checkpoint = { source, footer: await readFooter(source) };
  const options = { partitionColumns: [], stats: true, budget: createStatsBudget(limitBytes) };
  return streamAddChunks({ engine, checkpoint, startThreads: async () => threads }, options);
}

async function collect(chunks: AsyncIterable<FileChunk>): Promise<readonly FileChunk[]> {
  const all: FileChunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

describe("a large checkpoint", () => {
  it.each([
    { name: "without threads", threads: [] },
    { name: "in one thread", threads: [createThread()] },
    { name: "in two, of which the first is slower", threads: [createThread(), createThread(30)] },
  ])("is read $name in the file's order", async ({ threads }) => {
    const chunks = await collect(await stream(threads));
    expect(chunks.flatMap(pathsOf)).toEqual(paths);
    expect(chunks.flatMap(({ numRecords }) => [...numRecords])).toEqual(paths.map((_, row) => row));
    expect(chunks.flatMap(({ sizeBytes }) => [...sizeBytes])).toEqual(paths.map((_, row) => row));
    expect(threads.every(({ isClosed, decoded }) => isClosed && decoded.length > 0)).toBe(true);
  });

  it("shows its first files before a thread is started", async () => {
    const thread = createThread();
    const chunks = await stream([thread]);
    const first = await chunks.next();
    expect(first.done).toBe(false);
    expect(thread.decoded).toEqual([]);
    await chunks.return();
  });

  it("keeps statistics up to the budget, and counts the rows of all", async () => {
    const chunks = await collect(await stream([createThread()], 20e6));
    const kept = chunks.reduce((sum, { stats }) => sum + (stats?.bytes.length ?? 0), 0);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThanOrEqual(20e6);
    expect(chunks.flatMap(({ numRecords }) => [...numRecords])).toEqual(paths.map((_, row) => row));
  });

  it("ends its threads when nobody wants the rest", async () => {
    const threads = [createThread(), createThread()];
    const chunks = await stream(threads);
    await chunks.next();
    await chunks.next();
    await chunks.return();
    expect(threads.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  it("fails with its thread, and ends the others", async () => {
    const broken: FakeThread = createThread();
    const error = new TableError("Internal", "Decoder stopped: no memory", { detail: "no memory" });
    const failing: AddThread = {
      ...broken,
      // biome-ignore lint/correctness/useYield: it fails before its first chunk
      async *decode() {
        throw error;
      },
    };
    const other = createThread(50);
    await expect(collect(await stream([other, failing]))).rejects.toBe(error);
    expect(other.isClosed).toBe(true);
  });
});
