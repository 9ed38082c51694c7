// A log of 2,000 commits without a checkpoint: every commit has to be read before a row can be shown.

import type { Measurement } from "../measurement.ts";
import { withPeer } from "../measurement.ts";
import { openTable } from "../opened-table.ts";
import type { Scenario, ScenarioContext } from "../scenario.ts";
import { hostTable, roundTripMs, type TableHost } from "../table-host.ts";
import { commitCount, logOnlyTable } from "../tables/log-only-table.ts";
import { formatWaterfall } from "../waterfall.ts";
import { measureOpening } from "./open.ts";

const scenario = "history-2000";
/** What a browser opens to one host over HTTP/1.1. */
const connections = 6;

export const historyScenario: Scenario = {
  name: scenario,
  async measure(context) {
    const host = await hostTable(logOnlyTable, context.distFolder);
    try {
      return [...(await measureData(context, host)), ...(await measureHistory(context, host))];
    } finally {
      await host.close();
    }
  },
};

async function measureData({ browser, explain }: ScenarioContext, host: TableHost): Promise<Measurement[]> {
  const table = await openTable(browser, host);
  try {
    const opening = await measureOpening(table, host);
    explain(`${scenario}\n${opening.waterfall.split("\n").slice(0, 60).join("\n")}`);
    const floorMs = Math.ceil(commitCount / connections) * roundTripMs;
    const firstRows: Measurement = { scenario, metric: "first rows", value: opening.firstRowsMs, unit: "ms" };
    return [
      withPeer(firstRows, `${commitCount} commits over ${connections} connections`, floorMs),
      { scenario, metric: "until first rows", value: opening.requests, unit: "requests" },
      { scenario, metric: "until first rows", value: opening.bytes, unit: "bytes" },
    ];
  } finally {
    await table.close();
  }
}

/** Opened on the History tab: the newest commits are all that the first screen needs. */
async function measureHistory({ browser, explain }: ScenarioContext, host: TableHost): Promise<Measurement[]> {
  const before = host.requests().length;
  const table = await openTable(browser, host, "history");
  try {
    const open = await table.markMs("deltarium:open");
    const newest = commitCount - 1;
    const handle = await table.page.waitForFunction(findCommit, newest, { timeout: 120_000, polling: 20 });
    const shown = Number(await handle.jsonValue());
    const requests = host
      .requests()
      .slice(before)
      .filter(({ endMs }) => endMs <= shown);
    explain(`${scenario}, history\n${formatWaterfall(requests.slice(0, 60), open)}`);
    return [
      { scenario, metric: "newest commits listed", value: shown - open, unit: "ms" },
      { scenario, metric: "newest commits listed", value: requests.length, unit: "requests" },
    ];
  } finally {
    await table.close();
  }
}

/** Runs in the page: when a row of the list that names the version was first seen, milliseconds since 1970. */
function findCommit(version: number): number | undefined {
  const rows = [...document.querySelectorAll("main [role=row], main [role=option], main li, main tr")];
  const isListed = rows.some(({ textContent }) =>
    textContent?.replace(/\D/g, " ").split(/\s+/).includes(String(version)),
  );
  return isListed ? performance.timeOrigin + performance.now() : undefined;
}
