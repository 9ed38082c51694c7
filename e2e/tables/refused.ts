// The plain table's first two versions, and a third that asks readers for a feature.

import { buildTable, commitKey, type TableObjects } from "./delta-table.ts";
import { buildTrips } from "./trips.ts";

export function buildRefused(feature: string): TableObjects {
  const [commit] = buildTable([
    {
      operation: "ADD FEATURE",
      protocol: {
        minReaderVersion: 3,
        minWriterVersion: 7,
        readerFeatures: [feature],
        writerFeatures: [feature],
      },
    },
  ]).values();
  const readable = [...buildTrips()].filter(([key]) => !/_delta_log\/0+[2-6]\.json/.test(key));
  return new Map([...readable, [commitKey(2), commit ?? new Uint8Array()]]);
}
