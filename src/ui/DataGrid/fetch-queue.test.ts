import { describe, expect, it } from "vitest";
import { createFetchQueue, isLoaded } from "./fetch-queue.ts";
import type { GridCell, GridModel, GridRange } from "./grid-model.ts";

interface Asked {
  readonly range: GridRange;
  readonly signal: AbortSignal;
  readonly answer: () => Promise<void>;
  readonly answerNothing: () => Promise<void>;
  readonly fail: () => Promise<void>;
}

function setup(rowCount = 1000) {
  const here = new Set<string>();
  const asked: Asked[] = [];
  const model: GridModel = {
    rowCount,
    rowCountIsExact: true,
    columns: [],
    getCell: (row, column): GridCell | undefined => (here.has(`${row}:${column}`) ? { text: "x" } : undefined),
    subscribe: () => () => {},
    fetch: (range, signal) =>
      new Promise((resolve, reject) => {
        const settled = () => new Promise<void>((done) => setTimeout(done));
        asked.push({
          range,
          signal,
          answer: () => {
            for (let row = range.rowStart; row < range.rowEnd; row++) {
              for (const column of range.columns) here.add(`${row}:${column}`);
            }
            resolve();
            return settled();
          },
          answerNothing: () => {
            resolve();
            return settled();
          },
          fail: () => {
            reject(new Error("no"));
            return settled();
          },
        });
      }),
  };
  const rows = () => asked.map(({ range }) => `${range.rowStart}-${range.rowEnd}`);
  return { model, queue: createFetchQueue(model), asked, rows };
}

const COLUMNS = [0, 1, 2];

function range(rowStart: number, rowEnd: number, columns: readonly number[] = COLUMNS): GridRange {
  return { rowStart, rowEnd, columns };
}

describe("the fetch queue", () => {
  it("asks for whole blocks around the window, together where they touch", () => {
    const { queue, rows } = setup();
    queue.want(range(50, 130));
    expect(rows()).toEqual(["0-192"]);
  });

  it("stops at the last row", () => {
    const { queue, rows } = setup(100);
    queue.want(range(70, 100));
    expect(rows()).toEqual(["64-100"]);
  });

  it("does not ask again for what is under way or here", async () => {
    const { queue, asked, rows } = setup();
    queue.want(range(0, 40));
    queue.want(range(4, 44));
    expect(rows()).toEqual(["0-64"]);
    await asked[0]?.answer();
    queue.want(range(8, 48));
    expect(rows()).toEqual(["0-64"]);
    queue.want(range(30, 70));
    expect(rows()).toEqual(["0-64", "64-128"]);
  });

  it("asks again when other columns come into sight", () => {
    const { queue, asked } = setup();
    queue.want(range(0, 40));
    queue.want(range(0, 40, [2, 3]));
    expect(asked.map(({ range: { columns } }) => columns)).toEqual([COLUMNS, [2, 3]]);
  });

  it("aborts what has scrolled out of sight and keeps what is still near", () => {
    const { queue, asked } = setup();
    queue.want(range(0, 40));
    queue.want(range(30, 90));
    queue.want(range(100, 120));
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it("asks again for an aborted block that comes back", () => {
    const { queue, rows } = setup();
    queue.want(range(0, 40));
    queue.want(range(500, 540));
    queue.want(range(0, 40));
    expect(rows()).toEqual(["0-64", "448-576", "0-64"]);
  });

  it("asks for a failed block only when told to, or when it comes back into sight", async () => {
    const { queue, asked, rows } = setup();
    queue.want(range(0, 40));
    await asked[0]?.fail();
    queue.want(range(0, 40));
    expect(rows()).toEqual(["0-64"]);
    queue.retry();
    expect(rows()).toEqual(["0-64", "0-64"]);
    await asked[1]?.fail();
    queue.want(range(500, 540));
    queue.want(range(0, 40));
    expect(rows()).toEqual(["0-64", "0-64", "448-576", "0-64"]);
  });

  it("asks again for a block that was answered without its cells", async () => {
    const { queue, asked, rows } = setup();
    queue.want(range(0, 40));
    await asked[0]?.answerNothing();
    queue.want(range(0, 40));
    expect(rows()).toEqual(["0-64", "0-64"]);
  });

  it("tells when a window is here", async () => {
    const { model, queue, asked } = setup();
    queue.want(range(0, 40));
    expect(isLoaded(model, range(0, 40))).toBe(false);
    await asked[0]?.answer();
    expect(isLoaded(model, range(0, 40))).toBe(true);
  });

  it("aborts everything when it is closed", () => {
    const { queue, asked } = setup();
    queue.want(range(0, 40));
    queue.close();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true]);
  });
});
