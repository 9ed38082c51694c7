import { describe, expect, it } from "vitest";
import { TableError } from "#delta/errors.ts";
import { commitName } from "#delta/log-path.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { drawLog } from "#testing/draw-log.ts";
import { createCountingStore, engine, writeParquet } from "#testing/parquet-tables.ts";
import { createChangeMethods } from "./change-pages.ts";
import { createOpenTable } from "./open-table.ts";
import type { ChangesRequest } from "./worker-api.ts";

const idle = { signal: new AbortController().signal };
const wanted: ChangesRequest = { location: "t", from: 0, to: 1, columns: undefined, start: 0, count: 100 };

function numbers(first: number, count: number): Uint8Array {
  const data = Array.from({ length: count }, (_, row) => BigInt(first + row));
  return writeParquet([{ name: "id", data, type: "INT64" }]);
}

/** Two versions of a file each; `change` stands between the table and its store. */
function openChanges(change: (store: ObjectStore) => ObjectStore = (store) => store) {
  const files = new Map([
    ["a", numbers(0, 3)],
    ["b", numbers(10, 2)],
  ]);
  const objects = new Map(files);
  for (const [name, { bytes }] of drawLog("0 +a:3 op=WRITE\n1 +b:2 op=WRITE").files) {
    const text = new TextDecoder()
      .decode(bytes)
      .replace(/"path":"(\w)"([^\n]*?)"size":100/g, (_all, path: string, between: string) => {
        return `"path":"${path}"${between}"size":${files.get(path)?.length}`;
      });
    objects.set(`_delta_log/${name}`, new TextEncoder().encode(text));
  }
  const { store, requests } = createCountingStore(objects);
  const table = createOpenTable({ store: change(store), engine, emit: () => undefined });
  return { changes: createChangeMethods(() => table), requests };
}

describe("pages of changes", () => {
  it("hold schema, versions, totals and rows, and cross the border", async () => {
    const { changes } = openChanges();
    const page = structuredClone(await changes.readChanges({ ...wanted, start: 2, count: 2 }, idle));
    expect(page.schema.fields.map(({ name }) => name)).toEqual([
      "id",
      "_change_type",
      "_commit_version",
      "_commit_timestamp",
    ]);
    expect(page).toMatchObject({
      from: 0,
      to: 1,
      start: 2,
      rowCount: 2,
      totals: { rows: 5, exact: true },
      versions: [
        { version: 0, operation: "WRITE", source: "log", derived: true, inserted: 3, deleted: 0, rows: 3 },
        { version: 1, operation: "WRITE", source: "log", derived: true, inserted: 2, deleted: 0, rows: 2 },
      ],
    });
    expect(page.columns.slice(0, 3)).toEqual([
      [2n, 10n],
      ["insert", "insert"],
      [0n, 1n],
    ]);
  });

  it("tell schema and versions without a data file", async () => {
    const { changes, requests } = openChanges();
    const page = await changes.readChanges({ ...wanted, count: 0 }, idle);
    expect(page).toMatchObject({ rowCount: 0, totals: { rows: 5, exact: true } });
    expect(page.versions).toHaveLength(2);
    expect(requests.filter(({ key }) => !key.startsWith("_delta_log/"))).toEqual([]);
  });

  it("read a range's commits once for all its pages", async () => {
    const { changes, requests } = openChanges();
    await changes.readChanges({ ...wanted, count: 1 }, idle);
    requests.length = 0;
    await changes.readChanges({ ...wanted, start: 1, count: 100 }, idle);
    expect(requests.filter(({ key }) => key === `_delta_log/${commitName(1)}`)).toEqual([]);
    expect(new Set(requests.map(({ key }) => key))).toEqual(new Set(["b"]));
  });

  it("try a version again that was denied", async () => {
    let isDenied = true;
    const { changes } = openChanges((store) => ({
      ...store,
      getRange: async (key, ...rest) => {
        if (isDenied && key === "a") throw new TableError("AccessDenied", "Cannot read a", { url: key, status: 403 });
        return await store.getRange(key, ...rest);
      },
    }));
    const denied = await changes.readChanges(wanted, idle);
    expect(denied.versions.map(({ refusal }) => refusal?.tag)).toEqual(["AccessDenied", undefined]);
    expect(denied.columns[0]).toEqual([10n, 11n]);
    isDenied = false;
    expect((await changes.readChanges(wanted, idle)).columns[0]).toEqual([0n, 1n, 2n, 10n, 11n]);
  });

  it("end with the reason when they are cancelled", async () => {
    const { changes } = openChanges();
    const controller = new AbortController();
    const reading = changes.readChanges(wanted, { signal: controller.signal });
    const reason = new DOMException("enough", "AbortError");
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  it("are refused with the range that there is", async () => {
    await expect(openChanges().changes.readChanges({ ...wanted, to: 2 }, idle)).rejects.toMatchObject({
      tag: "ChangesOutOfRange",
      context: { from: 0, to: 2, latest: 1 },
    });
  });
});
