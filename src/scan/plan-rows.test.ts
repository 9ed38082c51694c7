import { describe, expect, it } from "vitest";
import type { ParquetFooter } from "./parquet-footer.ts";
import { planBlocks } from "./plan-rows.ts";

function footerOf(groups: readonly { readonly rowCount: number; readonly rowBytes: number }[]): ParquetFooter {
  let firstRow = 0;
  const rowGroups = groups.map(({ rowCount, rowBytes }) => {
    const group = { firstRow, rowCount, uncompressedBytes: rowCount * rowBytes, chunks: [] };
    firstRow += rowCount;
    return group;
  });
  const nothing = { createdBy: undefined, keyValues: new Map(), schema: [], leaves: [], columns: [], dataEnd: 0 };
  return { ...nothing, rowGroups, rowCount: firstRow };
}

describe("blocks of a run of rows", () => {
  it("are cut at row groups, and skip those without rows", () => {
    const footer = footerOf([
      { rowCount: 10, rowBytes: 8 },
      { rowCount: 0, rowBytes: 8 },
      { rowCount: 20, rowBytes: 8 },
    ]);
    expect(planBlocks(footer, [{ position: 8, count: 5 }])).toEqual([
      { rowGroup: 0, block: 0, blockStart: 0, blockCount: 10, runs: [{ position: 8, count: 2 }] },
      { rowGroup: 2, block: 0, blockStart: 0, blockCount: 20, runs: [{ position: 0, count: 3 }] },
    ]);
  });

  it("hold thousands of rows, the last of a row group fewer", () => {
    const footer = footerOf([{ rowCount: 20_000, rowBytes: 8 }]);
    const blocks = planBlocks(footer, [{ position: 8000, count: 12_000 }]);
    expect(blocks.map(({ blockStart, blockCount, runs }) => [blockStart, blockCount, runs])).toEqual([
      [0, 8192, [{ position: 8000, count: 192 }]],
      [8192, 8192, [{ position: 0, count: 8192 }]],
      [16384, 3616, [{ position: 0, count: 3616 }]],
    ]);
  });

  it("are asked for once, whatever the number of runs in them", () => {
    const footer = footerOf([
      { rowCount: 10, rowBytes: 8 },
      { rowCount: 10, rowBytes: 8 },
    ]);
    const runs = [
      { position: 1, count: 2 },
      { position: 4, count: 1 },
      { position: 9, count: 3 },
    ];
    expect(planBlocks(footer, runs).map((block) => [block.rowGroup, block.runs])).toEqual([
      [
        0,
        [
          { position: 1, count: 2 },
          { position: 4, count: 1 },
          { position: 9, count: 1 },
        ],
      ],
      [1, [{ position: 0, count: 2 }]],
    ]);
  });

  it.each([
    { rowBytes: 1_000, blockCount: 4096 },
    { rowBytes: 10_000_000, blockCount: 1 },
  ])("hold $blockCount rows where a row is $rowBytes bytes", ({ rowBytes, blockCount }) => {
    const footer = footerOf([{ rowCount: 10_000, rowBytes }]);
    expect(planBlocks(footer, [{ position: 0, count: 1 }])).toMatchObject([{ blockCount }]);
  });

  it("are none behind the last row", () => {
    expect(planBlocks(footerOf([{ rowCount: 5, rowBytes: 8 }]), [{ position: 5, count: 3 }])).toEqual([]);
  });
});
