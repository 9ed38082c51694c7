import fc from "fast-check";
import { expect, it } from "vitest";
import { buildRowBitmap, isLiveRow, nthLiveRow } from "./row-bitmap.ts";

it("finds every live row by its number among the live ones", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 5000, size: "max" }), (rows) => {
      const live = rows.flatMap((isLive, row) => (isLive ? [row] : []));
      const bitmap = buildRowBitmap(rows.length, (row) => rows[row] === true);
      if (live.length === rows.length) {
        expect(bitmap).toBeUndefined();
        return;
      }
      if (bitmap === undefined) throw new Error("expected a bitmap");
      expect(bitmap.liveCount).toBe(live.length);
      expect(live.map((_, index) => nthLiveRow(bitmap, index))).toEqual(live);
      expect(rows.map((_, row) => isLiveRow(bitmap, row))).toEqual(rows);
    }),
    { numRuns: 50 },
  );
});
