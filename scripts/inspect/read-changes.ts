// --changes A..B: what each version of the range changed, and the changes themselves.

import { TableError } from "#delta/errors.ts";
import { typeText } from "#delta/schema.ts";
import type { Value } from "#delta/value.ts";
import { changeSchema } from "#scan/change-reader.ts";
import { toChangesVersion } from "#worker/change-pages.ts";
import type { OpenTable } from "#worker/open-table.ts";
import { toJsonRow } from "./json-value.ts";

const PAGE_ROWS = 20_000;

/** The first `limit` changes; undefined = all. Errors: InvalidLocation for a text that is no range. */
export async function readChanges(table: OpenTable, range: string, limit = Number.POSITIVE_INFINITY) {
  const feed = await table.log.loadChanges(parseRange(range));
  const { changes } = table.reader;
  const schema = changeSchema(feed);
  const columns = schema.fields.map((_, column) => column);
  const rows: Record<string, unknown>[] = [];
  while (rows.length < limit) {
    const count = Math.min(PAGE_ROWS, limit - rows.length);
    const page = await changes.readChanges(feed, { columns, start: rows.length, count });
    for (let row = 0; row < page.rowCount; row += 1) {
      const values = page.columns.map((column): Value => column[row] ?? null);
      rows.push(toJsonRow(values, schema));
    }
    if (page.rowCount < count) break;
  }
  return {
    from: feed.from,
    to: feed.to,
    columns: schema.fields.map(({ name, type }) => ({ name, type: typeText(type) })),
    totals: changes.totals(feed),
    versions: feed.versions.map((version) => {
      const { refusal, ...told } = toChangesVersion(version, changes);
      return { ...told, ...(refusal && { refusal: { tag: refusal.tag, message: refusal.message } }) };
    }),
    rows,
  };
}

function parseRange(text: string): { readonly from: number; readonly to: number } {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { from: Number(from), to: Number(to) };
  const reason = "--changes takes two versions such as 3..7";
  throw new TableError("InvalidLocation", `Cannot inspect: ${reason}`, { location: text, reason });
}
