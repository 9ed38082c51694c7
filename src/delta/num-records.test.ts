import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encode } from "#testing/draw-log.ts";
import { numRecordsOf } from "./num-records.ts";

function count(text: string): number {
  const bytes = encode(`xx${text}}}`);
  return numRecordsOf(bytes, 2, bytes.length - 2);
}

describe("numRecordsOf", () => {
  it.each([
    ["first", '{"numRecords":12,"minValues":{"a":1}}', 12],
    ["alone", '{"numRecords":0}', 0],
    ["last", '{"minValues":{"a":[1,{"b":2}]},"numRecords":7}', 7],
    [
      "after a column of the same name",
      '{"minValues":{"numRecords":1},"maxValues":{"numRecords":9},"numRecords":5}',
      5,
    ],
    ["after text that looks like it", '{"minValues":{"s":"\\"numRecords\\":3}"},"numRecords":5}', 5],
    ["with spaces", '{ "numRecords" : 4 }', 4],
    ["with its key escaped", '{"num\\u0052ecords":6}', 6],
    ["as 3.0", '{"numRecords":3.0}', 3],
  ])("finds it %s", (_where, text, expected) => {
    expect(count(text)).toBe(expected);
  });

  it.each([
    ["no stats", ""],
    ["only a column of that name", '{"minValues":{"numRecords":1}}'],
    ["null", '{"numRecords":null}'],
    ["text", '{"numRecords":"5"}'],
    ["a negative number", '{"numRecords":-1}'],
    ["a fraction", '{"numRecords":1.5}'],
    ["broken JSON", '{"numRecords":1'],
    ["no object", "[1]"],
  ])("tells nothing for %s", (_what, text) => {
    expect(count(text)).toBeNaN();
  });

  it("agrees with JSON.parse on any object", () => {
    const leaf = fc.oneof(fc.nat(), fc.string(), fc.constant(null));
    const stats = fc.dictionary(
      fc.constantFrom("numRecords", "minValues", "maxValues", '"', "\\"),
      fc.oneof(leaf, fc.dictionary(fc.constantFrom("numRecords", "a"), leaf)),
    );
    fc.assert(
      fc.property(stats, (object) => {
        const expected = typeof object.numRecords === "number" ? object.numRecords : Number.NaN;
        expect(count(JSON.stringify(object))).toBe(expected);
      }),
    );
  });
});
