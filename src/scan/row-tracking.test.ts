import { describe, expect, it } from "vitest";
import type { AddAction } from "#delta/actions.ts";
import type { RowTrackingColumns } from "#delta/row-tracking.ts";
import { createCountingStore, engine, listFiles, schemaOf, writeParquet } from "#testing/parquet-tables.ts";
import { createTableReader } from "./read-rows.ts";

const HIDDEN: RowTrackingColumns = { rowId: "_row-id-1", commitVersion: "_version-1" };

/** Rows with ids of their own are those that were rewritten. */
const rewritten = writeParquet([
  { name: "id", data: [10n, 11n, 12n], type: "INT64" },
  { name: "_row-id-1", data: [9007199254740993n, null, 5n], type: "INT64", nullable: true },
  { name: "_version-1", data: [3n, null, null], type: "INT64", nullable: true },
]);
const plain = writeParquet([{ name: "id", data: BigInt64Array.from([1n, 2n, 3n, 4n]), type: "INT64" }]);

const objects = new Map([
  ["plain", plain],
  ["rewritten", rewritten],
]);

function setup(adds: readonly (Pick<AddAction, "path"> & Partial<AddAction>)[], rowTracking = HIDDEN) {
  const { store } = createCountingStore(objects);
  const files = listFiles(objects, adds);
  const snapshot = { schema: schemaOf({ id: "long" }), partitionColumns: [], columnMapping: "none" as const, files };
  const reader = createTableReader({ store, engine, budgetBytes: 1e6 });
  const read = (start: number, count: number) =>
    reader.readRows({ ...snapshot, rowTracking }, { columns: [0], start, count, rowTracking: true });
  return { reader, snapshot, read };
}

describe("ids and versions of rows", () => {
  const adds = [
    { path: "plain", baseRowId: 9007199254740992n, defaultRowCommitVersion: 1 },
    { path: "rewritten", baseRowId: 100n, defaultRowCommitVersion: 7 },
  ];

  it("follow from the file's add and the row's position, unless the file tells them", async () => {
    const { rowTracking, columns } = await setup(adds).read(0, 10);
    expect(columns).toEqual([[1n, 2n, 3n, 4n, 10n, 11n, 12n]]);
    expect(rowTracking).toEqual({
      rowIds: [
        ...[9007199254740992n, 9007199254740993n, 9007199254740994n, 9007199254740995n],
        ...[9007199254740993n, 101n, 5n],
      ],
      commitVersions: [1n, 1n, 1n, 1n, 3n, 7n, 7n],
    });
  });

  it("are the same in any window", async () => {
    const { read } = setup(adds);
    const whole = (await read(0, 7)).rowTracking?.rowIds ?? [];
    for (let start = 0; start < 7; start += 1) {
      expect((await read(start, 2)).rowTracking?.rowIds).toEqual(whole.slice(start, start + 2));
    }
  });

  it("are not known where neither tells", async () => {
    const { rowTracking } = await setup([{ path: "rewritten" }, { path: "plain" }]).read(0, 5);
    expect(rowTracking?.rowIds).toEqual([9007199254740993n, null, 5n, null, null]);
    expect(rowTracking?.commitVersions).toEqual([3n, null, null, null, null]);
  });

  it.each<[string, RowTrackingColumns, readonly bigint[], readonly bigint[]]>([
    ["neither column", { rowId: undefined, commitVersion: undefined }, [100n, 101n, 102n], [7n, 7n, 7n]],
    ["the version's alone", { ...HIDDEN, rowId: undefined }, [100n, 101n, 102n], [3n, 7n, 7n]],
    ["the id's alone", { ...HIDDEN, commitVersion: undefined }, [9007199254740993n, 101n, 5n], [7n, 7n, 7n]],
  ])("need no name for a column: %s", async (_what, columns, rowIds, commitVersions) => {
    const { rowTracking } = await setup(adds.slice(1), columns).read(0, 3);
    expect(rowTracking).toEqual({ rowIds, commitVersions });
  });

  it("are told only when asked for, and refused of a version without", async () => {
    const { reader, snapshot } = setup(adds);
    const window = { columns: [0], start: 0, count: 1 };
    expect(await reader.readRows({ ...snapshot, rowTracking: HIDDEN }, window)).not.toHaveProperty("rowTracking");
    await expect(reader.readRows(snapshot, { ...window, rowTracking: true })).rejects.toMatchObject({
      tag: "Unsupported",
      context: { what: "ids of rows" },
    });
  });
});
