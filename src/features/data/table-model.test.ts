import { describe, expect, it, vi } from "vitest";
import { createFakeClient, fakeError } from "#testing/fake-client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import { readRangeText } from "./copy-range.ts";
import { createTableModel } from "./table-model.ts";

const location = "demo:rides";

async function setup(options: Parameters<typeof createFakeClient>[0] = {}) {
  const client = createFakeClient(options);
  const snapshot: SnapshotInfo = await createFakeClient().call("openSnapshot", { location, at: { kind: "latest" } });
  const model = createTableModel(client, snapshot);
  const fetch = (rowStart: number, rowEnd: number, columns: number[]) =>
    model.fetch({ rowStart, rowEnd, columns }, new AbortController().signal);
  return { client, snapshot, model, fetch };
}

describe("the grid's rows", () => {
  it("are here once they were asked for, and only the columns that were", async () => {
    const { model, fetch } = await setup();
    expect(model.getCell(70, 1)).toBeUndefined();
    await fetch(64, 128, [0, 1]);
    expect(model.getCell(70, 0)).toEqual({ text: "71", tone: "number" });
    expect(model.getCell(70, 1)).toBe(model.getCell(70, 1));
    expect(model.getCell(70, 2)).toBeUndefined();
    expect(model.origin(70)).toMatchObject({ position: 70, source: { fileHash: "00000000" } });
  });

  it("name their file and place across a border between files", async () => {
    const { model, fetch } = await setup();
    await fetch(19_968, 20_032, [0]);
    expect(model.origin(19_999)).toMatchObject({ position: 19_999, source: { fileHash: "00000000" } });
    expect(model.origin(20_000)).toMatchObject({ position: 0, source: { fileHash: "00000001" } });
  });

  it("may be more than are known, until a read meets the end", async () => {
    const { model, fetch } = await setup();
    model.setKnownRows({ rows: 222_400, exact: false });
    expect([model.rowCount, model.rowCountIsExact]).toEqual([222_464, false]);
    await fetch(222_400, 222_528, [0]);
    expect([model.rowCount, model.rowCountIsExact]).toEqual([222_494, true]);
  });

  it("go on where the list had not come further, and do not end there", async () => {
    let listed = 3;
    const { client, model, fetch } = await setup({ listedRows: () => listed++ });
    await fetch(0, 10, [0]);
    expect(Array.from({ length: 10 }, (_, row) => model.getCell(row, 0)?.text)).not.toContain(undefined);
    expect(client.calls.map(({ argument }) => argument)).toMatchObject([
      { start: 0, count: 10 },
      { start: 3, count: 7 },
      { start: 7, count: 3 },
    ]);
    expect(model.rowCountIsExact).toBe(false);
  });

  it("are as many as the log says where it says it exactly", async () => {
    const { model } = await setup();
    const listener = vi.fn();
    model.subscribe(listener);
    model.setKnownRows({ rows: 5, exact: true });
    model.setKnownRows({ rows: 5, exact: true });
    expect([model.rowCount, model.rowCountIsExact]).toEqual([5, true]);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("tell of a failure until it is forgiven", async () => {
    const failing = new Map([[location, fakeError("NetworkFailed", { url: "x", reason: "gone" })]]);
    const { model, fetch } = await setup({ failing });
    await expect(fetch(0, 64, [0])).rejects.toMatchObject({ tag: "NetworkFailed" });
    expect(model.state()).toMatchObject({ hasRows: false, error: { tag: "NetworkFailed" } });
    failing.clear();
    model.forgive();
    await fetch(0, 64, [0]);
    expect(model.state()).toEqual({ hasRows: true, error: undefined });
  });

  it("keep an abort to themselves", async () => {
    const { model } = await setup({ latencyMs: 20 });
    const controller = new AbortController();
    const asked = model.fetch({ rowStart: 0, rowEnd: 64, columns: [0] }, controller.signal);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    expect(model.state().error).toBeUndefined();
  });

  it("stay bounded in number, the ones in sight among them", async () => {
    const { model, fetch } = await setup();
    const columns = model.columns.map((_, index) => index);
    for (let row = 0; row < 64 * 600; row += 64) await fetch(row, row + 64, columns);
    expect(model.getCell(64 * 599, 0)).toBeDefined();
    expect(model.getCell(0, 0)).toBeUndefined();
  });
});

describe("a copied range", () => {
  it("is exact, tab by tab, with null and the empty string empty", async () => {
    const { client, snapshot } = await setup();
    const text = await readRangeText(client, snapshot, { rowStart: 1, rowEnd: 3, columns: [0, 2, 6] });
    expect(text).toBe("2\t2026-03-01T00:12:11.204113Z\t\n3\t2026-03-01T00:24:22.408226Z\t3.88");
  });

  it("is whole though not all files are listed yet", async () => {
    const { snapshot } = await setup();
    let listed = 1;
    const client = createFakeClient({ listedRows: () => listed++ });
    const text = await readRangeText(client, snapshot, { rowStart: 1, rowEnd: 9, columns: [0] });
    expect(text).toBe("2\n3\n4\n5\n6\n7\n8\n9");
  });

  it("quotes what would break a line", async () => {
    const { client, snapshot } = await setup();
    const notes = await readRangeText(client, snapshot, { rowStart: 0, rowEnd: 40, columns: [12] });
    expect(notes.split("\n").length).toBeGreaterThan(40);
    expect(notes).toContain('"paid\tin cash\nat the door"');
  });

  it("of one cell is its bare text", async () => {
    const { client, snapshot } = await setup();
    expect(await readRangeText(client, snapshot, { rowStart: 4, rowEnd: 5, columns: [3] })).toMatch(
      /^\{"name": "Ana Costa", /,
    );
  });
});
