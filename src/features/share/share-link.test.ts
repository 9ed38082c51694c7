import { describe, expect, it } from "vitest";
import { isShareable, listLinkParts } from "./share-link.ts";

describe("a shared link", () => {
  it("lists everything that it holds", () => {
    const link = "https://d.example/app/#/t/data?src=s3://lake/rides&v=12&cols=id,fare&row=00c0ffee.7&x=1";
    expect(listLinkParts(link)).toEqual([
      { label: "This app", value: "https://d.example/app/" },
      { label: "Tab", value: "data" },
      { label: "Table", value: "s3://lake/rides" },
      { label: "Version", value: "12" },
      { label: "Columns", value: "id,fare" },
      { label: "Row", value: "00c0ffee.7" },
      { label: "x", value: "1" },
    ]);
  });

  it.each([
    ["s3://lake/rides", true],
    ["demo:rides", true],
    ["local:rides", false],
  ])("of %s can be followed elsewhere: %s", (location, shareable) => {
    expect(isShareable(location)).toBe(shareable);
  });
});
