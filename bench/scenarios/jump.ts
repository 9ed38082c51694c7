// 100 files and 10 million rows: a jump to the last row, set beside what the last file's footer says that it must cost.

import { jumpToEnd, readRowCount, readVisibleColumns } from "../grid.ts";
import { readLayout } from "../hyparquet-peer.ts";
import type { Measurement } from "../measurement.ts";
import { openTable } from "../opened-table.ts";
import { longestChain } from "../round-trips.ts";
import type { Scenario, ScenarioContext } from "../scenario.ts";
import { hostTable, type TableHost } from "../table-host.ts";
import { readTable } from "../tables/table-cache.ts";
import { lastRideId, tenMillionRows, tenMillionTable } from "../tables/ten-million-table.ts";
import { formatWaterfall } from "../waterfall.ts";

const scenario = "jump";
/** A footer's length stands at the file's very end, so a reader that wants it in one request has to guess. */
const footerGuessBytes = 64 * 1024;
const settleMs = 1000;

export const jumpScenario: Scenario = {
  name: scenario,
  async measure(context) {
    const host = await hostTable(tenMillionTable, context.distFolder);
    try {
      return await measureJump(context, host);
    } finally {
      await host.close();
    }
  },
};

async function measureJump({ browser, explain }: ScenarioContext, host: TableHost): Promise<Measurement[]> {
  const table = await openTable(browser, host);
  try {
    await table.markMs("deltarium:files-complete");
    await table.page.waitForTimeout(settleMs);
    const rowCount = await readRowCount(table.page);
    if (rowCount !== tenMillionRows) throw new Error(`Wrong row count: ${rowCount} of ${tenMillionRows}`);

    const before = host.requests().length;
    const startedMs = performance.timeOrigin + performance.now();
    const { text, elapsedMs } = await jumpToEnd(table.page);
    await table.page.waitForTimeout(settleMs);
    const requests = host.requests().slice(before);
    explain(`${scenario}: last row ${text}\n${formatWaterfall(requests, startedMs)}`);
    if (!text.replace(/[^\d|]/g, "").startsWith(String(lastRideId))) throw new Error(`Wrong last row: ${text}`);

    const columns = await readVisibleColumns(table.page);
    const must = leastBytes(columns);
    const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
    return [
      {
        scenario,
        metric: "visible columns and footer",
        value: bytes,
        unit: "bytes",
        limit: must.columns + footerGuessBytes,
      },
      { scenario, metric: "more than columns and footer", value: bytes - must.columns - must.footer, unit: "bytes" },
      { scenario, metric: "columns and footer", value: requests.length, unit: "requests", limit: columns.length + 1 },
      { scenario, metric: "sequential", value: longestChain(requests).length, unit: "round trips", limit: 2 },
      { scenario, metric: "last row shown", value: elapsedMs, unit: "ms" },
    ];
  } finally {
    await table.close();
  }
}

/** Of the last file: the column chunks of its only row group, and its footer. */
function leastBytes(columns: readonly string[]): { readonly columns: number; readonly footer: number } {
  const objects = readTable(tenMillionTable);
  // Newest first: the last rows are the last file of the first commit.
  const commit = Buffer.from(objects.get(`_delta_log/${"0".repeat(20)}.json`) ?? []).toString();
  const lastAdd = JSON.parse(commit.trim().split("\n").at(-1) ?? "");
  const layout = readLayout(objects.get(lastAdd.add.path) ?? new Uint8Array());
  const chunks = layout.rowGroups.at(-1)?.chunkBytes;
  return {
    columns: columns.reduce((sum, name) => sum + (chunks?.get(name) ?? Number.NaN), 0),
    footer: layout.footerBytes,
  };
}
