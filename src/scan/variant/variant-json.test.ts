import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeyReader } from "./variant-bytes.ts";
import { variantFields, variantJson } from "./variant-json.ts";

/** Names a, b and c, offsets of one byte. */
const metadata = Uint8Array.of(0x01, 3, 0, 1, 2, 3, 0x61, 0x62, 0x63);

function json(...value: number[]): string {
  return variantJson(createKeyReader(metadata), Uint8Array.from(value));
}

// Bytes by hand, after Parquet's VariantEncoding.md.
describe("variants", () => {
  it.each<[string, number[], string]>([
    ["null", [0 << 2], "null"],
    ["true", [1 << 2], "true"],
    ["false", [2 << 2], "false"],
    ["int8", [3 << 2, 0xff], "-1"],
    ["int16", [4 << 2, 0x00, 0x80], "-32768"],
    ["int32", [5 << 2, 1, 0, 0, 0], "1"],
    ["int64", [6 << 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], "9223372036854775807"],
    ["double", [7 << 2, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f], "1.5"],
    ["decimal4", [8 << 2, 2, 0x96, 0, 0, 0], "1.5"],
    ["decimal8", [9 << 2, 1, 0xf6, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "-1"],
    ["decimal16", [10 << 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], "18446744073709551616"],
    ["date", [11 << 2, 0, 0, 0, 0], '"1970-01-01"'],
    ["timestamp", [12 << 2, 1, 0, 0, 0, 0, 0, 0, 0], '"1970-01-01 00:00:00.000001+00:00"'],
    ["timestamp without a zone", [13 << 2, 1, 0, 0, 0, 0, 0, 0, 0], '"1970-01-01 00:00:00.000001"'],
    ["float", [14 << 2, 0xcd, 0xcc, 0xcc, 0x3d], "0.1"],
    ["binary", [15 << 2, 2, 0, 0, 0, 1, 2], '"AQI="'],
    ["string", [16 << 2, 2, 0, 0, 0, 0x68, 0x69], '"hi"'],
    ["time", [17 << 2, 1, 0, 0, 0, 0, 0, 0, 0], '"00:00:00.000001"'],
    ["nanoseconds", [18 << 2, 1, 0, 0, 0, 0, 0, 0, 0], '"1970-01-01 00:00:00.000000001+00:00"'],
    ["short string", [0x01 | (2 << 2), 0x68, 0x69], '"hi"'],
    ["empty string", [0x01], '""'],
    ["empty object", [0x02, 0, 0], "{}"],
    ["empty array", [0x03, 0, 0], "[]"],
    ["array", [0x03, 2, 0, 1, 3, 0x00, 0x0c, 7], "[null,7]"],
    ["large array, wide offsets", [0x03 | (0b101 << 2), 1, 0, 0, 0, 0, 0, 1, 0, 0x04], "[true]"],
    ["object whose values lie in another order", [0x02, 2, 0, 2, 1, 0, 3, 0x00, 0x0c, 9], '{"a":9,"c":null}'],
    ["object in an array", [0x03, 1, 0, 6, 0x02, 1, 1, 0, 1, 0x04], '[{"b":true}]'],
  ])("hold %s", (_what, bytes, text) => {
    expect(json(...bytes)).toBe(text);
  });

  it.each<[string, number[]]>([
    ["no bytes", []],
    ["a number that ends early", [5 << 2, 1, 0]],
    ["a string that ends early", [16 << 2, 9, 0, 0, 0, 0x68]],
    ["a string that is not UTF-8", [0x01 | (1 << 2), 0xff]],
    ["an unknown type", [40 << 2]],
    ["a decimal of scale 39", [8 << 2, 39, 1, 0, 0, 0]],
    ["a name that is not in the dictionary", [0x02, 1, 7, 0, 1, 0x00]],
    ["more parts than bytes", [0x03 | (0b100 << 2), 0xff, 0xff, 0xff, 0x7f]],
    ["a part outside of it", [0x03, 1, 5, 9, 0x00]],
  ])("are refused with %s", (_what, bytes) => {
    expect(() => json(...bytes)).toThrow(RangeError);
  });

  it("are refused with parts that overlap to make much of little", () => {
    // Each object holds the next one under all three names.
    const nest = (inner: number[]): number[] => [0x02, 3, 0, 1, 2, 0, 0, 0, inner.length, ...inner];
    let value = [0x00];
    for (let depth = 0; depth < 20; depth += 1) value = nest(value);
    expect(() => json(...value)).toThrow("parts of a variant overlap");
  });

  it("are a text that JSON reads, or refused, whatever their bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 20 }), (value, names) => {
        for (const dictionary of [metadata, names]) {
          try {
            JSON.parse(variantJson(createKeyReader(dictionary), value));
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("tell their fields when they are objects", () => {
    const keys = createKeyReader(metadata);
    expect(variantFields(keys, Uint8Array.of(0x02, 1, 1, 0, 1, 0x04))).toEqual([["b", "true"]]);
    expect(variantFields(keys, Uint8Array.of(0x00))).toBeUndefined();
  });
});
