// The bench's two origins: the built app, and the tables behind a round trip.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { startTableServer } from "../e2e/server/table-server.ts";
import type { Exchange } from "./round-trips.ts";
import { readTable, type TableRecipe } from "./tables/table-cache.ts";

export const roundTripMs = 50;

export interface AnsweredRequest extends Exchange {
  readonly key: string;
  readonly range: string | undefined;
  readonly status: number;
  readonly bytes: number;
}

export interface TableHost {
  /** The app's own address, which a `#` may follow. */
  readonly appUrl: string;
  readonly tableUrl: string;
  /** The answered requests for the table's objects; times are milliseconds since 1970. */
  requests(): readonly AnsweredRequest[];
  close(): Promise<void>;
}

/** Serves the app and one table, which is made first if it has to be. */
export async function hostTable(recipe: TableRecipe, distFolder: string): Promise<TableHost> {
  if (!existsSync(join(distFolder, "index.html"))) {
    throw new Error(`Cannot serve the app: ${distFolder} has no index.html, npm run build makes it`);
  }
  const app = await startTableServer({ mounts: { "": { source: distFolder } } });
  const tables = await startTableServer({
    mounts: { [recipe.name]: { source: readTable(recipe), latencyMs: roundTripMs } },
  });
  return {
    appUrl: `${app.origin}/index.html`,
    tableUrl: tables.url(recipe.name),
    requests: () => tables.log.entries.flatMap(toAnswered),
    async close() {
      await Promise.all([app.close(), tables.close()]);
    },
  };
}

interface LoggedRequest {
  readonly key: string;
  readonly range: string | undefined;
  readonly startedMs: number;
  readonly endedMs: number | undefined;
  readonly status: number | undefined;
  readonly bytes: number;
}

function toAnswered({ key, range, startedMs, endedMs, status, bytes }: LoggedRequest): readonly AnsweredRequest[] {
  if (endedMs === undefined || status === undefined) return [];
  const { timeOrigin } = performance;
  return [{ key, range, status, bytes, startMs: timeOrigin + startedMs, endMs: timeOrigin + endedMs }];
}
