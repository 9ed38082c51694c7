// Pages of what versions changed. What the log says of a range is kept, so that the next page reads only files.

import type { ChangeFeed, VersionChanges } from "#delta/changes/change-feed.ts";
import { type ChangeReader, changeSchema } from "#scan/change-reader.ts";
import { cutValue } from "./cut-value.ts";
import type { OpenTable } from "./open-table.ts";
import type { SessionApi } from "./serve.ts";
import { toWireError } from "./wire-error.ts";
import type { ChangePage, ChangesRequest, ChangesVersion } from "./worker-api.ts";

/** Ranges of a table whose files are listed in memory. */
const KEPT_FEEDS = 4;

export function createChangeMethods(tableAt: (location: string) => OpenTable): Pick<SessionApi, "readChanges"> {
  const kept = new WeakMap<OpenTable, Map<string, ChangeFeed>>();

  function feedsOf(table: OpenTable): Map<string, ChangeFeed> {
    const feeds = kept.get(table) ?? new Map<string, ChangeFeed>();
    kept.set(table, feeds);
    return feeds;
  }

  async function feedOf(table: OpenTable, { from, to }: ChangesRequest, signal: AbortSignal): Promise<ChangeFeed> {
    const key = `${from}-${to}`;
    const feeds = feedsOf(table);
    const feed = feeds.get(key) ?? (await table.log.loadChanges({ from, to }, { signal }));
    feeds.delete(key);
    feeds.set(key, feed);
    for (const old of [...feeds.keys()].slice(0, -KEPT_FEEDS)) feeds.delete(old);
    return feed;
  }

  return {
    async readChanges(request, { signal }) {
      const table = tableAt(request.location);
      const feed = await feedOf(table, request, signal);
      const page = await readChangePage(table.reader.changes, { feed, ...request }, signal);
      // Access may be granted meanwhile, and then the version is to be tried again.
      const isDenied = page.versions.some(({ refusal }) => refusal?.tag === "AccessDenied");
      if (isDenied) feedsOf(table).delete(`${request.from}-${request.to}`);
      return page;
    },
  };
}

async function readChangePage(
  changes: ChangeReader,
  { feed, start, count, ...request }: ChangesRequest & { readonly feed: ChangeFeed },
  signal: AbortSignal,
): Promise<ChangePage> {
  const schema = changeSchema(feed);
  const columns = request.columns ?? schema.fields.map((_, column) => column);
  const page = await changes.readChanges(feed, { columns, start, count }, { signal });
  return {
    from: feed.from,
    to: feed.to,
    schema,
    versions: feed.versions.map((version) => toChangesVersion(version, changes)),
    totals: changes.totals(feed),
    start,
    rowCount: page.rowCount,
    columns: page.columns.map((values) => values.map(cutValue)),
  };
}

export function toChangesVersion(version: VersionChanges, changes: ChangeReader): ChangesVersion {
  const { rows, refusal } = changes.describe(version);
  return {
    version: version.version,
    timestampMs: version.timestampMs,
    operation: version.operation,
    source: version.source,
    derived: version.derived,
    inserted: version.inserted,
    deleted: version.deleted,
    rows,
    refusal: refusal === undefined ? undefined : toWireError(refusal),
  };
}
