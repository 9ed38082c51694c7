// The scan's own decoding in Node, without network or browser, next to hyparquet's: every column of one row group of
// the ten-million table, and the paths of the million-files checkpoint.

import { createStatsBudget } from "#delta/file-chunk.ts";
import { createCheckpointReader } from "#scan/checkpoint-reader.ts";
import { fetchPages } from "#scan/decode-rows.ts";
import { readFooter } from "#scan/parquet-footer.ts";
import { createMemorySource } from "#scan/parquet-source.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import { createNodeParquetEngine } from "../../scripts/parquet-engine-node.ts";
import { readLeaf } from "../hyparquet-peer.ts";
import { type Measurement, withPeer } from "../measurement.ts";
import { median } from "../median.ts";
import type { Scenario } from "../scenario.ts";
import { millionFilesTable } from "../tables/million-files-table.ts";
import { readTable } from "../tables/table-cache.ts";
import { tenMillionTable } from "../tables/ten-million-table.ts";

const scenario = "parquet-decode";
const statsLimitBytes = 48 * 1024 * 1024;
const columnRuns = 5;
const engine = createNodeParquetEngine();

export const parquetDecodeScenario: Scenario = {
  name: scenario,
  async measure() {
    return [...(await measureColumns()), ...(await measureCheckpoint())];
  },
};

async function measureColumns(): Promise<Measurement[]> {
  const bytes = findObject(readTable(tenMillionTable), ".parquet");
  const source = createMemorySource("ten-million", bytes);
  const footer = await readFooter(source);
  const measurements: Measurement[] = [];
  for (const { name, firstLeaf } of footer.columns) {
    const decode = async () => {
      const pages = await fetchPages(engine, { source, footer }, { rowGroup: 0, leaves: [firstLeaf] });
      pages.decode({ start: 0, count: footer.rowCount });
    };
    const ours = await timeMedian(decode, columnRuns);
    const peer = await timeMedian(() => readLeaf(bytes, [name]), columnRuns);
    measurements.push(
      withPeer({ scenario, metric: `${name}, 100,000 rows, CPU`, value: ours, unit: "ms" }, "hyparquet", peer),
    );
  }
  return measurements;
}

async function measureCheckpoint(): Promise<Measurement[]> {
  const objects = readTable(millionFilesTable);
  const bytes = findObject(objects, ".checkpoint.parquet");
  const [key = ""] = [...objects].find(([, object]) => object === bytes) ?? [];
  const file = { name: key.replace("_delta_log/", ""), sizeBytes: bytes.length };
  const partitionColumns = ["day", "pickup_city"];
  const stream = (stats: boolean) => async () => {
    const reader = createCheckpointReader({ store: createMemoryStore(objects), engine });
    const options = { partitionColumns, stats, budget: createStatsBudget(statsLimitBytes) };
    for await (const chunk of reader.streamAdds(file, options)) void chunk;
  };
  const peer = await timeMedian(() => readLeaf(bytes, ["add", "path"]), 1);
  const measure = async (metric: string, stats: boolean): Promise<Measurement> => {
    const value = await timeMedian(stream(stats), 1);
    return withPeer({ scenario, metric, value, unit: "ms" }, "hyparquet, add.path alone", peer);
  };
  return [
    await measure("1,000,000 adds without stats, CPU", false),
    await measure("1,000,000 adds with stats, CPU", true),
  ];
}

function findObject(objects: ReadonlyMap<string, Uint8Array>, suffix: string): Uint8Array {
  const [, bytes] = [...objects].find(([key]) => key.endsWith(suffix)) ?? [];
  if (!bytes) throw new Error(`Cannot find an object that ends in ${suffix}`);
  return bytes;
}

/**
 * Processor time of this process, in milliseconds: other work on the machine hardly changes it. The first run, which
 * compiles, is left out where there are others.
 */
async function timeMedian(work: () => Promise<unknown>, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= (runs > 1 ? runs : 0); run += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    if (run > 0 || runs === 1) times.push((user + system) / 1000);
  }
  return median(times);
}
