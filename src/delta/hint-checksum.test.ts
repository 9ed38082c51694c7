import { describe, expect, it } from "vitest";
import { encode } from "#testing/draw-log.ts";
import { canonicalForm, hintChecksum } from "./hint-checksum.ts";
import { md5 } from "./md5.ts";

describe("md5", () => {
  it.each([
    // RFC 1321, section A.5.
    ["", "d41d8cd98f00b204e9800998ecf8427e"],
    ["a", "0cc175b9c0f1b6a831c399e269772661"],
    ["abc", "900150983cd24fb0d6963f7d28e17f72"],
    ["message digest", "f96b697d7cb7938d525a2f31aaf161d0"],
    ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"],
    ["1234567890".repeat(8), "57edf4a22be3c955ac49da2e2107b67a"],
  ])("of %j", (text, digest) => {
    expect(md5(encode(text))).toBe(digest);
  });
});

describe("the canonical form of a hint", () => {
  // PROTOCOL.md, section "JSON checksum": the test sample.
  const sample =
    '{"k0":"\'v 0\'", "checksum": "adsaskfljadfkjadfkj", "k1":{"k2": 2, "k3": ["v3", [1, 2], {"k4": "v4", "k5": ["v5", "v6", "v7"]}]}}';

  it("is that of the protocol's sample", () => {
    expect(canonicalForm(sample)).toBe(
      '"k0"="%27v%200%27","k1"+"k2"=2,"k1"+"k3"+0="v3","k1"+"k3"+1+0=1,"k1"+"k3"+1+1=2,"k1"+"k3"+2+"k4"="v4","k1"+"k3"+2+"k5"+0="v5","k1"+"k3"+2+"k5"+1="v6","k1"+"k3"+2+"k5"+2="v7"',
    );
    expect(hintChecksum(sample)).toBe("6a92d155a59bf2eecbd4b4ec7fd1f875");
  });

  it.each([
    ["literals", '{"b":null,"a":true,"c":false}', '"a"=true,"b"=null,"c"=false'],
    ["numbers as written", '{"a":9007199254740993,"b":1.50,"c":-1E-7}', '"a"=9007199254740993,"b"=1.50,"c"=-1E-7'],
    ["text in UTF-8", '{"é":"ü/😀~"}', '"%C3%A9"="%C3%BC%2F%F0%9F%98%80~"'],
    ["an inner checksum", '{"a":{"checksum":1},"checksum":2}', '"a"+"checksum"=1'],
    ["empty lists and objects, which have no leaves", '{"a":[],"b":{},"c":1}', '"c"=1'],
    ["more than ten items, by the digits", `{"a":[${"0,".repeat(10)}1]}`, /^"a"\+0=0,"a"\+1=0,"a"\+10=1,"a"\+2=0/],
  ])("holds %s", (_what, text, expected) => {
    expect(canonicalForm(text)).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${escaped(expected)}$`));
  });

  it("does not exist where a key is repeated", () => {
    expect(() => canonicalForm('{"a":1,"a":2}')).toThrow(SyntaxError);
  });
});

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
