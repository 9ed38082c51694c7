// Cold open of a checkpointed table, without LIST: what happens between the marks `open` and `first-rows`.

import type { Measurement } from "../measurement.ts";
import { median } from "../median.ts";
import { type OpenedTable, openTable } from "../opened-table.ts";
import { exchangesWithin, longestChain } from "../round-trips.ts";
import type { Scenario, ScenarioContext } from "../scenario.ts";
import { hostTable, type TableHost } from "../table-host.ts";
import { checkpointedQuietTable, checkpointedSmallTable, checkpointedTable } from "../tables/checkpointed-tables.ts";
import type { TableRecipe } from "../tables/table-cache.ts";
import { formatWaterfall } from "../waterfall.ts";

const firstRowsLimitMs = 1000;

const variants: readonly { readonly recipe: TableRecipe; readonly tripLimit: number }[] = [
  { recipe: checkpointedTable, tripLimit: 4 },
  { recipe: checkpointedQuietTable, tripLimit: 5 },
  { recipe: checkpointedSmallTable, tripLimit: 3 },
];

export const openScenario: Scenario = {
  name: "open",
  async measure(context) {
    const measurements: Measurement[] = [];
    for (const { recipe, tripLimit } of variants) {
      const host = await hostTable(recipe, context.distFolder);
      try {
        measurements.push(...(await measureVariant(context, host, { scenario: `open/${recipe.name}`, tripLimit })));
      } finally {
        await host.close();
      }
    }
    return measurements;
  },
};

async function measureVariant(
  { browser, runs, explain }: ScenarioContext,
  host: TableHost,
  { scenario, tripLimit }: { readonly scenario: string; readonly tripLimit: number },
): Promise<Measurement[]> {
  const found: Opening[] = [];
  for (let run = 0; run < runs; run += 1) {
    const table = await openTable(browser, host);
    try {
      const opening = await measureOpening(table, host);
      found.push(opening);
      if (run === 0) explain(`${scenario}\n${opening.waterfall}`);
    } finally {
      await table.close();
    }
  }
  const most = (toNumber: (opening: Opening) => number) => Math.max(...found.map(toNumber));
  return [
    { scenario, metric: "sequential", value: most(({ trips }) => trips), unit: "round trips", limit: tripLimit },
    {
      scenario,
      metric: "first rows",
      value: median(found.map(({ firstRowsMs }) => firstRowsMs)),
      unit: "ms",
      limit: firstRowsLimitMs,
    },
    { scenario, metric: "snapshot", value: median(found.map(({ snapshotMs }) => snapshotMs)), unit: "ms" },
    { scenario, metric: "until first rows", value: most(({ requests }) => requests), unit: "requests" },
    { scenario, metric: "until first rows", value: most(({ bytes }) => bytes), unit: "bytes" },
  ];
}

export interface Opening {
  readonly trips: number;
  readonly firstRowsMs: number;
  readonly snapshotMs: number;
  readonly requests: number;
  readonly bytes: number;
  readonly waterfall: string;
}

/** From `open` to `first-rows`. Requests that were still under way by then can't have been waited for. */
export async function measureOpening(table: OpenedTable, host: TableHost): Promise<Opening> {
  const firstRows = await table.markMs("deltarium:first-rows");
  const open = await table.markMs("deltarium:open");
  const snapshot = await table.markMs("deltarium:snapshot");
  const requests = exchangesWithin(host.requests(), open, firstRows);
  return {
    trips: longestChain(requests).length,
    firstRowsMs: firstRows - open,
    snapshotMs: snapshot - open,
    requests: requests.length,
    bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0),
    waterfall: formatWaterfall(requests, open),
  };
}
