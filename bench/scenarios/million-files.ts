// A classic checkpoint of a million adds with statistics: first rows, the whole file list, and what the worker holds.

import { readRowCount } from "../grid.ts";
import { readLeaf } from "../hyparquet-peer.ts";
import { type Measurement, withPeer } from "../measurement.ts";
import { median } from "../median.ts";
import { openProbedTable, openTable } from "../opened-table.ts";
import { exchangesWithin } from "../round-trips.ts";
import type { Scenario, ScenarioContext } from "../scenario.ts";
import { hostTable, type TableHost } from "../table-host.ts";
import { checkpointKey, millionFilesTable, readExpectedRows } from "../tables/million-files-table.ts";
import { readTable } from "../tables/table-cache.ts";
import { formatWaterfall } from "../waterfall.ts";
import { toMegabytes, totalBytes, type WorkerMemory } from "../worker-memory.ts";
import { measureOpening, type Opening } from "./open.ts";

const scenario = "million-files";
const firstRowsLimitMs = 1000;
const completeLimitMs = 3000;
const memoryLimitMb = 500;
const mostRuns = 3;
const settleMs = 1000;

export const millionFilesScenario: Scenario = {
  name: scenario,
  async measure(context) {
    const host = await hostTable(millionFilesTable, context.distFolder);
    const found: Loading[] = [];
    let holding: Holding;
    try {
      for (let run = 0; run < Math.min(mostRuns, context.runs); run += 1) {
        found.push(await measureLoading(context, host));
      }
      holding = await measureHolding(context, host);
    } finally {
      await host.close();
    }
    return [...toRows(found), ...toMemoryRows(holding), ...(await compareWithPeer(found))];
  },
};

interface Loading {
  readonly opening: Opening;
  readonly completeMs: number;
  readonly requests: number;
  readonly bytes: number;
}

async function measureLoading({ browser, explain }: ScenarioContext, host: TableHost): Promise<Loading> {
  const before = host.requests().length;
  const table = await openTable(browser, host);
  try {
    const complete = await table.markMs("deltarium:files-complete");
    const open = await table.markMs("deltarium:open");
    const opening = await measureOpening(table, host);
    const requests = exchangesWithin(host.requests().slice(before), open, complete);
    explain(`${scenario}: ${(complete - open).toFixed(0)} ms\n${formatWaterfall(requests, open)}`);
    const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
    return { opening, completeMs: complete - open, requests: requests.length, bytes };
  } finally {
    await table.close();
  }
}

interface Holding {
  readonly memory: WorkerMemory;
  readonly peakBytes: number;
}

/** In an opening of its own, as looking takes time. */
async function measureHolding({ browser }: ScenarioContext, host: TableHost): Promise<Holding> {
  const table = await openProbedTable(browser, host);
  try {
    await table.markMs("deltarium:files-complete");
    await table.page.waitForTimeout(settleMs);
    const rows = await readRowCount(table.page);
    const expected = readExpectedRows();
    if (rows !== expected) throw new Error(`Wrong row count: ${rows} instead of ${expected}`);
    const memory = await table.memory.read();
    return { memory, peakBytes: table.memory.peakBytes() };
  } finally {
    await table.close();
  }
}

function toRows(found: readonly Loading[]): Measurement[] {
  const middle = (toNumber: (loading: Loading) => number) => median(found.map(toNumber));
  const most = (toNumber: (loading: Loading) => number) => Math.max(...found.map(toNumber));
  return [
    {
      scenario,
      metric: "first rows",
      value: middle(({ opening }) => opening.firstRowsMs),
      unit: "ms",
      limit: firstRowsLimitMs,
    },
    { scenario, metric: "sequential", value: most(({ opening }) => opening.trips), unit: "round trips" },
    {
      scenario,
      metric: "file list and row count",
      value: middle(({ completeMs }) => completeMs),
      unit: "ms",
      limit: completeLimitMs,
    },
    { scenario, metric: "in all", value: most(({ requests }) => requests), unit: "requests" },
    { scenario, metric: "in all", value: most(({ bytes }) => bytes), unit: "bytes" },
  ];
}

function toMemoryRows({ memory, peakBytes }: Holding): Measurement[] {
  const row = (metric: string, bytes: number): Measurement => {
    return { scenario, metric, value: toMegabytes(bytes), unit: "MB" };
  };
  return [
    { ...row("worker, afterwards", totalBytes(memory)), limit: memoryLimitMb },
    row("worker, afterwards: heap", memory.heapBytes),
    row("worker, afterwards: buffers", memory.bufferBytes),
    row("worker, afterwards: wasm", memory.wasmBytes),
    { ...row("worker, peak with garbage", peakBytes), limit: memoryLimitMb },
  ];
}

/** hyparquet in Node, the checkpoint already in memory, and nothing but `add.path`. */
async function compareWithPeer(found: readonly Loading[]): Promise<Measurement[]> {
  const checkpoint = readTable(millionFilesTable).get(checkpointKey) ?? new Uint8Array();
  const started = performance.now();
  await readLeaf(checkpoint, ["add", "path"]);
  const peer = performance.now() - started;
  const value = median(found.map(({ completeMs }) => completeMs));
  const measurement: Measurement = { scenario, metric: "file list and row count, cold", value, unit: "ms" };
  return [withPeer(measurement, "hyparquet, add.path alone from memory", peer)];
}
