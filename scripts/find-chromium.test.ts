import { describe, expect, it } from "vitest";
import { ensureChromium } from "./find-chromium.mjs";

describe("ensureChromium", () => {
  it("takes the executable that the environment names before any other", () => {
    expect(ensureChromium({ DELTARIUM_CHROMIUM: process.execPath, PATH: "/usr/bin" })).toBe(process.execPath);
  });

  it("says so when what the environment names cannot be run, and does not look for another", () => {
    expect(() => ensureChromium({ DELTARIUM_CHROMIUM: "/not/there", PATH: "/usr/bin" })).toThrow(
      "Cannot run /not/there: DELTARIUM_CHROMIUM must name an executable Chromium",
    );
  });
});
