import { describe, expect, it } from "vitest";
import { cutValue } from "./cut-value.ts";

describe("cutValue", () => {
  it.each([
    ["null", null],
    ["a short string", "Kraków"],
    ["a 64-bit integer", 9007199254740993n],
    ["a struct", ["Zofia", 4.8, ["KR 5 0917", 4]]],
  ])("lets %s through as it is", (_name, value) => {
    expect(cutValue(value)).toBe(value);
  });

  it("cuts ten million characters and tells their number", () => {
    expect(cutValue("x".repeat(10_000_000))).toEqual({ cut: true, head: "x".repeat(512), length: 10_000_000 });
  });

  it("does not split a surrogate pair", () => {
    expect(cutValue(`${"x".repeat(511)}\u{1f600}${"y".repeat(3000)}`)).toMatchObject({ head: "x".repeat(511) });
  });

  it("cuts a long text inside a struct and keeps the struct's shape", () => {
    const cut = cutValue(["short", "y".repeat(5000)]);
    expect(cut).toEqual({ cut: true, head: ["short", "y".repeat(512)], length: 2 });
  });

  it("cuts a long list and tells how many items it has", () => {
    expect(cutValue(Array.from({ length: 5000 }, (_, index) => index))).toMatchObject({ cut: true, length: 5000 });
  });

  it("copies the head of bytes, so that the rest can be freed", () => {
    const bytes = new Uint8Array(100_000).fill(7);
    const cut = cutValue(bytes);
    expect(cut).toMatchObject({ cut: true, length: 100_000 });
    const { head } = cut as { head: Uint8Array };
    expect(head.buffer.byteLength).toBe(512);
  });
});
