import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonText } from "./json-text.ts";

describe("parseJsonText", () => {
  it("agrees with JSON.parse on any JSON", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), (text) => {
        expect(parseJsonText(text, { number: Number })).toEqual(JSON.parse(text));
      }),
    );
  });

  it("keeps integers that a number can't hold as bigint", () => {
    const text = '{"a":9223372036854775807,"b":[-9007199254740993],"c":9007199254740991,"d":1e3,"e":1.5}';
    expect(parseJsonText(text)).toEqual({
      a: 9223372036854775807n,
      b: [-9007199254740993n],
      c: 9007199254740991,
      d: 1000,
      e: 1.5,
    });
  });

  it("makes __proto__ an ordinary key", () => {
    const value = parseJsonText('{"__proto__":{"x":1}}');
    expect(Object.entries(Object(value))).toEqual([["__proto__", { x: 1 }]]);
  });

  it.each(["", "{", "[1,]", "{a:1}", '{"a" 1}', "01", '"open', "1 2", "nul", "[1 2]", '{"a":1,}', "-", "+1", ".5"])(
    "refuses %s as JSON.parse does",
    (text) => {
      expect(() => JSON.parse(text)).toThrow(SyntaxError);
      expect(() => parseJsonText(text)).toThrow(SyntaxError);
    },
  );

  it("refuses a repeated key when asked to, and takes the last one otherwise", () => {
    expect(parseJsonText('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(() => parseJsonText('{"a":1,"a":2}', { repeatedKeys: "refuse" })).toThrow("Repeated key in JSON: a");
  });
});
