import { describe, expect, it } from "vitest";
import { appendChunks, NO_FILES } from "#delta/live-files.ts";
import { listFiles } from "#testing/parquet-tables.ts";
import { createRowIndex } from "./row-index.ts";

function chunk(...counts: readonly (number | undefined)[]) {
  const adds = counts.map((count, file) => ({
    path: `f${file}`,
    ...(count === undefined ? {} : { stats: `{"numRecords":${count}}` }),
  }));
  return listFiles(new Map(), adds).chunks;
}

function listOf(...chunks: readonly (readonly (number | undefined)[])[]) {
  return appendChunks(
    NO_FILES,
    chunks.flatMap((counts) => chunk(...counts)),
  );
}

describe("the file of a row", () => {
  const files = listOf([3, 0, 2], [0], [4]);

  it.each([
    { row: 0, place: { kind: "file", file: 0, rowInFile: 0, rowCount: 3 } },
    { row: 2, place: { kind: "file", file: 0, rowInFile: 2, rowCount: 3 } },
    { row: 3, place: { kind: "file", file: 2, rowInFile: 0, rowCount: 2 } },
    { row: 5, place: { kind: "file", file: 4, rowInFile: 0, rowCount: 4 } },
    { row: 8, place: { kind: "file", file: 4, rowInFile: 3, rowCount: 4 } },
    { row: 9, place: { kind: "end", rowCount: 9 } },
  ])("of row $row skips files without rows", ({ row, place }) => {
    expect(createRowIndex().findRow(files, row)).toEqual(place);
  });

  it.each([
    { row: 1, place: { kind: "file", file: 0, rowInFile: 1, rowCount: 2 } },
    { row: 2, place: { kind: "unknown", file: 1 } },
    { row: 50, place: { kind: "unknown", file: 1 } },
  ])("of row $row waits for counts that come before it", ({ row, place }) => {
    expect(createRowIndex().findRow(listOf([2, undefined, 3]), row)).toEqual(place);
  });

  it("is found once footers told the counts", () => {
    const index = createRowIndex();
    const unknown = listOf([2, undefined], [undefined, 3]);
    expect(index.listUnknown(unknown, 0, 10)).toEqual([1, 2]);
    index.setPhysicalRows(unknown, 1, 5);
    index.setPhysicalRows(unknown, 2, 0);
    expect(index.findRow(unknown, 7)).toEqual({ kind: "file", file: 3, rowInFile: 0, rowCount: 3 });
    expect(index.findFile(unknown, 3)).toEqual({ firstRow: 7 });
    expect(index.countRows(unknown)).toEqual({ rows: 10, filesWithUnknownRows: 0 });
  });

  it("stays the same as the list grows", () => {
    const index = createRowIndex();
    const first = listOf([2, 3]);
    const grown = appendChunks(first, chunk(4));
    expect(index.findRow(first, 5)).toEqual({ kind: "end", rowCount: 5 });
    expect(index.findRow(grown, 4)).toEqual({ kind: "file", file: 1, rowInFile: 2, rowCount: 3 });
    expect(index.findRow(grown, 5)).toEqual({ kind: "file", file: 2, rowInFile: 0, rowCount: 4 });
  });

  it("follows a footer that contradicts the log", () => {
    const index = createRowIndex();
    index.setPhysicalRows(files, 0, 1);
    expect(index.findRow(files, 1)).toEqual({ kind: "file", file: 2, rowInFile: 0, rowCount: 2 });
    expect(index.countRows(files)).toEqual({ rows: 7, filesWithUnknownRows: 0 });
  });

  it("leaves out rows that a deletion vector marks", () => {
    const deletionVector = { storageType: "u", pathOrInlineDv: "x", sizeInBytes: 1, cardinality: 4 };
    const stats = '{"numRecords":10}';
    const marked = listFiles(new Map(), [
      { path: "a", stats, deletionVector },
      { path: "b", stats },
    ]);
    const index = createRowIndex();
    expect(index.findRow(marked, 6)).toEqual({ kind: "file", file: 1, rowInFile: 0, rowCount: 10 });
    expect(index.physicalRows(marked, 0)).toBe(10);
  });
});
