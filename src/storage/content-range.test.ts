import { describe, expect, it } from "vitest";
import { parseContentRange } from "./content-range.ts";

describe("parseContentRange", () => {
  it.each([
    ["bytes 0-9/100", { start: 0, end: 10, sizeBytes: 100 }],
    ["bytes 42-42/*", { start: 42, end: 43, sizeBytes: undefined }],
    ["bytes */100", { start: undefined, end: undefined, sizeBytes: 100 }],
    ["items 0-9/100", undefined],
    [undefined, undefined],
  ])("reads %s", (header, expected) => {
    expect(parseContentRange(header)).toEqual(expected);
  });
});
