// 10 million rows from end to end: does the main thread stay free, and the worker's memory bounded?

import { readRowCount, scrollTo, sweep } from "../grid.ts";
import { type MainThreadTask, traceMainThread } from "../main-thread.ts";
import type { Measurement } from "../measurement.ts";
import { type OpenedTable, openProbedTable } from "../opened-table.ts";
import type { Scenario, ScenarioContext } from "../scenario.ts";
import { hostTable, type TableHost } from "../table-host.ts";
import { tenMillionTable } from "../tables/ten-million-table.ts";
import { toMegabytes, totalBytes, type WorkerMemory } from "../worker-memory.ts";

const scenario = "scroll";
const steps = 200;
const tracedSteps = 40;
const sweepFrames = 240;
const wheelTurns = 120;
const longTaskMs = 50;
const shownTasks = 12;
const settleMs = 1500;

export const scrollScenario: Scenario = {
  name: scenario,
  async measure(context) {
    const host = await hostTable(tenMillionTable, context.distFolder);
    try {
      return await measureScroll(context, host);
    } finally {
      await host.close();
    }
  },
};

async function measureScroll({ browser, explain }: ScenarioContext, host: TableHost): Promise<Measurement[]> {
  const table = await openProbedTable(browser, host);
  const { page } = table;
  try {
    await table.markMs("deltarium:files-complete");
    await page.waitForTimeout(settleMs);
    const before = await table.memory.read();
    await scrollThrough(table);
    await page.waitForTimeout(settleMs);
    const once = await table.memory.read();
    await scrollThrough(table);
    await page.waitForTimeout(settleMs);
    const twice = await table.memory.read();
    const bytes = host.requests().reduce((sum, request) => sum + request.bytes, 0);

    const tasks = await traceMainThread(browser, page, async () => {
      for (let step = 1; step <= tracedSteps; step += 1) await scrollTo(page, step / tracedSteps);
      await sweep(page, sweepFrames);
      await turnWheel(table);
    });
    explain(
      `${scenario}, the longest tasks, clock and processor: ${tasks.slice(0, shownTasks).map(toWords).join("; ")}`,
    );
    const computed = Math.max(0, ...tasks.map(({ computedMs }) => computedMs));
    return [
      {
        scenario,
        metric: "main-thread tasks above 50 ms",
        value: tasks.filter(({ durationMs }) => durationMs > longTaskMs).length,
        unit: "tasks",
        limit: 0,
      },
      {
        scenario,
        metric: "longest main-thread task",
        value: tasks[0]?.durationMs ?? Number.NaN,
        unit: "ms",
        limit: longTaskMs,
      },
      { scenario, metric: "longest main-thread task, CPU", value: computed, unit: "ms", limit: longTaskMs },
      ...toMemoryRows("before", before),
      ...toMemoryRows("after all rows", once),
      ...toMemoryRows("after all rows twice", twice),
      { scenario, metric: "peak with garbage", value: toMegabytes(table.memory.peakBytes()), unit: "MB" },
      { scenario, metric: "read in all", value: bytes, unit: "bytes" },
    ];
  } finally {
    await table.close();
  }
}

/** To the end by steps and back to the top, waiting for the rows at each. */
async function scrollThrough({ page }: OpenedTable): Promise<void> {
  const rowCount = await readRowCount(page);
  if (rowCount < 1_000_000) throw new Error(`Cannot scroll ten million rows: the grid has ${rowCount}`);
  for (let step = 1; step <= steps; step += 1) await scrollTo(page, step / steps);
  await scrollTo(page, 0);
}

async function turnWheel({ page }: OpenedTable): Promise<void> {
  await page.getByRole("gridcell").first().hover();
  for (let turn = 0; turn < wheelTurns; turn += 1) {
    await page.mouse.wheel(0, turn < wheelTurns / 2 ? 900 : -900);
    await page.waitForTimeout(16);
  }
}

function toMemoryRows(when: string, memory: WorkerMemory): Measurement[] {
  const row = (metric: string, bytes: number): Measurement => ({
    scenario,
    metric: `worker ${when}: ${metric}`,
    value: toMegabytes(bytes),
    unit: "MB",
  });
  return [
    row("all", totalBytes(memory)),
    row("heap", memory.heapBytes),
    row("buffers", memory.bufferBytes),
    row("wasm", memory.wasmBytes),
  ];
}

function toWords({ durationMs, computedMs }: MainThreadTask): string {
  return `${durationMs.toFixed(0)} ms, ${computedMs.toFixed(0)} ms`;
}
